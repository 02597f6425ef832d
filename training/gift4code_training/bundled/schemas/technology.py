"""Software, devices, the web and telecommunications."""

TEXT = """
== web_sessions | web analytics | sessions, visits, web, traffic_log
session id ~ sid, session, visit id = code S-###### | visit number
started ~ timestamp, start time, Started At = stamp 2023-2024 sorted | start time, time of visit
page ~ landing page, url path = cat @page | landing page, address
device ~ device type = cat desktop, mobile, tablet, tv | kind of device
browser ~ user agent, client = cat Chrome, Firefox, Safari, Edge, Opera | program used
country ~ geo, country code = cat @code | where they come from
page views ~ views, pages = int 1 40 skew | pages seen, views
duration [s|s] ~ time on site, secs, seconds = int? 1 2400 skew | time on site, length of the visit
source ~ referrer, traffic source, utm = cat organic, direct, ads, email, social | where they came from, referrer
converted ~ conversion, bought = flag | made a purchase, signed up
revenue [$|usd] ~ value, order value = float? 0 400 2 skew | income, money earned
bounced ~ bounce = flag | left at once

== ad_campaigns | advertising | ads, campaigns, ad_stats, marketing
campaign ~ campaign name, ad set = cat Spring Sale, Brand, Retarget, Launch, Holiday, Newsletter | ad set
platform ~ network, channel = cat Search, Video, Social, Display, Audio | network, channel
day ~ date = date 2023-2024 sorted | date
impressions ~ views, impr, Impr. = int 100 90000 skew | views, times shown
clicks ~ click count, Clicks = int 0 4200 skew | how often it was clicked
spend [$|usd] ~ cost, ad spend, Cost = float 5 3200 2 skew | cost, money spent
conversions ~ conv, sales = int? 0 240 skew | sales, purchases
ctr [%|pct] ~ click rate, click through rate = float 0 12 2 skew | click rate, click-through rate
target group ~ audience, segment = cat 18-24, 25-34, 35-49, 50+, All | audience
budget [$|usd] ~ daily budget = int 20 900 | money available
active ~ running, is live = flag | running
-- campaign_list, campaign_info, plans on campaign
campaign ~ name, campaign name, title
owner ~ responsible, manager = cat @first | responsible person
goal ~ objective = cat Awareness, Leads, Sales, Installs | objective
start ~ launch, start date = date 2022-2024 | launch date
agency ~ partner = cat? @company | partner

== support_tickets | customer support | tickets, support, issues, helpdesk
ticket id ~ ticket, case no, Ticket # = id 4000 | ticket number, case
opened ~ created, created at = stamp 2023-2024 sorted | creation time, when it came in
closed ~ resolved on, closed at = later 0 21 | closing date, when it was solved
priority ~ prio, severity = cat Low, Medium, High, Urgent | urgency, severity
category ~ topic, issue type = cat Billing, Login, Bug, Shipping, Feature, Other | topic, kind of problem
agent ~ assigned to, assignee, owner = cat? @first | assignee, who handles it
channel ~ via, contact channel = cat Email, Chat, Phone, Form | contact channel
first reply [h|h] ~ response time, first response = float 0.1 72 1 skew | response time, time to first answer
messages ~ replies, no messages = int 1 30 skew | number of messages, replies
satisfaction ~ csat, rating, CSAT = int? 1 5 | rating, customer rating
reopened ~ was reopened = flag | opened again
tags ~ labels = list refund, vip, bug, login, late, question | labels

== iot_sensors | sensors | sensors, readings, iot, measurements
sensor ~ sensor id, device, node = cat S1, S2, S3, S4, S5, S6, S7 | device, node
reading time ~ timestamp, ts, time = stamp 2024-2024 sorted | time of the reading
temperature [°C|c] ~ temp, t = float? -20 90 2 normal | temp, how hot
humidity [%|pct] ~ hum, rh = float 10 100 1 normal | moisture
voltage [V|v] ~ battery, volt = float? 2.4 4.3 2 | battery level
vibration [g|g] ~ vib, shake = float 0 6 3 skew | shaking
room ~ zone, place = cat Hall, Lab, Roof, Cellar, Office, Server room | place, zone
status ~ state, flag = cat OK, WARN, FAIL | state
firmware ~ fw, version = cat 1.0.2, 1.1.0, 1.2.5, 2.0.0 | software version
signal [dBm|dbm] ~ rssi = int -110 -40 normal | reception
alarm ~ is alarm, alert = flag | warning
-- devices, sensor_list, nodes on sensor
sensor ~ id, device id, name
model ~ type = cat TX-10, TX-20, RM-3, QZ-1 | type
installed ~ install date = date 2018-2023 | installation date
technician ~ installed by = cat @last | who installed it
price [€|eur] ~ cost = float 8 240 2 | cost

== energy_meters | energy | meters, energy, consumption, power
meter ~ meter id, meter no = code EM#### | meter number
month ~ period, billing month = cat @month | period
household ~ home, customer = cat @last | home, family
consumption [kWh|kwh] ~ usage, energy used, kwh = float 20 900 1 skew | usage, electricity used, power use
peak load [kW|kw] ~ peak, max load = float 0.5 18 2 skew | highest load
tariff ~ rate plan, plan = cat Basic, Night, Green, Flex | price plan
cost [€|eur] ~ bill, amount = float 6 320 2 skew | bill, price paid
solar [kWh|kwh] ~ pv, produced, solar output = float? 0 400 1 skew | solar power, energy produced
read on ~ reading date, date = date 2022-2024 sorted | reading date
estimated ~ is estimated, est = flag | guessed value
persons ~ household size, people = int 1 6 | people living there, household size

== server_logs | server operations | logs, requests, access_log
time ~ timestamp, logged at = stamp 2024-2024 sorted | moment, time of the request
method ~ verb, http method = cat GET, POST, PUT, DELETE | verb
path ~ endpoint, url = cat @page | endpoint
status ~ status code, http status, code = cat 200, 201, 301, 404, 500, 503 | status code, answer
latency [ms|ms] ~ response time, elapsed, duration ms = float 1 2400 1 skew | response time, how slow
bytes ~ size, bytes sent = int 80 900000 skew | size, traffic
host ~ server, node = cat web-1, web-2, api-1, api-2, db-1 | server
user ~ user id, login = cat? @first | login
cached ~ cache hit, from cache = flag | served from cache
client ip ~ ip, address = pattern 10.0.##.## | address
agent ~ client, browser = cat curl, mobile app, browser, bot | client

== software_bugs | software development | bugs, issues, defects, backlog
key ~ issue key, issue id, Issue # = code APP-#### | issue number
component ~ module, area = cat UI, API, Database, Auth, Export, Mobile | module, part of the software
type ~ issue type = cat Bug, Task, Story, Improvement | kind of issue
severity ~ prio, priority = cat Minor, Major, Critical, Blocker | priority, how bad
assignee ~ assigned to, developer = cat? @first | developer, who works on it
story points ~ points, sp, estimate = int? 1 13 | effort, estimate
created ~ created on, reported = date 2023-2024 sorted | creation date
fixed ~ resolved, fixed on = later 1 90 | date it was solved
version ~ release, fix version = cat 1.0, 1.1, 1.2, 2.0, 2.1 | release
lines changed ~ loc, changes = int 1 1500 skew | size of the change
regression ~ is regression = flag | worked before
labels ~ tags = list ui, backend, urgent, customer, test, docs | tags
-- developers, team, people on assignee
name ~ developer, first name, assignee
role ~ position = cat Junior, Senior, Lead, Tester | position
team ~ squad = cat Red, Blue, Core, Mobile | squad
hours a week ~ capacity, weekly hours = int 10 40 | capacity
office ~ site = cat @city | site

== phone_calls | telecom | calls, cdr, phone, call_records
call id ~ id, call no = id 7000 | call number
caller ~ from number, a number = text phone | who called
called at ~ start, time, timestamp = stamp 2023-2024 sorted | start, time of the call
minutes ~ duration, call minutes, length = float 0.1 90 1 skew | duration, how long
type ~ call type, kind = cat local, national, international, roaming | kind of call
network ~ operator, provider = cat Telio, Voda, Orangee, Mobix | operator
cost [€|eur] ~ charge, price = float? 0 22 2 skew | price, charge
dropped ~ call dropped = flag | broke off
plan ~ tariff = cat Prepaid, Flat, Business, Family | tariff
data [MB|mb] ~ mb used, data used = int? 0 4000 skew | data used
signal ~ bars = int 1 5 | reception

== mobile_apps | app stores | apps, app_store, applications
app ~ app name, name = text title | application
category ~ genre, section = cat Games, Finance, Health, Education, Photo, Travel, Tools | kind of app
rating ~ stars, avg rating = float? 1 5 1 normal | stars, score
installs ~ downloads = numtext plain 100 5000000 | downloads, number of users
reviews ~ review count, no reviews = int 0 90000 skew | number of reviews
size [MB|mb] ~ app size, download size = float 1 900 1 skew | how large
price [$|usd] ~ cost = float 0 15 2 skew | cost
updated ~ last update, last updated = date 2021-2024 | date of the last update
content rating ~ age rating = cat Everyone, Teen, Mature | minimum age
platform ~ os, system = cat iOS, Android, Both | system
has ads ~ ads, contains ads = flag | shows adverts
developer ~ publisher, made by = cat @company | publisher
"""
