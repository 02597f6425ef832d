"""Money: banks, insurance, markets, pay and taxes."""

TEXT = """
== bank_transactions | banking | transactions, bank, statement, account_history
transaction id ~ txn id, ref, Txn Ref = code TX######## | reference, booking number
booked ~ date, booking date, value date = date 2022-2024 sorted | booking date, day of the transaction
account ~ account no, acct, IBAN = code AC-##### | account number
type ~ txn type, kind = cat Deposit, Withdrawal, Transfer, Fee, Interest, Card payment | \
kind of transaction, transaction type
amount [EUR|eur] ~ amt, value = float -2500 4000 2 normal | sum, value, money moved
balance [EUR|eur] ~ running balance, bal = float -500 18000 2 | account balance, money left
counterparty ~ payee, merchant, Paid To = cat @company | payee, merchant, other party
currency ~ ccy, curr = cat @currency | money unit
category ~ budget category, cat = cat? Rent, Food, Travel, Salary, Utilities, Leisure, Health | \
spending category, budget line
note ~ memo, details, purpose = text comment | memo, purpose, description
pending ~ is pending, open = flag | not booked yet, open
-- accounts, account_list on account
account ~ acct, number, account id
holder ~ owner, name, account holder = text person | owner, account holder
branch ~ office = cat @city | office, bank branch
opened ~ open date, since = date 2005-2022 | opening date, opened on
product ~ account type = cat Checking, Savings, Business, Student | account type
interest rate [%|pct] ~ rate = float 0 4 2 | rate, interest

== insurance_claims | insurance | claims, insurance_claims, losses
claim no ~ claim id, Claim # = code CL-###### | claim number, case
policy type ~ product, line = cat Auto, Home, Travel, Health, Life, Pet | line of business, insurance type, product
claim date ~ reported, date reported = date 2020-2024 | reporting date, day of the claim
settled on ~ closed, settlement date = later 5 140 | closing date, settlement day
claim amount [$|usd] ~ claimed, amount, loss amt = float 100 30000 2 skew | amount claimed, loss, size of the claim
paid [$|usd] ~ paid out, payout = float? 0 25000 2 skew | payout, amount paid, compensation
deductible [$|usd] ~ excess = int 0 1500 | excess, own share
holder age ~ age, client age = int 18 88 | age, age of the client
region ~ area, territory = cat @region | area, part of the country
cause ~ reason, cause of loss = cat Theft, Fire, Collision, Water, Storm, Illness, Other | reason, what happened
adjuster ~ handler, handled by = cat @last | handler, who handled it
fraud suspected ~ fraud flag, suspicious = flag | suspicious, possible fraud

== stock_prices | stock market | prices, stocks, quotes, ohlc
date ~ day, trading day = date 2021-2024 sorted | trading day, day
ticker ~ symbol, stock = cat ACR, BLU, CDR, DLT, EVG, FOX, GRN, HRB | symbol, stock, share
open ~ open price, Open = float 10 320 2 | opening price
high ~ day high, High = float 12 330 2 | highest price, daily high
low ~ day low, Low = float 8 310 2 | lowest price, daily low
close ~ closing price, adj close, Close = float 10 320 2 | closing price, last price
volume ~ vol, shares traded = int 1000 900000 skew | shares traded, traded volume, turnover
sector ~ industry = cat Tech, Energy, Banks, Health, Retail, Utilities | industry, branch
dividend [$|usd] ~ div = float? 0 3 2 skew | payout per share
return [%|pct] ~ daily return, change = float -8 8 2 normal | daily change, gain or loss

== payroll | payroll | payroll, salaries, pay, wages
employee id ~ emp id, staff no, Emp. No. = id 1000 | staff number, employee
name ~ employee, full name, Employee Name = text person | employee, who it is
department ~ dept, team, Dept. = cat @department | team, unit, division
job title ~ position, role, title = cat Analyst, Manager, Engineer, Assistant, Director, Clerk, Consultant | \
position, role, job
base salary [$|usd] ~ salary, annual pay, base pay = int 24000 150000 skew | pay, wage, annual salary, earnings
bonus [$|usd] ~ bonus pay, incentive = int? 0 20000 skew | extra pay, incentive
overtime hours ~ overtime, ot hrs, OT (h) = float 0 40 1 skew | extra hours, overtime
hire date ~ hired, start date, joined = date 2008-2023 | start date, joining date, when they were hired
contract ~ contract type, employment = cat Permanent, Temporary, Intern, Freelance | type of contract, employment type
fte ~ full time share, FTE = float 0.2 1 1 | full-time equivalent, share of full time
manager ~ boss, supervisor = cat @last | boss, supervisor
tax class ~ tax code = cat I, II, III, IV | tax group

== loans | lending | loans, loan_book, credit
loan id ~ id, loan no = code LN-#### | loan number
borrower ~ applicant, client = text person | client, applicant, who borrows
purpose ~ loan purpose, reason = cat Car, House, Education, Debt, Business, Medical | reason, what it is for
principal [$|usd] ~ loan amount, amount, amt = int 1000 80000 skew | loan size, amount borrowed
interest rate [%|pct] ~ rate, apr, int rate = float 2 24 2 | rate, interest, cost of credit
term [months|months] ~ duration, months = cat 12, 24, 36, 48, 60 | duration, running time
income [$|usd] ~ annual income, yearly income = int 15000 160000 skew | earnings, yearly income
credit score ~ score, fico = int 480 850 normal | score, rating
grade ~ risk grade, class = cat A, B, C, D, E | risk class, risk grade
issued ~ issue date, start = date 2018-2023 | start date, issue date
status ~ loan status, state = cat Current, Paid, Late, Default | state of the loan
employment years ~ emp years, yrs employed = int? 0 35 skew | years in job, work experience

== invoices | invoicing | invoices, bills, receivables, ar
invoice no ~ inv, invoice id, Invoice # = code INV-####-## | invoice number, bill number
client ~ customer, bill to, company = cat @company | customer, company
issued ~ invoice date, date, issue date = date 2022-2024 sorted | invoice date, billing date
due date ~ due, payable by = later 7 60 | deadline, day it is due
net [€|eur] ~ net amount, subtotal = float 50 9000 2 skew | net sum, amount before tax
tax [€|eur] ~ vat, vat amount = float 5 1800 2 skew | VAT, tax amount
total ~ gross, total due, amount due = numtext money 60 12000 | gross amount, amount due, bill
status ~ payment status, state = cat Paid, Open, Overdue, Cancelled, Draft | payment state
terms ~ payment terms = cat Net 15, Net 30, Net 60, Prepaid | conditions
reminders ~ dunning, reminders sent = int 0 4 | number of reminders, warnings sent
country ~ client country = cat @country | nation
-- client_list, companies, directory on client
company ~ client name, name
industry ~ sector, branch = cat Retail, Energy, Software, Food, Transport, Media | sector, line of business
employees ~ staff, headcount, employee count = int 5 4000 skew | headcount, staff, company size
account manager ~ owner, rep = cat @last | responsible person, sales rep
since ~ client since, customer since = year 2005 2023 | year they became a client

== expenses | travel expenses | expenses, expense_report, costs
report ~ report no, expense id = code EX-#### | expense number
employee ~ person, traveler, name = cat @person | person, traveller, who spent it
spent on ~ date, expense date = date 2023-2024 | day, date of the expense
category ~ type, expense type = cat Hotel, Flight, Meals, Taxi, Train, Parking, Phone | type of expense, kind of cost
amount [$|usd] ~ amt, cost, value = float 3 900 2 skew | cost, money spent, sum
currency ~ ccy = cat @currency | money unit
project ~ cost center, project code = cat P-100, P-200, P-310, P-420, P-505 | cost centre, project code
approved ~ is approved, ok = flag | accepted, signed off
receipt ~ has receipt, receipt attached = flag | proof attached
city ~ destination, where = cat @city | place, destination
nights ~ hotel nights = int? 0 9 skew | number of nights

== household_budget | personal finance | budget, spending, household
month ~ period, mon = cat @month | period
year ~ yr = year 2019 2024 | calendar year
category ~ item, budget line = cat Rent, Groceries, Transport, Health, Leisure, Clothes, Savings, Utilities | \
budget line, what for
planned [€|eur] ~ budget, plan, budgeted = int 20 1500 | budget, planned amount
spent [€|eur] ~ actual, real cost = float 10 1700 2 | actual amount, money spent, real cost
member ~ person, family member = cat @first | person, family member
fixed ~ is fixed, recurring = flag | recurring cost
payments ~ no payments, count = int 1 24 skew | number of payments
share of income [%|pct] ~ income share = float 0.5 45 1 skew | part of income
note ~ remarks, comment = text comment | remark, comment
"""
