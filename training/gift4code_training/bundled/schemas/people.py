"""Health, education and work."""

TEXT = """
== patients | hospital | patients, admissions, hospital, visits
patient id ~ pid, mrn, Patient No = code P##### | patient number, patient
age ~ age years, Age (y) = int 1 95 | how old they are, years of age
sex ~ gender = cat F, M | gender
ward ~ unit, department = cat Cardiology, Surgery, Pediatrics, Oncology, Neurology, ICU, Maternity | unit, station
admitted ~ admission date, admit date, in = date 2021-2024 | admission date, day of arrival
discharged ~ discharge date, out = later 1 20 | discharge date, day they left
diagnosis ~ dx, main diagnosis = cat Asthma, Diabetes, Fracture, Pneumonia, Stroke, Migraine, Sepsis | \
illness, disease, condition
weight [kg|kg] ~ body weight, wt = float? 8 120 1 normal | body weight, how heavy
systolic bp ~ sbp, sys bp = int 90 190 normal | blood pressure, upper pressure
temperature [°C|c] ~ temp, body temp = float 35.5 40.5 1 normal | fever, body temperature
stay [days|days] ~ length of stay, los = int 1 30 skew | days in hospital, duration of stay
insured ~ has insurance = flag | has insurance, covered

== clinical_trial | clinical research | trial, subjects, participants
subject ~ subject id, participant = code S-### | participant, person
arm ~ group, treatment arm, treatment = cat Placebo, Low dose, High dose, Control | group, treatment
site ~ center, clinic = cat @city | clinic, centre
visit ~ visit no, timepoint = cat Baseline, Week 4, Week 8, Week 12 | time point
age ~ age years = int 18 80 normal | years of age
bmi [kg/m2|kgm2] ~ body mass index = float 17 42 1 normal | body mass index
score ~ symptom score, outcome = int 0 60 normal | result, symptom score
change ~ score change, delta = float -20 10 1 normal | difference, improvement
adverse events ~ aes, ae count = int 0 6 skew | side effects, number of side effects
enrolled ~ enrol date, start = date 2019-2023 | enrolment date, start day
dropout ~ dropped out, withdrew = flag | left the study, withdrawn
smoker ~ smoking = flag | smokes

== students | school grades | students, grades, class, exam_results
student id ~ id, matric no, Student No. = id 20000 | student number
name ~ student, student name, pupil = text person | student, pupil
class ~ group, form, grade level = cat 9A, 9B, 10A, 10B, 11A, 11B | group, form
subject ~ course, module = cat Math, Physics, History, Biology, Art, English, Music | course, class subject
exam score ~ score, marks, points, Exam (pts) = int? 20 100 normal | mark, grade, points, result
homework [%|pct] ~ hw, homework done = int 0 100 | homework done
absences ~ days absent, missed days = int 0 25 skew | missed days, days absent
attendance [%|pct] ~ attend = float 55 100 1 | presence, share of days present
passed ~ pass, result = flag | successful, has passed
teacher ~ instructor, tutor = cat @last | instructor, tutor
study hours ~ hours studied, hrs = float 0 30 1 skew | time studying, learning time
-- teachers, staff, instructors on teacher
teacher ~ surname, instructor, last name
room ~ room no, classroom = pattern @-### | classroom
phone ~ tel, phone no = text phone | telephone number
years teaching ~ experience, yrs = int 1 38 | experience, years in the job
office hours ~ consulting day = cat @weekday | day to visit

== university_courses | university | courses, enrollment, catalogue
course code ~ code, course id, Course # = code @@@### | course number
title ~ course, course title = text title | name of the course
faculty ~ school, department = cat Science, Arts, Law, Medicine, Engineering, Business | school, department
level ~ study level = cat Bachelor, Master, PhD | degree level
credits ~ ects, credit points, Cr. = int 2 12 | credit points, ECTS
enrolled ~ students, enrolment, no students = int 5 240 skew | number of students, class size
capacity ~ max seats, seats = int 20 300 | seats, maximum size
semester ~ term = cat Fall, Spring, Summer | term
fee [$|usd] ~ tuition, cost = int? 200 3800 | price, tuition
average grade ~ mean grade, avg grade = float 1 5 2 normal | mean mark, typical grade
online ~ is online, remote = flag | remote, held online
languages ~ taught in = list English, German, French, Spanish | teaching languages

== employees | human resources | employees, staff, hr, people
employee id ~ emp no, id, Emp ID = code E-#### | staff number, personnel number
name ~ full name, employee = text person | employee, person
department ~ dept, division, Dept. = cat @department | division, unit, team
office ~ site, location = cat @city | site, place of work
salary [€|eur] ~ pay, gross salary, wage = int 22000 120000 skew | pay, wage, income
hired on ~ hire date, start date, joined = date 2005-2023 | start date, joining date
age ~ age yrs = int 19 66 | years of age
education ~ degree, highest degree = cat High School, Bachelor, Master, PhD | degree, schooling
performance ~ perf score, rating, last review = int? 1 5 | rating, review score, how well they do
vacation left [days|days] ~ leave balance, days off = float 0 30 1 | remaining holidays, days off
remote ~ works remote, home office = flag | works from home
skills ~ skill set, know how = list Excel, SQL, Python, Sales, Writing, Design, French | abilities, what they can do
-- departments, divisions, units, org on department
department ~ dept name, name, unit
head ~ manager, lead = text person | manager, leader
budget [k€|keur] ~ annual budget = int 100 4000 | money available, yearly budget
floor ~ level = int 1 9 | storey
headcount ~ staff, employee count = int 3 120 skew | number of employees, staff, team size
cost center ~ cc, cost centre = pattern CC-### | accounting code

== job_applications | recruiting | applications, candidates, applicants
applicant ~ candidate, name = text person | candidate, person
position ~ job, role, vacancy = cat Data Analyst, Nurse, Driver, Accountant, Teacher, Developer, Cook | \
job, role, vacancy
applied on ~ applied, application date = date 2023-2024 sorted | application date
source ~ found via, channel = cat Referral, Website, Agency, Fair, LinkedIn | where they found us, channel
experience [years|years] ~ yrs exp, years of experience = int 0 30 skew | years of work, work experience
expected salary [$|usd] ~ salary wish, desired pay = int? 25000 110000 | salary wish, pay demanded
stage ~ status, step = cat New, Screening, Interview, Offer, Rejected, Hired | status, phase
interview score ~ score, rating = float? 1 10 1 normal | rating, result of the interview
education ~ degree = cat Bachelor, Master, Diploma, None | degree
city ~ lives in, location = cat @city | place of residence
relocate ~ will relocate = flag | willing to move
email ~ mail, e-mail = text email | mail address

== blood_donors | blood bank | donors, donations, blood
donor id ~ donor, donor no = id 700 | donor number
blood type ~ group, abo = cat A+, A-, B+, B-, O+, O-, AB+, AB- | blood group
donated ~ donation date, given on = date 2022-2024 sorted | day of donation
volume [ml|ml] ~ vol = cat 350, 450, 500 | amount given
hemoglobin [g/dl|gdl] ~ hb, hgb = float 11 17.5 1 normal | Hb value, iron level
pulse [bpm|bpm] ~ heart rate = int 50 110 normal | heart rate
center ~ site, donation center = cat @city | location, place
donor age ~ age = int 18 68 | age of the donor
first time ~ new donor, is first = flag | new donor
donations so far ~ total donations, count = int 0 60 skew | number of donations, earlier donations
rejected because ~ deferral, reason = cat? low iron, travel, illness, medication | reason for rejection

== gym_members | gym | gym, members, workouts
member id ~ member, id, Member # = code M#### | member number
plan ~ membership, tier = cat Basic, Plus, Premium, Student | membership, subscription
joined ~ join date, member since = date 2019-2024 | joining date, start
age ~ age yrs = int 16 75 | years of age
visits ~ visits per month, check-ins = int 0 28 skew | number of visits, how often they come
favourite class ~ class, fav class = cat? Yoga, Spin, Boxing, Pilates, HIIT, Swim | preferred class
trainer ~ coach = cat? @first | coach
monthly fee [€|eur] ~ fee, price = float 15 90 2 | price, cost a month
weight [kg|kg] ~ body weight = float 48 120 1 normal | body weight
body fat [%|pct] ~ fat = float? 8 40 1 normal | fat share
active ~ is active, current = flag | current member
-- trainers, coaches on trainer
coach ~ name, trainer name
speciality ~ focus, expertise = cat Strength, Cardio, Yoga, Rehab | field, expertise
hourly rate [€|eur] ~ rate, per hour = int 20 90 | price per hour
certified since ~ cert year = year 2005 2022 | year of certification

== survey | opinion survey | survey, responses, answers
respondent ~ resp id, id = id 1 | participant, person
age group ~ age band, age range = cat 18-24, 25-34, 35-44, 45-54, 55-64, 65+ | age band
gender ~ sex = cat Female, Male, Other | sex
region ~ area = cat @region | area
satisfaction ~ sat score, satisfaction score, Q1 = int? 1 10 normal | happiness, how satisfied they are
recommend ~ nps, would recommend, Q2 = int 0 10 | likelihood to recommend
income bracket ~ income, Income (k$) = cat <20k, 20-40k, 40-60k, 60-100k, >100k | income group
minutes taken ~ duration, time taken = float 1 25 1 skew | time needed, duration
submitted ~ submitted at, date = stamp 2023-2024 sorted | time of answer
interests ~ topics, hobbies = list sport, music, travel, food, games, news | hobbies, topics
comment ~ remarks, open answer, Q9 = text comment | remark, free answer
"""
