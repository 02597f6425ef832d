"""Making, building and mending things."""

TEXT = """
== production | manufacturing | production, batches, output, factory
batch ~ batch no, lot, Batch # = code B-##### | lot, batch number
line ~ production line, machine = cat L1, L2, L3, Packaging, Assembly | machine, production line
shift ~ shift name, crew = cat Early, Late, Night | working shift
product ~ article, part = cat Gear, Valve, Pump, Bracket, Housing, Rotor | part, article
produced ~ units, output, qty made = int 50 4000 skew | output, units made
defects ~ rejects, scrap, defect count = int 0 120 skew | rejects, faulty parts, scrap
downtime [min|min] ~ stop time, minutes down = int? 0 300 skew | stop time, standstill
made on ~ date, production date = date 2023-2024 sorted | date, production day
cycle time [s|s] ~ cycle, ct = float 2 90 1 normal | time per piece
operator ~ worker, run by = cat @last | worker
inspected ~ qc done, checked = flag | checked
energy [kWh|kwh] ~ power used = float? 20 900 1 | power used
-- machines, lines, equipment on line
line ~ machine, name, line id
built ~ year built, built year = year 1995 2022 | construction year
max output ~ capacity, max per hour = int 60 900 | capacity
maker ~ manufacturer = cat @company | manufacturer
last service ~ serviced, maintenance = date 2022-2024 | maintenance date

== quality_checks | quality control | checks, inspections, qc, quality
check ~ check no, inspection id = id 300 | inspection number
part ~ part type, component = cat Bolt, Bearing, Shaft, Seal, Flange | component
diameter [mm|mm] ~ dia, d = float 4 60 2 normal | how thick
length [mm|mm] ~ len = float 10 300 1 normal | how long
hardness ~ hrc = float? 20 65 1 normal | how hard
tolerance ~ tol, deviation = numtext % 0 9 | deviation
inspector ~ checked by, tester = cat @first | tester
result ~ verdict, status = cat pass, fail, rework | verdict
checked on ~ date, test date = date 2023-2024 sorted | day of the test
supplier ~ vendor, maker = cat @company | vendor
gauge ~ instrument, tool = cat G1, G2, Laser, Micrometer | tool
batch size ~ lot size = int 10 900 skew | pieces in the batch

== construction_projects | construction | projects, sites, construction
project ~ project name, site = text title | site
project type ~ type, kind = cat Road, School, Bridge, Housing, Office, Hospital | kind of building
contractor ~ company, builder = cat @company | builder, company
budget [k$|kusd] ~ planned cost, budget k = int 50 40000 skew | planned cost, money available
actual cost [k$|kusd] ~ cost, spent = int? 40 52000 skew | money spent, final cost
started ~ start, start date = date 2016-2023 | start date
completed ~ end, finish date = later 60 900 | end date, finish
workers ~ crew, staff = int 4 320 skew | crew, people on site
progress [%|pct] ~ done, completion = int 0 100 | how far it is, share done
delayed ~ is late, late = flag | late
accidents ~ incidents = int 0 9 skew | injuries
city ~ location = cat @city | place
-- contractors, companies, builders on contractor
company ~ name, contractor
employees ~ staff, headcount = int 8 4000 skew | headcount, staff
founded ~ since = year 1920 2018 | founding year
insured ~ has insurance = flag | covered
score ~ rating = float 1 5 1 | rating

== machine_repairs | maintenance | repairs, maintenance, work_orders
work order ~ wo, order no, WO # = code WO-#### | order number
machine ~ equipment, asset = cat Press, Lathe, Robot, Oven, Conveyor, Mixer | equipment
fault ~ problem, failure = cat Electrical, Mechanical, Software, Leak, Wear | problem
reported ~ report date, opened = date 2022-2024 sorted | day it was reported
repaired ~ fixed on, done = later 0 30 | day it was fixed
technician ~ mechanic, assigned to = cat @first | mechanic
labour hours [h|h] ~ hours, work hours = float 0.5 40 1 skew | working time
parts cost [€|eur] ~ parts, material cost = float? 0 3200 2 skew | price of the parts, material
urgency ~ priority, prio = cat low, normal, high | priority
warranty ~ under warranty = flag | guarantee
parts ~ parts used, spares = list belt, bearing, fuse, seal, motor, cable | spare parts
hall ~ building, area = cat A, B, C, Yard | building

== solar_plants | solar power | plants, solar, generation
plant ~ site, plant name = cat Sunfield, Dune, Ridge, Mesa, Vale | site
day ~ date = date 2023-2024 sorted | date
output [MWh|mwh] ~ generation, produced = float 0 90 2 normal | power produced, generation
irradiance [W/m2|wm2] ~ sun, radiation = int? 0 1000 normal | strength of the sun
panels ~ panel count, modules = int 200 9000 | number of panels
panel temperature [°C|c] ~ panel temp, module temp = float? 5 70 1 normal | how hot the panels are
inverter ~ inv = cat INV-A, INV-B, INV-C | converter
availability [%|pct] ~ uptime, avail = float 60 100 1 | uptime
cleaned ~ washed = flag | washed
revenue [€|eur] ~ income, sales = float 0 9000 2 | income, money earned
weather ~ sky = cat clear, hazy, cloudy, rain | sky

== recycling | waste | waste, recycling, collections
route ~ tour, collection route = cat R1, R2, R3, R4, R5 | tour
collected ~ date, pickup date = date 2023-2024 sorted | collection day
material ~ waste type, fraction = cat Paper, Glass, Plastic, Metal, Organic, Residual | kind of waste
weight [t|t] ~ tons, load = float 0.2 14 2 skew | amount, tonnes
bins ~ bin count, containers = int 20 600 | containers
truck ~ vehicle, truck no = pattern T-## | vehicle
contamination [%|pct] ~ impurity, wrong items = float? 0 35 1 skew | share of wrong items
district ~ area, zone = cat Center, North, South, West, Industrial | area
hours ~ duration, tour hours = float 2 11 1 normal | duration
complaints ~ complaint count = int 0 14 skew | people who complained
holiday ~ on holiday = flag | day off

== mining | mining | mines, drill_holes, ore, samples
hole ~ hole id, drill hole = code DH### | drill hole
mine ~ pit, site = cat Red Hill, Deep Creek, Eagle, Copper Bay | pit
mineral ~ ore, target = cat Gold, Copper, Iron, Zinc, Nickel | ore
depth [m|m] ~ hole depth = float 10 900 1 skew | how deep
grade [g/t|gpt] ~ ore grade, assay = float? 0 30 2 skew | metal content
drilled ~ date, drill date = date 2020-2024 | drilling day
geologist ~ logged by = cat @last | who described it
rock ~ rock type, lithology = cat Granite, Basalt, Schist, Shale | stone
recovery [%|pct] ~ core recovery = int 40 100 | share recovered
cost [k$|kusd] ~ drill cost = float 4 320 1 skew | price
wet ~ water found = flag | water found

== bakery | baking | bakery, bakes, daily_bakes, breads
baked on ~ date, day = date 2023-2024 sorted | date
bread ~ product, item = cat Rye, Baguette, Sourdough, Croissant, Bagel, Brioche, Pretzel | product, baked good
loaves ~ baked, pieces = int 5 320 skew | pieces baked, production
sold ~ units sold, sales = int 0 300 skew | sales, how many were sold
left over ~ waste, unsold = int? 0 60 skew | unsold pieces, waste
flour [kg|kg] ~ flour used = float 1 60 1 | flour used
price [€|eur] ~ unit price = float 0.6 8 2 | cost
baker ~ made by = cat @first | who baked it
oven ~ oven no = cat 1, 2, 3 | oven number
oven temperature [°C|c] ~ oven temp, temp = int 170 260 | heat
vegan ~ is vegan = flag | without animal products
-- recipes, bread_list, products on bread
bread ~ product, name
proof time [h|h] ~ proofing, rest hours = float 0.5 30 1 | resting time
weight [g|g] ~ loaf weight = int 60 1200 | how heavy
allergens ~ contains = list gluten, milk, egg, nuts, sesame | contains
calories [kcal|kcal] ~ energy, kcal = int 180 460 | energy

== beekeeping | beekeeping | hives, bees, honey, apiary
hive ~ hive no, colony = cat H1, H2, H3, H4, H5, H6 | colony
inspected ~ date, visit = date 2022-2024 sorted | day of the visit
apiary ~ site, location = cat Meadow, Orchard, Roof, Forest | site
honey [kg|kg] ~ harvest, honey kg = float? 0 24 1 skew | harvest
frames ~ brood frames = int 2 11 | brood frames
mites ~ varroa, mite count = int? 0 60 skew | parasites
queen seen ~ queen, queen found = flag | queen found
mood ~ temper, behaviour = cat calm, nervous, aggressive | temper
queen year ~ year of queen = year 2020 2024 | age of the queen
weight [kg|kg] ~ hive weight = float 18 72 1 normal | how heavy
feed ~ fed, feeding = cat? none, syrup, fondant | food given
"""
