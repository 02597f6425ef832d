"""Sport and games."""

TEXT = """
== football_matches | football | matches, games, fixtures, results
match date ~ date, played on = date 2019-2024 sorted | date, day of the match
home team ~ home, Home Side = cat @team | hosts, home side
away team ~ away, visitors = cat @team | visitors, guests
home goals ~ hg, goals home, FTHG = int 0 6 skew | goals at home, goals of the hosts
away goals ~ ag, goals away, FTAG = int 0 5 skew | goals of the visitors
attendance ~ spectators, crowd = int? 900 62000 skew | spectators, crowd, number of fans
competition ~ league, tournament = cat League, Cup, Friendly, Super Cup | league, tournament
referee ~ ref, official = cat @last | official
yellow cards ~ yellows, bookings = int 0 9 | bookings, cautions
possession [%|pct] ~ ball possession, poss = int 25 75 normal | share of the ball
extra time ~ overtime, aet = flag | overtime
stadium ~ ground, venue = cat Park Arena, Riverside, Old Ground, National, Dome | ground, venue
-- teams, clubs on home team
team ~ club, name, home team
city ~ town = cat @city | town
founded ~ est, year founded = year 1880 1990 | founding year
coach ~ manager, head coach = text person | manager
budget [M€|meur] ~ squad value, value = float 1 300 1 skew | squad value, money

== basketball_players | basketball | players, roster, player_stats, box_scores
player ~ name, player name = text person | name, athlete
team ~ club, franchise = cat @team | club
position ~ pos, role = cat PG, SG, SF, PF, C | role
games ~ gp, games played, G = int 1 82 | games played, matches
points ~ pts, ppg, PTS = float 0 34 1 skew | scoring, points per game
rebounds ~ reb, rpg, TRB = float 0 15 1 skew | boards
assists ~ ast, apg, AST = float 0 12 1 skew | passes, passes leading to a basket
height [cm|cm] ~ ht = int 172 224 normal | how tall
salary [M$|musd] ~ pay, contract = float? 0.5 48 2 skew | pay, earnings
draft year ~ drafted, draft = year 2005 2023 | year drafted
injured ~ out, is injured = flag | hurt, not able to play
age ~ yrs = int 19 40 | years of age

== marathon | running races | runners, race, marathon, finishers
bib ~ bib no, start no, Bib # = id 1 | start number
runner ~ name, athlete = text person | athlete, participant
age class ~ category, age group, AG = cat M20, M30, M40, F20, F30, F40 | age group
club ~ team, running club = cat? Harriers, Road Runners, Tri Club, City Athletics | team
finish time [min|min] ~ finish, net time, total min = float? 128 330 1 normal | result, time needed, total time
half split [min|min] ~ half, split 21k = float 62 160 1 normal | half-way time
place ~ rank, overall = int 1 900 | rank, overall position
country ~ nation, nat = cat @code | nation
temperature [°C|c] ~ temp = int 4 28 | how warm
first marathon ~ debut, rookie = flag | beginner, first race
pace ~ avg pace, speed = numtext min/km 3 8 | speed, minutes per kilometre
year ~ edition = year 2010 2024 | edition

== chess_games | chess | games, chess, chess_games
white ~ white player, player white = cat @person | player with white
black ~ black player, player black = cat @person | player with black
white elo ~ welo, elo w, WhiteElo = int 900 2700 normal | rating of white
black elo ~ belo, elo b, BlackElo = int 900 2700 normal | rating of black
result ~ outcome, score = cat 1-0, 0-1, 1/2-1/2 | outcome
opening ~ eco, opening name = cat Sicilian, Caro-Kann, French, Ruy Lopez, English, Queen's Gambit | first moves
moves ~ no moves, move count, ply = int 8 120 normal | length of the game, number of moves
played ~ date, game date = date 2021-2024 sorted | date
time control ~ format, tc = cat Blitz, Rapid, Classical, Bullet | format, speed
rated ~ is rated = flag | counts for rating
minutes ~ duration, time used = float? 1 300 1 skew | duration

== olympics | athletics | medals, athletes, olympics, results
athlete ~ name, competitor = text person | competitor
country ~ nation, noc, team = cat @country | nation
sport ~ discipline = cat Swimming, Athletics, Rowing, Judo, Cycling, Gymnastics | discipline
medal ~ prize, award = cat? Gold, Silver, Bronze | prize
games year ~ year, edition = year 1980 2024 | edition
age ~ yrs = int 15 45 normal | years of age
height [cm|cm] ~ ht = float? 145 215 0 normal | how tall
weight [kg|kg] ~ wt = float? 40 140 1 normal | how heavy
event ~ event name = cat 100 m, 200 m, 400 m, Team, Relay, Final | contest
personal best ~ pb, best = float 9 60 2 | best result
team sport ~ team event, is team = flag | team event
-- countries, nations, population on country
country ~ nation, name, country name
population [M|m] ~ inhabitants, pop = float 0.5 300 1 skew | inhabitants, people living there
gdp [bn $|bnusd] ~ economy, gross product = int 5 9000 skew | economic output
continent ~ part of world = cat @continent | part of the world
capital ~ capital city = cat @city | main city

== swimming_training | swim training | training, swims, sessions
session ~ session no, training = id 1 | training number
swimmer ~ name, athlete = cat @first | athlete
stroke ~ style = cat Freestyle, Backstroke, Breaststroke, Butterfly, Medley | style
distance [m|m] ~ meters, dist = cat 50, 100, 200, 400, 800 | length, metres
time [s|s] ~ secs, result = float 24 700 2 skew | result, seconds
heart rate [bpm|bpm] ~ hr, pulse = int? 95 195 normal | pulse
laps ~ lap count = int 1 40 | rounds
day ~ date, trained on = date 2022-2024 sorted | date
coach ~ trainer = cat @last | trainer
pool ~ pool type = cat 25 m, 50 m, Open water | pool type
tired ~ fatigue, exhausted = flag | exhausted

== video_games | video games | games, video_games, game_sales
title ~ game, name = text title | game
platform ~ console, system = cat PC, Switch, PlayStation, Xbox, Mobile | console
genre ~ category, type = cat Action, Puzzle, RPG, Racing, Sports, Strategy | type of game
publisher ~ company, published by = cat @company | company
released ~ release year, year = year 1995 2024 | year it came out
copies sold [M|m] ~ sales, global sales, sold = float 0.01 30 2 skew | sales, units sold
critic score ~ metascore, critics = int? 20 98 normal | press rating, critics' rating
user score ~ users, user rating = float? 1 10 1 normal | players' rating
price [$|usd] ~ launch price = float 0 80 2 | cost
multiplayer ~ online, has multiplayer = flag | can be played together
age rating ~ pegi, esrb = cat 3, 7, 12, 16, 18 | minimum age
tags ~ features, keywords = list indie, co-op, open world, retro, story, horror | keywords

== poker_nights | board games | plays, game_nights, board_games
game ~ board game, title = cat Catan, Chess, Carcassonne, Go, Uno, Risk, Azul | board game
played on ~ date, night = date 2022-2024 sorted | date
winner ~ won by, champion = cat @first | who won, champion
players ~ no players, player count = int 2 8 | number of players
winning score ~ score, points = int? 5 220 skew | points, best score
minutes ~ duration, play time = int 10 240 skew | duration, how long
location ~ place, host = cat Home, Club, Cafe, Office | place
new players ~ beginners, first timers = int 0 4 skew | beginners
fun ~ fun rating, enjoyed = int 1 5 | enjoyment, rating
finished ~ completed = flag | played to the end
-- game_list, collection, board_game_list on game
game ~ name, title
designer ~ author = text person | author
published ~ year = year 1900 2023 | year
complexity ~ weight, difficulty = float 1 5 1 | difficulty
price [€|eur] ~ cost = float 8 70 2 | cost
"""
