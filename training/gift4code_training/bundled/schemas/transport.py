"""Moving people and goods."""

TEXT = """
== flights | airlines | flights, departures, air_traffic
flight no ~ flight, flight number, Flt = code @@### | flight number
airline ~ carrier, operator = cat Kestrel, Norair, BlueJet, SunFly, TransEuro, Pacifica | carrier, company
origin ~ from, dep airport, Orig. = cat LIS, MAD, CDG, FRA, OSL, VIE, JFK, NRT | departure airport, where it starts
destination ~ to, arr airport, Dest. = cat LHR, BCN, MUC, ZRH, CPH, ATH, SFO, SIN | arrival airport, where it goes
departure ~ dep time, departs, scheduled = stamp 2023-2024 sorted | departure time, take-off
delay [min|min] ~ dep delay, delay minutes = int? -10 180 skew | lateness, how late it was
distance [km|km] ~ dist, km flown = int 250 9800 skew | length of the flight, how far
passengers ~ pax, seats sold = int 20 340 | travellers, people on board
aircraft ~ plane, aircraft type = cat A320, B737, E190, A350, B787 | plane type, plane
cancelled ~ is cancelled, cnx = flag | did not fly
fare [$|usd] ~ avg fare, ticket price = float 35 980 2 skew | ticket price, price
gate ~ gate no = pattern @## | departure gate
-- airlines, carriers on airline
carrier ~ airline name, name, airline
country ~ home country = cat @country | nation
fleet ~ fleet size, planes = int 8 420 skew | number of planes, fleet size
founded ~ since = year 1935 2012 | founding year
alliance ~ group = cat? Skyline, OneSky, None | partnership

== shipments | logistics | shipments, parcels, deliveries, freight
tracking no ~ tracking id, awb, Tracking # = code TRK####### | tracking number, parcel number
carrier ~ courier, shipped by = cat FastPost, Cargo24, BlueVan, EuroShip, Parcelo | courier, delivery company
origin ~ from city, sender city = cat @city | sender's city, where it came from
destination ~ to city, dest city = cat @city | receiver's city, where it went
shipped ~ ship date, sent on = date 2023-2024 sorted | shipping date, day it was sent
delivered ~ delivery date, arrived = later 1 15 | delivery date, arrival day
weight [kg|kg] ~ gross weight, wt = float 0.1 60 2 skew | how heavy, mass
volume [m3|m3] ~ vol, cbm = float 0.01 3 3 skew | space needed
cost [€|eur] ~ freight cost, charge = float 3 260 2 skew | price, shipping price
service ~ service level, priority = cat Standard, Express, Economy, Same day | delivery speed, service level
pieces ~ parcels, no of boxes = int 1 20 skew | number of parcels, boxes
damaged ~ is damaged = flag | broken

== bike_rides | bike sharing | rides, trips, bike_trips
ride id ~ trip id, id = id 61000 | trip number
started ~ start time, started at = stamp 2024-2024 sorted | start time, beginning
start station ~ from station, from = cat Central, Park, Museum, Harbor, Campus, Market | \
departure station, where it began
end station ~ to station, to = cat Central, Park, Museum, Harbor, Campus, Market | arrival station, where it ended
duration [min|min] ~ minutes, trip time = float 1 90 1 skew | trip time, how long it took
distance [km|km] ~ km, dist = float 0.2 18 2 skew | how far, length
bike type ~ bike, vehicle = cat classic, electric, cargo | kind of bike
user type ~ rider type, customer = cat member, casual | rider type, kind of user
battery [%|pct] ~ charge = int? 5 100 | charge level
price [€|eur] ~ fare, cost = float? 0 14 2 skew | cost, fare
rainy ~ rain = flag | wet weather

== used_cars | used cars | cars, vehicles, car_ads
make ~ brand, manufacturer = cat Ravo, Torino, Kaiser, Hanami, Norden, Lumia | brand, manufacturer
model ~ model name, type = cat Astra, Breeze, City, Duo, Estate, Falcon, GT | model name
year ~ model year, first reg, yr = year 1998 2024 | model year, build year
mileage [km|km] ~ odometer, km = int 1000 260000 skew | kilometres driven, distance driven
price [$|usd] ~ asking price, cost = int 900 60000 skew | cost, asking price
fuel ~ fuel type, engine = cat Petrol, Diesel, Electric, Hybrid, LPG | fuel type
gearbox ~ transmission, trans = cat Manual, Automatic | transmission
power [hp|hp] ~ horsepower, hp = int 55 420 skew | engine power, horsepower
color ~ colour = cat @color | colour, paint
doors ~ no doors = cat 2, 3, 4, 5 | number of doors
owners ~ previous owners, prev owners = int? 1 6 skew | former owners, number of owners
consumption ~ l per 100km, economy = numtext l/100km 3 14 | fuel use, fuel economy
accident ~ had accident, damage = flag | crashed before

== ships | shipping | vessels, ships, port_calls, fleet
vessel ~ ship, vessel name = text title | ship, boat
imo ~ imo number, IMO No. = id 9100000 | ship number
ship type ~ type, vessel type = cat Container, Tanker, Bulk, Cruise, Ferry, Fishing | kind of ship
flag state ~ flag, registered in = cat Panama, Liberia, Malta, Norway, Greece, Bahamas | flag, country of registration
length [m|m] ~ loa = float 20 390 1 skew | how long
draft [m|m] ~ draught = float 2 17 1 | depth
gross tonnage [t|t] ~ gt, tonnage = int 300 190000 skew | weight, size of the ship
arrived ~ eta, arrival, berthed = date 2023-2024 sorted | arrival date, date in port
left port ~ etd, sailed = later 1 9 | departure date
port ~ harbor, terminal = cat Rotterdam, Hamburg, Valencia, Piraeus, Lagos, Busan | harbour, terminal
cargo [t|t] ~ load, cargo tons = int? 0 90000 skew | load, freight
year built ~ built = year 1975 2023 | construction year
-- ports, harbors on port
port ~ port name, harbor
country ~ nation = cat @country | nation
berths ~ no berths, quays = int 4 90 | landing places
depth [m|m] ~ max depth = float 8 24 1 | water depth
annual traffic [kt|kt] ~ traffic, throughput = int 900 400000 skew | yearly traffic, goods handled

== bus_lines | public transport | buses, stops, bus_lines, ridership
line ~ route, line no = cat 1, 2A, 7, 12, 18, 24, N5, X9 | route
stop ~ stop name, bus stop = cat Market, Hospital, Stadium, Zoo, Bridge, Terminal | bus stop, halt
day ~ date, service date = date 2023-2024 sorted | date
boardings ~ passengers, on, boarded = int 0 210 skew | passengers, people getting on
alightings ~ off, exits = int 0 190 skew | people getting off
delay [min|min] ~ late min, lateness = float -2 25 1 skew | lateness, how late
driver ~ driver name, operated by = cat @last | who drove
direction ~ dir, heading = cat inbound, outbound | heading
scheduled ~ sched time, timetable = text clock | planned time
low floor ~ accessible = flag | step-free
period ~ time band = cat peak, midday, evening, night | time of day

== taxi_trips | taxis | taxi, trips, cab_rides
trip ~ trip no, ride = id 100 | ride number
pickup ~ pickup zone, from = cat Airport, Downtown, Station, Suburb, Harbor, Expo | pick-up area, start
dropoff ~ dropoff zone, to = cat Airport, Downtown, Station, Suburb, Harbor, Expo | drop-off area, end
pickup time ~ start, picked up at = stamp 2023-2024 sorted | start time
miles ~ distance, trip miles = float 0.3 28 1 skew | distance, how far
fare [$|usd] ~ fare amount, meter = float 3 90 2 skew | price, ride cost
tip [$|usd] ~ tips, gratuity = float? 0 20 2 skew | gratuity
passengers ~ pax, riders = int 1 6 skew | riders, people
payment ~ pay type, paid with = cat cash, card, app, voucher | way of paying
surge ~ multiplier, surge factor = float 1 3 1 skew | price factor
shared ~ is shared, pooled = flag | pooled ride

== traffic_counts | road traffic | traffic, counts, road_sensor
measured ~ timestamp, hour = stamp 2023-2024 sorted | time of measurement
road ~ street, road name = cat A1, A4, B12, Ring, Harbor Rd, Tunnel | street
direction ~ dir, lane = cat N, S, E, W | way
cars ~ car count, no cars = int 0 1800 skew | number of cars
trucks ~ truck count, hgv = int 0 300 skew | lorries, heavy vehicles
bicycles ~ bikes = int? 0 220 skew | bikes
mean speed [km/h|kmh] ~ speed, avg speed = float 12 128 1 normal | speed, how fast
occupancy [%|pct] ~ occ = float 1 95 1 | road usage
incident ~ event = cat? none, accident, roadworks, breakdown | problem
weekday ~ day, dow = cat @weekday | day of the week
"""
