"""Government, society and science."""

TEXT = """
== elections | elections | elections, votes, results, districts
district ~ constituency, precinct = cat North, South, East, West, Harbor, Old Town, Hills | constituency
party ~ list, party name = cat Greens, Liberals, Labour, Centre, Unity, Pirates | list
candidate ~ name, candidate name = text person | politician
votes ~ vote count, ballots = int 40 42000 skew | ballots, number of votes
vote share [%|pct] ~ share, pct votes = float 0.5 68 1 normal | percentage, share of votes
turnout [%|pct] ~ participation = float? 32 91 1 normal | participation, how many voted
eligible voters ~ electorate, eligible = int 2000 90000 | people allowed to vote
year ~ election year = year 1990 2024 | election year
incumbent ~ is incumbent, in office = flag | holds the office
invalid ~ invalid votes, spoiled = int? 0 900 skew | spoiled ballots
elected ~ won seat, won = flag | won
-- district_list, constituencies, areas on district
district ~ name, constituency
population ~ inhabitants, pop = int 5000 240000 | inhabitants, people
area [km2|km2] ~ surface = float 4 900 1 skew | size
mayor ~ head = text person | head of the town
median income [$|usd] ~ income = int 21000 90000 | earnings

== census | population | census, population, municipalities
municipality ~ town, city name = cat @city | town
state ~ province, region = cat @state | province
year ~ census year = year 1980 2023 | census year
population ~ pop, inhabitants, Pop. = int 300 900000 skew | inhabitants, number of people
households ~ no households, hh = int 120 400000 skew | homes, families
median age ~ age median = float 27 52 1 normal | typical age
unemployment [%|pct] ~ jobless rate, unemp = float? 1 22 1 normal | share without work, jobless rate
area [km2|km2] ~ land area, size = float 2 900 1 skew | size
density ~ pop density, per km2 = float 5 4000 0 skew | people per square kilometre
income [$|usd] ~ median income, hh income = int? 18000 99000 | earnings
urban ~ is urban, class = cat urban, rural, suburban | kind of place
coastal ~ by the sea = flag | by the sea

== crime_reports | police | crimes, incidents, reports
case no ~ case, report no, Case # = code ##-##### | case number
offense ~ crime, offence type = cat Theft, Burglary, Assault, Fraud, Vandalism, Robbery | crime, kind of crime
reported ~ report date, date = stamp 2022-2024 sorted | report time
precinct ~ beat, station = cat 1st, 2nd, 3rd, 5th, 9th | police station
loss [$|usd] ~ damage, value stolen = float? 0 20000 2 skew | damage, value stolen
suspects ~ no suspects = int 0 5 skew | number of suspects
victim age ~ age = int? 12 92 | age of the victim
weapon ~ weapon used = cat? none, knife, gun, other | weapon used
street ~ block, address = cat @street | place
solved ~ cleared, is solved = flag | cleared up
officer ~ reported to, handled by = cat @last | policeman

== donations | charity | donations, gifts, fundraising
donor ~ giver, name = text person | giver, who gave
given on ~ date, gift date = date 2021-2024 sorted | date
amount [$|usd] ~ gift, donation = float 5 5000 2 skew | gift, money given, donation
campaign ~ appeal, cause = cat Winter Aid, Schools, Clean Water, Forests, Refugees | cause, appeal
method ~ payment, via = cat Card, Check, Cash, Transfer | way of giving
donor type ~ type = cat Person, Company, Foundation | kind of giver
country ~ nation = cat @country | nation
monthly ~ recurring, is recurring = flag | every month
age ~ donor age = int? 18 95 | years of age
gifts so far ~ gift count, earlier gifts = int 1 60 skew | number of gifts
email ~ mail = text? email | mail address
-- campaign_goals, appeals, causes on campaign
campaign ~ name, cause, appeal
goal [$|usd] ~ target, target amount = int 2000 200000 | target
started ~ start, begins = date 2020-2023 | start date
lead ~ responsible = cat @first | responsible person
region ~ area = cat @region | area

== parking_fines | parking | fines, parking, penalties
notice ~ notice no, fine id = code PF-##### | notice number
plate ~ license plate, reg no = pattern @@-### | car number, licence plate
issued ~ date, issue date = stamp 2023-2024 sorted | time
street ~ location, road = cat @street | place
reason ~ violation, offense = cat No ticket, Overtime, No parking, Fire lane, Double parked | violation
fine [€|eur] ~ amount, penalty = cat 10, 20, 35, 55, 80 | penalty, amount
paid on ~ payment date, paid = later 1 60 | payment date
warden ~ officer, issued by = cat @last | officer
vehicle ~ vehicle type, car type = cat Car, Van, Truck, Motorbike | vehicle type
appealed ~ contested, appeal = flag | contested
minutes over ~ overtime min, over = int? 1 240 skew | how much too long
points ~ demerit = int 0 3 | penalty points

== countries | world development | countries, world, indicators, nations
country ~ nation, country name = cat @country | nation
continent ~ region, part = cat @continent | part of the world
year ~ yr = year 1990 2023 | calendar year
population [M|m] ~ pop, people = float 0.3 300 1 skew | inhabitants, people
gdp per capita [$|usd] ~ gdp pc, income = int 600 90000 skew | income per person, wealth
life expectancy [years|years] ~ life exp, lifeExp = float? 50 85 1 normal | years people live, average age at death
literacy [%|pct] ~ literacy rate = float? 40 100 1 | share who can read
co2 [t|t] ~ co2 per capita, emissions = float? 0.1 24 1 skew | emissions, carbon
internet users [%|pct] ~ internet, online = numtext % 2 99 | people online
income group ~ group, class = cat Low, Lower middle, Upper middle, High | wealth class
landlocked ~ no coast = flag | without coast

== lab_experiments | laboratory | experiments, trials, lab, assays
run ~ run id, experiment, Run # = id 1 | experiment number
sample ~ sample id, specimen = code SP-### | specimen
reagent ~ chemical, compound = cat Ethanol, Acetone, NaCl, Glucose, HCl | chemical
concentration [mM|mm] ~ conc, c = float? 0.1 200 2 skew | strength of the solution
temperature [°C|c] ~ temp = cat 4, 20, 37, 60, 95 | temp
replicate ~ rep, repeat = int 1 4 | repetition
absorbance ~ od, od600 = float? 0 3 3 skew | optical density
operator ~ scientist, done by = cat @first | scientist, who did it
run date ~ date, measured = date 2023-2024 sorted | day of the measurement
outcome ~ result, verdict = cat positive, negative, unclear | result
contaminated ~ contam = flag | spoiled
yield [mg|mg] ~ product mg = float 0 60 2 skew | product obtained

== publications | research papers | papers, publications, articles
paper ~ title, paper title = text title | title, article
journal ~ published in, venue = cat Nature Notes, J. Data, Open Physics, Bio Letters, AI Review | venue, magazine
year ~ pub year, published = year 1995 2024 | year published
authors ~ author list, by = list Silva, Chen, Novak, Okafor, Ito, Meyer, Khan | writers
citations ~ cited by, times cited, cites = int 0 900 skew | how often it was cited
pages ~ page count = int 2 60 | length
field ~ area, discipline = cat Physics, Biology, Medicine, Economics, Computing | discipline, area
doi ~ identifier = code 10.####/@@### | identifier
open access ~ oa, is open = flag | free to read
impact factor ~ if, jif = float? 0.3 40 1 skew | journal rank
funding [k$|kusd] ~ grant, funds = int? 0 900 skew | grant, money received
-- journals, venues on journal
journal ~ name, venue
publisher ~ press = cat Meridian, Northlight, Open Press | press
issues a year ~ issues, frequency = int 2 24 | how often it appears
fee [$|usd] ~ apc, charge = int 0 4000 | price
editor ~ editor in chief = text person | head of the journal
"""
