"""Buildings, travel, food and leisure places."""

TEXT = """
== hotel_bookings | hotels | bookings, hotel, reservations, stays
booking ref ~ booking id, res no, Booking # = code HB-@@### | booking number, reservation number
guest ~ guest name, name = text person | visitor, name of the guest
hotel ~ property = cat Seaview, Grand Plaza, Alpine Lodge, City Inn, Garden Court, Old Mill | property, house
room type ~ room, room category = cat Single, Double, Twin, Suite, Family | kind of room
check in ~ arrival, checkin date, Check-in = date 2022-2024 | arrival date, arrival
check out ~ departure, checkout date, Check-out = later 1 14 | departure date, departure
nights ~ no of nights, length of stay = int 1 14 skew | length of stay, number of nights
adults ~ no adults, Pax = int 1 4 | grown-ups, number of adults
children ~ kids, no children = int? 0 3 skew | kids
rate [€|eur] ~ price per night, room rate, nightly rate = float 40 420 2 skew | price per night, room price
source ~ channel, booked via = cat Direct, Agency, Website, Corporate, Walk-in | channel, how it was booked
cancelled ~ is cancelled, cancel = flag | called off, cancelled booking
-- hotels, properties on hotel
hotel ~ property, name
stars ~ star rating, category = int 2 5 | star rating
city ~ town, place = cat @city | town, location
rooms ~ room count, no rooms = int 12 320 | number of rooms, size
manager ~ run by = text person | director

== restaurants | restaurants | restaurants, places, eateries
name ~ restaurant, place = text title | restaurant, place
cuisine ~ food type, kitchen = cat Italian, Indian, Thai, Mexican, French, Japanese, Greek, Vegan | \
type of food, kitchen
neighborhood ~ area, district = cat Old Town, Harbor, Midtown, West End, University, Station | area, district, quarter
rating ~ stars, avg rating, Rating (0-5) = float 2 5 1 normal | score, stars
reviews ~ review count, no reviews, # Reviews = int 3 2400 skew | number of reviews
price level ~ price range, cost = cat $, $$, $$$, $$$$ | price range, how expensive
seats ~ capacity = int 12 180 skew | capacity, places to sit
average bill [$|usd] ~ avg check, bill = float 8 120 2 skew | typical bill, cost of a meal
opened ~ open since, year opened = year 1985 2023 | opening year
delivery ~ delivers, has delivery = flag | brings food home
inspection score ~ hygiene, inspection = int? 60 100 normal | hygiene score
phone ~ tel, telephone = text phone | telephone number

== real_estate | housing | listings, houses, homes, properties
listing id ~ listing, mls, ID = id 400 | listing number
address ~ street, location = text address | street address, where it is
type ~ property type, home type = cat House, Apartment, Condo, Townhouse, Studio | property type, kind of home
bedrooms ~ beds, br, # Bedrooms = int 1 6 | number of bedrooms, rooms to sleep
bathrooms ~ baths, ba = float 1 4 1 | number of bathrooms
area [sqm|sqm] ~ living area, size, floor area = int 25 320 skew | size, living space, surface
price [$|usd] ~ asking price, list price = int 60000 900000 skew | cost, asking price, value
year built ~ built, construction year = year 1900 2023 | construction year, age of the building
listed on ~ list date, date listed = date 2022-2024 | listing date, date of the offer
district ~ neighborhood, zone = cat North, Center, Riverside, Hills, Old Port, East | neighbourhood, part of town
garage ~ has garage, parking = flag | parking place
energy class ~ energy label, epc = cat? A, B, C, D, E, F | energy label
agent ~ realtor, broker = cat @last | broker, realtor
-- agents, brokers, realtors on agent
agent ~ broker, surname
agency ~ office, company = cat @company | company, firm
commission [%|pct] ~ fee = float 1 6 1 | fee, share of the price
phone ~ mobile = text phone | number to call
deals ~ sales closed, deals closed = int 0 80 skew | closed sales

== apartment_rent | rentals | rentals, flats, rent
flat ~ unit, apartment no, Apt = code @-### | apartment, unit
building ~ block, house = cat Oak House, Mill Court, Tower A, Tower B, Lakeside | block
floor ~ storey, level = int 0 14 | level, storey
rooms ~ no rooms = int 1 5 | number of rooms
rent [€|eur] ~ monthly rent, cold rent = int 350 2600 skew | monthly price, housing cost
utilities [€|eur] ~ side costs, extras = float 40 320 2 | extra costs, side costs
tenant ~ renter, occupant = text? person | renter, occupant
lease start ~ from, moved in = date 2015-2024 | start of the contract, move-in date
deposit ~ security deposit = numtext money 500 6000 | security deposit
balcony ~ has balcony = flag | terrace
heating ~ heating type = cat Gas, Electric, District, Heat pump | type of heating

== museum_visits | museums | museum, visits, visitors, exhibitions
day ~ date, visit date = date 2022-2024 sorted | date
museum ~ house, venue = cat Modern Art, Natural History, Maritime, Science, Folk, Design | house, venue
exhibition ~ show, exhibit = cat Impressionists, Deep Sea, Robots, Vikings, Photography, Permanent | show
visitors ~ visitor count, attendance, no visitors = int 20 2400 skew | attendance, number of people, guests
tickets sold ~ tickets, sold = int 15 2200 skew | sold tickets
revenue [€|eur] ~ income, ticket revenue = float 100 22000 2 skew | income, takings, money earned
school groups ~ groups, classes = int 0 14 skew | number of groups
guided tours ~ tours = int 0 12 | number of tours
average stay [min|min] ~ avg stay, minutes = float 20 190 1 normal | time spent, length of visit
weather ~ conditions = cat sunny, cloudy, rain, snow | conditions
holiday ~ is holiday, public holiday = flag | day off

== library_loans | libraries | loans, library, borrowings
loan no ~ loan id, id = id 8800 | loan number
title ~ book, book title = text title | book, name of the book
author ~ writer, written by = text person | writer
genre ~ shelf, section = cat Novel, Crime, Travel, Science, History, Children, Comics | type of book, section
borrowed ~ loan date, taken out = date 2023-2024 sorted | lending date, day it was taken
returned ~ return date, back on = later 2 60 | day it came back, return date
branch ~ library, location = cat Main, East, West, Campus, Mobile | library, location
member type ~ reader type, patron = cat Adult, Child, Student, Senior | type of reader
renewals ~ times renewed, extensions = int 0 4 skew | extensions
fine [€|eur] ~ late fee, overdue fee = float? 0 12 2 skew | penalty, late fee
pages ~ page count, no pages = int 60 900 skew | length of the book, number of pages

== events | event tickets | events, concerts, shows, tickets_sold
event ~ show, event name = text title | show, name of the event
venue ~ hall, location = cat Arena, City Hall, Opera, Club 9, Open Air, Stadium | hall, place
kind ~ type, event type = cat Concert, Theatre, Comedy, Talk, Festival, Dance | type of event
held on ~ date, event date = date 2022-2024 | date, day of the event
capacity ~ seats, max guests = int 80 12000 skew | seats, room for
tickets sold ~ sold, attendance = int 20 11000 skew | attendance, sold tickets
ticket price [$|usd] ~ price, face value = float 8 140 2 skew | price, entry fee
vip tickets ~ vip, VIPs = int? 0 300 skew | VIP places
promoter ~ organizer, organised by = cat @company | organiser
sold out ~ is sold out = flag | no tickets left
starts ~ start time, doors = text clock | time, beginning
rating ~ avg rating, stars = float? 1 5 1 normal | score

== campsites | camping | camping, pitches, camp
pitch ~ pitch no, place = code P## | place, spot
area ~ zone, field = cat Lake, Forest, Meadow, Beach | zone
guests ~ persons, people = int 1 8 | people, number of guests
tent type ~ accommodation, unit = cat Tent, Caravan, Camper, Cabin | kind of shelter
arrived ~ arrival, from = date 2023-2024 | arrival date
left ~ departure, until = later 1 12 | departure date
fee [€|eur] ~ price, paid = float 12 260 2 skew | price, cost
electricity [kWh|kwh] ~ power used, kwh = float? 0 40 1 skew | power used, consumption
dogs ~ pets, no dogs = int 0 3 skew | pets
nationality ~ country, home = cat @country | home country
shower tokens ~ tokens = int 0 20 skew | number of showers
"""
