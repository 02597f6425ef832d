"""Shops and the people who buy in them."""

TEXT = """
== retail_orders | retail | orders, sales, purchases, shop_orders
order id ~ order no, OrderNo, Order # = code ORD-##### | order number, order reference
order date ~ date, ordered on, purchase date = date 2021-2024 sorted | purchase date, day of the order
customer id ~ cust id, client no, CustomerNo = code C-#### | customer, client, buyer
product ~ item, product name, Item Name = cat @product | item, article, goods
category ~ product category, dept, item type = cat Electronics, Clothing, Home, Toys, Books, Garden, Sports, Beauty | \
product category, product group, kind of product
quantity ~ qty, units, Qty., pieces = int 1 12 skew | number of items, units, how many were bought
unit price [$|usd] ~ price, Price/Unit, price each = float 2 180 2 skew | price, cost per item, item price
discount [%|pct] ~ disc, rebate = int? 0 40 | rebate, reduction, price cut
shipping cost [$|usd] ~ freight, delivery fee = float 0 25 2 | delivery charge, freight, postage
payment method ~ payment, paid by, Pay Type = cat Card, Cash, PayPal, Transfer, Voucher, Klarna | \
way of paying, payment type
returned ~ is returned, return flag = flag | sent back, refunded
channel ~ sales channel = cat Web, Store, Phone, App, Marketplace | sales channel, where it was bought
-- customers, clients, buyers, crm on customer id
customer id ~ id, client no, cust id
customer name ~ name, full name = text person | name, who the customer is
city ~ town = cat @city | town, location
segment ~ customer type, tier = cat Consumer, Corporate, Small Business, Public | customer group, type of customer
signup date ~ joined, member since = date 2015-2023 | joining date, registration date
loyalty points ~ points, pts = int 0 5000 skew | points, bonus points

== supermarket_receipts | groceries | receipts, basket, grocery, checkout_lines
receipt no ~ receipt id, bill no, Receipt # = id 50000 | bill number, receipt
store ~ shop, branch, store name = cat Downtown, Airport, Mall, Riverside, Station, Hilltop, Campus | \
shop, branch, outlet
time ~ time of day, checkout time = text clock | hour, time of purchase
aisle ~ section, dept = cat Produce, Dairy, Bakery, Frozen, Meat, Drinks, Snacks, Household | section, department
item ~ article, product = cat Milk, Bread, Eggs, Rice, Apples, Bananas, Cheese, Coffee, Tea, Pasta, Yogurt, Butter | \
article, grocery item
weight [kg|kg] ~ net weight, wt = float? 0.1 4 2 | how heavy, mass
amount [€|eur] ~ total, price paid, line total = float 0.5 60 2 skew | money spent, total price, cost
items ~ item count, no items = int 1 30 skew | number of items, basket size
cashier ~ served by, operator = cat @first | clerk, checkout person
loyalty card ~ has card, member = flag | member, card holder
vat rate [%|pct] ~ tax, vat = cat 5%, 7%, 19%, 0% | tax rate, tax

== inventory | warehousing | inventory, stock, warehouse, stock_levels
sku ~ item code, part no, SKU Code = code SKU-@@## | stock code, article number
product name ~ item, description = text product | product, item
warehouse ~ location, wh, depot = cat North, South, Central, Harbor, Airport, Overflow | depot, site, storage place
supplier id ~ vendor id, supplier no = code V### | vendor, supplier
on hand ~ stock, qty on hand, in stock = int 0 900 skew | stock level, units available, available quantity
reorder point ~ min stock, reorder lvl = int 10 120 | minimum stock, reorder level
unit cost [$|usd] ~ cost, cost price = float 0.5 240 2 skew | cost, purchase cost, what a unit costs
last count ~ counted on, last checked = date 2023-2024 | stocktaking date, last check
shelf ~ bin, rack, Bin Location = pattern @#-## | bin, rack position
status ~ state, item status = cat Active, Discontinued, Backorder, Blocked, New | state, availability
perishable ~ is perishable = flag | can spoil, goes bad
-- suppliers, vendors on supplier id
supplier id ~ vendor, id, vendor no
supplier ~ name, company, vendor name = text company | vendor, company name
country ~ origin, based in = cat @country | country of origin, nation
lead time [days|days] ~ delivery days = int 1 45 | delivery time, days to deliver
rating ~ score, supplier rating = float 1 5 1 | score, grade
contact ~ email, contact mail = text email | mail address, contact

== online_reviews | product reviews | reviews, feedback, ratings
review id ~ id, rid = id 9000 | review number
product ~ item, product name = cat @product | item, article
reviewer ~ user, author, user name = text person | author, who wrote it, customer
stars ~ rating, score, Rating (1-5) = int 1 5 | rating, score, star rating
review text ~ comment, text, body = text comment | comment, feedback, what was written
posted ~ date, review date, Posted On = date 2020-2024 sorted | day of posting, date written
helpful votes ~ helpful, votes, upvotes = int 0 240 skew | likes, votes, how helpful it was
verified ~ verified purchase, is verified = flag | verified buyer, confirmed purchase
country ~ market, locale = cat @country | market, nation
sentiment ~ tone, label = cat positive, neutral, negative | tone, mood, opinion
words ~ length, word count, Len = int 3 320 skew | text length, number of words

== fashion_catalog | fashion | catalog, clothes, garments, fashion
style code ~ style no, article, Style # = code ST-####
garment ~ item type, type = cat T-Shirt, Jeans, Dress, Jacket, Skirt, Coat, Shirt, Sweater | \
type of clothing, clothing item
brand ~ label, maker = cat Norda, Velour, Kite, Basico, Urbana, Loom, Sable | maker, label
size ~ sizes, Size (EU) = cat XS, S, M, L, XL, XXL | fit, dress size
color ~ colour, shade = cat @color | colour, shade
material ~ fabric, composition = list cotton, wool, linen, silk, polyester, viscose, elastane | \
fabric, what it is made of
list price [€|eur] ~ price, msrp, rrp = float 9 320 2 skew | price, original price, full price
sale price [€|eur] ~ reduced price, promo price = float? 5 250 2 skew | reduced price, discounted price
season ~ collection, Season/Year = cat SS23, FW23, SS24, FW24, Core | collection
sold ~ units sold, pcs sold, sales = int 0 640 skew | units sold, sales, how many were sold
returns ~ return count, no returns = int 0 80 skew | number of returns, items sent back
gender ~ target group, dept = cat Women, Men, Unisex, Kids | target group

== auctions | auctions | auctions, bids, lots, auction_results
lot ~ lot no, Lot # = id 1 | lot number
title ~ item, lot title = text title | item, name of the lot
category ~ dept, class = cat Paintings, Jewelry, Furniture, Coins, Watches, Books, Ceramics | type, section
estimate low [$|usd] ~ low est, est low = int 100 20000 skew | lower estimate, low estimate
estimate high [$|usd] ~ high est, est high = int 400 60000 skew | upper estimate, high estimate
hammer price [$|usd] ~ price, sold for, hammer = int? 100 90000 skew | selling price, final price, price reached
bids ~ bid count, no of bids = int 0 45 skew | number of bids, offers
bidder country ~ buyer from, country = cat? @code | buyer's country, country of the buyer
sale date ~ auction date, held on = date 2019-2024 | auction day, day of the sale
seller ~ consignor, sold by = text person | owner, consignor
reserve met ~ reserve = flag | reserve reached

== coffee_shop | cafes | cafe, coffee_sales, drinks, tickets
ticket ~ ticket no, Ticket # = id 300 | ticket number
drink ~ beverage, item = cat Espresso, Latte, Cappuccino, Flat White, Mocha, Tea, Hot Chocolate, Americano | \
beverage, order
size ~ cup, cup size = cat small, medium, large | cup size
milk ~ milk type = cat? whole, oat, soy, almond, none | kind of milk, milk type
price [$|usd] ~ amt, amount = float 2 8 2 | cost, amount, what it cost
tip [$|usd] ~ gratuity, tips = float? 0 4 2 skew | gratuity, extra money
barista ~ made by, staff = cat @first | who made it, staff member
sold at ~ timestamp, time = stamp 2024-2024 sorted | time of sale, moment of sale
weekday ~ day, dow = cat @weekday | day of the week, day
to go ~ takeaway, togo = flag | takeaway, taken away
wait [min|min] ~ wait time, wait min = int 1 18 skew | waiting time, minutes waited

== pharmacy | pharmacy | pharmacy, dispensing, prescriptions
rx no ~ rx, prescription id, Rx # = code RX###### | prescription number
drug ~ medication, medicine, Drug Name = cat Ibuprofen, Amoxicillin, Metformin, Atorvastatin, Omeprazole, Lisinopril, \
Cetirizine | medicine, medication
dose [mg|mg] ~ strength, dosage = int 5 1000 | strength, dosage
form ~ dosage form = cat tablet, capsule, syrup, cream, drops, inhaler | type of medicine
quantity ~ qty, units = int 5 120 | amount, number of units
filled on ~ fill date, dispensed = date 2022-2024 sorted | dispensing date, day it was filled
prescriber ~ doctor, physician, Dr. = cat @last | doctor, physician
copay [$|usd] ~ patient pays, co-pay = float 0 60 2 skew | patient share, what the patient pays
insurer ~ plan, insurance = cat? Aetra, HealthOne, Medicore, SelfPay, Unity | insurance, health plan
refills ~ refills left, refill count = int 0 6 | remaining refills
controlled ~ is controlled = flag | controlled substance
"""
