"""Subjects that training never sees: they tell whether the model reads columns or remembers them."""

TEXT = """
== theme_park | theme parks | rides, park, attractions, queue_times | held out
attraction ~ ride name, coaster = cat Thunder Loop, River Splash, Ghost House, Carousel, Sky Drop | amusement ride
zone ~ park zone, themed area = cat Pirate Bay, Wild West, Fairy Wood, Future City | themed area
queue [min|min] ~ waiting, wait minutes = int? 0 150 skew | waiting time
riders ~ guests carried, throughput = int 20 1900 skew | guests carried
opening day ~ operated on, park day = date 2022-2024 sorted | park day
min height [cm|cm] ~ height limit = int 90 145 | how tall one must be
breakdowns ~ stops, outages = int 0 6 skew | outages
thrill ~ thrill level = cat mild, medium, extreme | how wild
fast lane ~ has fast lane = flag | queue can be skipped
merch sales [$|usd] ~ souvenirs, shop sales = float 0 4000 2 skew | souvenir income
-- attraction_list, ride_specs on attraction
attraction ~ ride, ride name
opened in ~ built in = year 1970 2023 | opening year
top speed [km/h|kmh] ~ vmax = int 5 140 | how fast
builder ~ constructed by = cat @company | maker

== weddings | weddings | weddings, receptions, bookings_wed | held out
couple ~ bride and groom, names = text surname | pair
ceremony ~ wedding day, ceremony date = date 2022-2025 | wedding day
guests ~ guest list size, invited = int 12 320 skew | invited people
style ~ theme = cat Rustic, Classic, Beach, Modern, Vintage | theme
catering [€|eur] ~ food cost, menu cost = float 400 24000 2 skew | food cost
flowers [€|eur] ~ florist = float? 0 3200 2 skew | florist
photographer ~ pictures by = cat? @last | who takes the pictures
band ~ live music = flag | live music
vegetarian meals ~ veggie menus = int? 0 90 skew | meat-free menus
location type ~ setting = cat Barn, Castle, Garden, Hotel, Beach | setting

== tide_gauges | tides | tides, gauge, sea_level | held out
gauge ~ gauge name, tide gauge = cat Breakwater, Inlet, Lighthouse, Pier 4, Sound | measuring point
observed ~ obs time, reading at = stamp 2023-2024 sorted | reading time
water level [cm|cm] ~ level, sea level = int? -180 340 normal | sea level
tide ~ tide state = cat high, low, rising, falling | state of the sea
wave height [m|m] ~ swell, hs = float? 0 7 2 skew | swell
surge [cm|cm] ~ storm surge, residual = float -40 120 1 normal | rise by storm
moon ~ moon phase = cat new, first quarter, full, last quarter | moon phase
suspect ~ quality flag = flag | doubtful
keeper ~ maintained by = cat @last | who looks after it
-- gauges, gauge_info on gauge
gauge ~ name, gauge id
datum ~ reference = cat MLLW, MSL, NAP | reference level
commissioned ~ running since = year 1900 2015 | first year
depth below [m|m] ~ sensor depth = float 0.5 9 1 | how deep the sensor is

== perfumes | perfume | perfumes, scents, fragrances | held out
fragrance ~ scent, perfume name = text title | scent
house ~ perfumer, maison = cat Ambre, Belrose, Citron, Dunes, Elixa | maker
concentration type ~ strength = cat EDT, EDP, Parfum, Cologne | strength
bottle [ml|ml] ~ flacon, bottle size = cat 30, 50, 75, 100 | flacon
retail [£|gbp] ~ shelf price = float 12 260 2 skew | shelf price
longevity [h|h] ~ lasting, hours lasting = float? 1 14 1 normal | how long it lasts
accords ~ main notes, scent notes = list rose, musk, amber, vetiver, lemon, cedar | scent notes
launched ~ launch year = year 1965 2024 | launch year
sillage ~ projection = int? 1 10 normal | projection
limited ~ limited edition = flag | small edition
testers ~ tester stock = int 0 40 skew | trial bottles

== volcanoes | volcanology | volcanoes, eruptions, volcano | held out
volcano ~ mountain, volcano name = cat Kasha, Monte Fumo, Teroa, Blackhorn, Ixtal, Pele Minor | fire mountain
eruption start ~ began, onset = date 1990-2023 | onset
ash column [km|km] ~ plume height, plume = float? 0.1 28 1 skew | plume height
vei ~ explosivity, eruption size = int 0 6 skew | size of the eruption
evacuated ~ people evacuated = int? 0 60000 skew | people moved away
alert level ~ warning level = cat green, yellow, orange, red | warning
lava ~ lava flow = flag | molten rock came out
summit [m|m] ~ peak height = int 300 6200 | peak height
gas [t/day|tday] ~ so2 flux = int? 50 40000 skew | sulphur given off
observatory ~ watched by = cat OVS, VNet, GeoWatch | who watches it

== theatre_props | stage props | props, prop_store, requisites | held out
prop ~ object, prop name = cat Sword, Lantern, Throne, Mask, Goblet, Umbrella, Skull | object
play ~ production, piece = cat Hamlet, Faust, Medea, Tartuffe, Peer Gynt | piece
act ~ used in act = int 1 5 | part of the play
made by ~ craftsman, maker = cat @first | craftsman
rental [€|eur] ~ hire charge, hire = float? 2 160 2 skew | hire charge
borrowed until ~ due back, back by = date 2024-2025 | return day
fragile ~ breakable = flag | breaks easily
copies ~ spares, duplicates = int 1 9 skew | spare pieces
cupboard ~ storage spot = pattern C-## | storage spot
condition ~ wear = cat mint, used, worn, broken | wear

== ski_resort | skiing | slopes, ski, pistes, lift_passes | held out
piste ~ slope, run name = cat Eagle Run, Bear Trail, Panorama, Glacier, Kids Run | slope
lift ~ chairlift, lift name = cat Gondola, T-bar, Chair 1, Chair 2 | chairlift
skiers ~ skier visits = int? 30 5200 skew | people skiing
snow depth [cm|cm] ~ snow, base depth = int? 5 320 normal | how much snow
difficulty ~ piste class = cat blue, red, black, green | how hard
ski day ~ season day = date 2022-2025 sorted | season day
pass revenue [CHF|chf] ~ pass sales = float 200 90000 2 skew | pass income
groomed ~ prepared = flag | prepared
injuries ~ rescues = int 0 8 skew | rescues
fresh snow [cm|cm] ~ new snow = float? 0 60 1 skew | snowfall
-- lifts, lift_list on lift
lift ~ name, lift name
seats per chair ~ chair size = int 1 10 | chair size
climb [m|m] ~ vertical = int 60 1100 | height gained
erected ~ lift built = year 1965 2022 | year it was put up

== archaeology | archaeology | finds, dig, excavation, artifacts | held out
find ~ find no, artifact no = code F-#### | artifact number
trench ~ square, dig area = cat T1, T2, T3, T4 | dig area
layer ~ stratum = int 1 9 | stratum
object type ~ artifact = cat Pottery, Coin, Bone, Tool, Bead, Glass | artifact
period ~ age, era = cat Bronze Age, Iron Age, Roman, Medieval | era
fragments ~ sherds = int 1 90 skew | broken pieces
mass [g|g] ~ grams = float? 0.2 900 1 skew | grams
dug up ~ excavated, found on = date 2021-2024 sorted | day of discovery
digger ~ excavator, found by = cat @first | who found it
photographed ~ photo taken = flag | picture exists
dating ~ carbon date = numtext BP 800 4000 | carbon age

== space_launches | space flight | launches, missions, rockets | held out
mission ~ payload, mission name = text title | payload
rocket ~ launcher, vehicle name = cat Ariane, Falcon, Soyuz, Vega, Long March, Electron | launcher
liftoff ~ launch date, t zero = date 2005-2024 sorted | launch day
pad ~ launch site = cat Kourou, Cape, Vandenberg, Baikonur, Mahia | launch site
payload mass [kg|kg] ~ payload kg = float? 5 21000 0 skew | load
orbit ~ target orbit = cat LEO, GTO, SSO, Lunar | path
success ~ launch ok, reached orbit = flag | went well
crew ~ astronauts = int 0 7 skew | astronauts
launch cost [M$|musd] ~ price tag = float? 4 180 1 skew | price tag
scrubs ~ postponed, aborts = int 0 6 skew | postponements
agency ~ space agency = cat ESA, NASA, JAXA, ISRO, private | space agency

== dental_clinic | dentistry | appointments, dental, treatments | held out
visit no ~ appointment, appt = id 200 | appointment
dentist ~ treated by, practitioner = cat @last | practitioner
procedure ~ treatment, service = cat Filling, Cleaning, Crown, Extraction, Braces, X-ray | treatment
tooth ~ tooth no = int? 11 48 | which tooth
charged [$|usd] ~ invoice sum, billed = numtext money 20 2400 | bill
chair time [min|min] ~ chair min = int 10 150 | time in the chair
seen on ~ appointment date, appt date = date 2023-2024 sorted | appointment date
anaesthetic ~ numbed = flag | numbed
pain ~ pain score = int? 0 10 | how much it hurt
next visit ~ recall, follow up = later 14 365 | follow-up
-- dentists, practitioners on dentist
dentist ~ name, surname
surgery ~ practice room = cat A, B, C, D | practice room
graduated ~ degree year = year 1980 2018 | degree year
patients seen ~ caseload = int 40 2400 | caseload
"""
