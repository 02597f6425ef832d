"""Weather, earth, plants and animals."""

TEXT = """
== weather | weather | weather, observations, climate, daily_weather
date ~ day, observed on = date 2020-2024 sorted | day
station ~ station id, site, Stn = cat Hilltop, Harbor, Airport, Valley, Forest, Lakeside | site, weather station
temperature [°C|c] ~ temp, mean temp, T = float? -12 38 1 normal | temp, how warm
humidity [%|pct] ~ rel humidity, rh, RH = int 20 100 | relative humidity, moisture
rain [mm|mm] ~ precipitation, precip, rainfall = float? 0 48 1 skew | precipitation, rainfall
wind speed [km/h|kmh] ~ wind, wspd = float 0 95 1 skew | wind, how windy
wind direction ~ wind dir, dir = cat N, NE, E, SE, S, SW, W, NW | direction of the wind
pressure [hPa|hpa] ~ air pressure, baro = float 975 1040 1 normal | air pressure
sky ~ condition, conditions = cat clear, cloudy, rain, fog, snow, storm | conditions, kind of weather
sunshine [h|h] ~ sun hours, sun = float 0 14 1 | sun hours, hours of sun
frost ~ is frost, freezing = flag | freezing
-- stations, station_list, sites on station
station ~ id, station name, site
elevation [m|m] ~ altitude, height = int 0 2600 | height, altitude
latitude ~ lat = float 35 65 3 | lat
longitude ~ lon, lng = float -10 30 3 | lon
operator ~ run by = cat Met Office, University, Volunteer, Airport | owner
since ~ installed, start year = year 1950 2018 | first year

== air_quality | air quality | air, pollution, air_quality
measured at ~ time, timestamp = stamp 2023-2024 sorted | time of measurement
station ~ site, sensor = cat Center, Ring Road, Park, Port, Industrial, School | site, monitor
pm25 [µg/m3|ugm3] ~ pm2.5, fine dust, PM2.5 = float? 2 120 1 skew | fine dust, particles
no2 [µg/m3|ugm3] ~ nitrogen dioxide, NO₂ = float? 4 140 1 skew | nitrogen dioxide
ozone [µg/m3|ugm3] ~ o3 = float 8 190 1 normal | O3
aqi ~ air quality index, index = int 5 260 skew | air quality index
level ~ aqi class, category = cat Good, Moderate, Unhealthy, Hazardous | air quality class
temperature [°C|c] ~ temp = float -8 36 1 normal | temp
traffic ~ traffic level = cat low, medium, high | how busy the road is
alert ~ warning = flag | warning
inspector ~ checked by = cat? @last | who checked

== earthquakes | seismology | quakes, earthquakes, seismic
occurred ~ time, origin time = stamp 2018-2024 sorted | time, when it happened
magnitude ~ mag, Mw = float 1 8 1 skew | strength, size
depth [km|km] ~ focal depth = float 1 600 1 skew | how deep
region ~ area, place = cat Aegean, Andes, Honshu, Kuril, Sumatra, Alaska, Iceland | area, place
latitude ~ lat = float -60 70 3 | lat
longitude ~ lon, long = float -180 180 3 | lon
felt reports ~ felt, reports = int? 0 900 skew | reports, how many felt it
tsunami ~ tsunami warning = flag | wave warning
network ~ agency, source = cat us, jp, cl, gr, id | agency
station count ~ nst, stations = int 4 160 skew | number of stations
fault type ~ mechanism = cat? strike-slip, normal, reverse | mechanism

== crop_yields | farming | crops, fields, harvest, yields
field ~ plot, field name, parcel = cat North 1, North 2, South, Creek, Hill, Mill, East | plot, parcel of land
crop ~ culture, plant = cat Wheat, Maize, Barley, Soy, Potato, Rapeseed, Oats | plant, what was grown
season ~ year, harvest year = year 2012 2024 | harvest year
area [ha|ha] ~ hectares, size = float 0.5 60 1 skew | size, hectares
harvest [t|t] ~ production, tons = float? 1 420 1 skew | production, amount harvested
yield [t/ha|tha] ~ yield per ha, Yld = float 0.8 12 2 normal | harvest per hectare
fertilizer [kg|kg] ~ fert, nitrogen = int? 0 900 | nutrients, fertiliser used
irrigated ~ irrigation = flag | watered
sown ~ sowing date, planted = date 2019-2024 | planting date, sowing day
harvested ~ harvest date, cut on = later 60 200 | harvest day
soil ~ soil type = cat clay, loam, sand, silt, peat | type of ground
pest damage ~ damage, loss = numtext % 0 40 | loss, share destroyed
-- plots, field_list, land on field
plot ~ field name, name
owner ~ farmer, farm = text person | farmer
slope [%|pct] ~ incline = float 0 24 1 | steepness
ph ~ soil ph = float 4.5 8.5 1 normal | acidity
distance to farm [km|km] ~ distance, km = float 0.1 14 1 | how far away

== animal_shelter | animal shelter | animals, shelter, pets, intake
animal id ~ id, tag = code A-#### | animal number
name ~ pet name = cat? Bella, Max, Luna, Rocky, Milo, Coco, Nala, Simba | pet name
species ~ type, animal = cat Dog, Cat, Rabbit, Bird, Hamster | kind of animal, animal type
breed ~ race = cat Mixed, Labrador, Siamese, Beagle, Persian, Terrier | race
age [months|months] ~ age months = int 1 180 skew | how old
weight [kg|kg] ~ wt = float? 0.1 45 1 skew | how heavy
intake date ~ arrived, in date = date 2022-2024 sorted | arrival date
outcome date ~ left, out date = later 2 120 | day it left
outcome ~ result, outcome type = cat Adopted, Returned, Transfer, Died, Fostered | what became of it
vaccinated ~ is vaccinated, shots = flag | had its shots
sex ~ gender = cat male, female | gender
adoption fee [$|usd] ~ fee, price = int? 0 350 | price, cost of adoption

== bird_counts | bird watching | birds, sightings, bird_counts
spotted ~ date, seen on = date 2021-2024 sorted | date, day of the sighting
species ~ bird, common name = cat Robin, Blackbird, Heron, Kestrel, Swallow, Crow, Wren, Stork | bird, kind of bird
count ~ number, individuals, n = int 1 240 skew | number of birds, individuals
habitat ~ biotope = cat wetland, forest, field, garden, coast | surroundings
observer ~ seen by, watcher = cat @person | watcher, who saw it
duration [min|min] ~ effort, minutes = int 5 240 | time spent, effort
distance [m|m] ~ dist m = float? 2 300 0 skew | how far away
juvenile ~ is juvenile, young = flag | young bird
wind ~ wind force = int 0 8 | wind force
notes ~ remark, behaviour = cat? feeding, nesting, flying, singing, resting | behaviour
grid ~ grid cell, square = pattern @@## | map square

== genes | genetics | genes, expression, gene_list
gene ~ gene symbol, symbol = code @@@# | symbol
chromosome ~ chr, chrom = cat 1, 2, 5, 7, 11, 17, X, Y | chromosome number
start ~ start pos, begin = int 1000 900000 | start position
length [bp|bp] ~ gene length, size = int 300 90000 skew | size, number of bases
strand ~ dir = cat +, - | direction
expression [tpm|tpm] ~ expr, level = float? 0 900 2 skew | activity, expression level
fold change ~ log2fc, fc, log2FC = float -6 6 2 normal | change, regulation
p value ~ pval, p, P.value = float 0 1 4 skew | significance
tissue ~ organ, sample = cat liver, brain, heart, lung, kidney, skin | organ
function ~ category, class = cat transport, signaling, repair, metabolism, unknown | role
exons ~ exon count = int 1 60 skew | number of exons

== lakes | rivers and lakes | lakes, waters, water_samples
lake ~ water body, name = cat Silver Lake, Long Lake, Mirror, Crater, Trout, Heron Pond | water body
sampled ~ date, sample date = date 2019-2024 sorted | day of the sample
depth [m|m] ~ sample depth = float 0 60 1 skew | how deep
ph ~ acidity = float 5.5 9.2 2 normal | acidity
oxygen [mg/L|mgl] ~ dissolved oxygen, do = float? 2 14 1 normal | dissolved oxygen
nitrate [mg/L|mgl] ~ no3 = float? 0 12 2 skew | NO3
temperature [°C|c] ~ water temp, temp = float 2 28 1 normal | how warm the water is
clarity ~ visibility, secchi = numtext m 0.3 9 | visibility, how clear the water is
swimming ~ bathing allowed = flag | bathing allowed
algae ~ algae level = cat none, low, medium, bloom | algae level
lab ~ analysed by = cat EcoLab, AquaTest, University | laboratory
-- lake_list, water_bodies, basins on lake
lake ~ lake name, name
area [km2|km2] ~ surface = float 0.1 90 1 skew | size
max depth [m|m] ~ deepest point = int 4 240 | deepest point
fishing ~ fishing allowed = cat yes, no, permit | whether one may fish
county ~ district = cat @state | district

== trees | city trees | trees, tree_register, urban_trees
tree no ~ tree id, Tree # = id 100 | tree number
species ~ kind, tree type = cat Oak, Maple, Lime, Birch, Plane, Chestnut, Ash | kind of tree
planted ~ year planted, plant year = year 1890 2023 | planting year
height [m|m] ~ tree height = float 2 34 1 normal | how tall
trunk girth [cm|cm] ~ girth, circumference = int? 12 420 skew | trunk size, circumference
crown [m|m] ~ crown diameter = float 1 20 1 normal | crown width
street ~ road, location = cat @street | road
health ~ condition, state = cat good, fair, poor, dead | condition
inspected ~ last inspection, checked = date 2021-2024 | check date
protected ~ is protected = flag | under protection
problems ~ defects, issues = list fungus, deadwood, cracks, roots, lean | damage
"""
