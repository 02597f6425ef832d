"""Films, music, books and media."""

TEXT = """
== movie_ratings | films | movies, films, ratings
title ~ movie, film, Movie Title = text title | film, movie
genre ~ category, kind = cat Drama, Comedy, Action, Horror, Romance, Sci-Fi, Documentary | kind of film
year ~ release year, released = year 1960 2024 | release year, year it came out
rating ~ score, user rating, Rating (10) = float? 1 10 1 normal | score, how good it is
votes ~ vote count, no votes = int 40 900000 skew | number of votes, how many rated it
runtime [min|min] ~ length, duration, minutes = int 68 210 normal | length, duration
director ~ directed by, dir = cat @person | who made it, filmmaker
budget [M$|musd] ~ cost, production budget = float? 0.2 260 1 skew | cost, production cost
gross [M$|musd] ~ box office, revenue = float? 0.1 900 1 skew | box office, income
language ~ lang, original language = cat @language | spoken language
certificate ~ age rating, mpaa = cat G, PG, PG-13, R | age rating
award ~ awarded, has award = flag | won a prize
-- directors, filmmakers on director
name ~ director, full name
born ~ birth year = year 1930 1990 | birth year
country ~ nationality = cat @country | nationality
films made ~ filmography, no films = int 1 45 | number of films
prizes ~ awards won = int 0 12 skew | awards

== podcasts | podcasts | podcasts, episodes, shows
show ~ podcast, series = cat Night Talk, History Bites, Code Cast, The Money Hour, Nature Notes | podcast, series
episode ~ ep no, episode no, Ep. = int 1 300 | episode number
published ~ release date, aired = date 2021-2024 sorted | release date
topic ~ category, theme = cat Politics, Science, Business, Comedy, Health, Sports | theme
length [min|min] ~ duration, minutes = float 4 150 1 normal | duration, how long
downloads ~ plays, listens = int 80 90000 skew | plays, listeners
host ~ presenter, hosted by = cat @first | presenter
guest ~ with, guest name = text? person | visitor
rating ~ stars = float? 2 5 1 normal | score
explicit ~ is explicit = flag | strong language
sponsor ~ ad partner = cat? @company | advertiser

== music_streams | music streaming | songs, tracks, streams, playlist
track ~ song, title, Track Name = text title | song
artist ~ band, performer = cat @person | band, musician
album ~ record, album name = text title | record
genre ~ style = cat Pop, Rock, Jazz, Hip-Hop, Classical, Folk, Techno | style of music
streams ~ plays, play count = int 100 5000000 skew | plays, how often it was played
length [s|s] ~ duration, seconds = int 60 600 normal | duration
tempo [bpm|bpm] ~ bpm, beat = int? 60 190 normal | speed, beats
released ~ release date = date 2000-2024 | release date
danceability ~ dance score = float 0 1 2 | how danceable
explicit ~ is explicit = flag | strong language
chart position ~ chart, peak, rank = int? 1 100 | rank, peak position
mood ~ feeling = cat happy, sad, calm, angry | feeling

== book_sales | publishing | books, titles, book_sales
isbn ~ ISBN-13 = code 978-#-##-###### | book number
title ~ book, book title = text title | book
author ~ writer, author name = cat @person | writer
publisher ~ press, imprint = cat Northlight, Paperbird, Old Oak Press, Meridian | press
published ~ pub date, publication date = date 1995-2024 | publication date
format ~ binding = cat Hardcover, Paperback, E-book, Audio | binding
pages ~ page count, no pages = int? 48 1100 skew | length, number of pages
price [£|gbp] ~ list price = float 2 60 2 skew | cost
copies sold ~ sold, units, sales = int 5 90000 skew | sales, units sold
genre ~ subject, category = cat Fiction, Crime, Biography, Cooking, Travel, Poetry | subject
bestseller ~ is bestseller = flag | top seller
-- authors, writers on author
author ~ name, author name, writer
born ~ birth year, year of birth = year 1930 1998 | birth year
nationality ~ country, from = cat @country | home country
books written ~ works, no books = int 1 60 skew | number of works
agent ~ represented by = cat? @last | representative

== art_collection | art | artworks, collection, paintings
inventory no ~ inv no, object id, Inv. = code ##.### | object number
title ~ work, name = text title | name of the work
artist ~ painter, by = cat @person | painter
medium ~ technique, material = cat Oil, Watercolor, Bronze, Print, Photograph, Ink | technique
year made ~ year, created = year? 1650 2020 | year of creation
height [cm|cm] ~ h = float 8 320 1 skew | how tall
width [cm|cm] ~ w = float 8 400 1 skew | how wide
value [$|usd] ~ insured value, valuation = int? 500 900000 skew | worth, insured sum
room ~ gallery, location = cat East Wing, West Wing, Depot, Hall, Loan | gallery
acquired ~ acquisition date, bought = date 1960-2023 | purchase date
on display ~ displayed, shown = flag | shown
keywords ~ subjects, tags = list portrait, landscape, animals, city, sea, abstract | subjects

== tv_ratings | television | tv, programmes, broadcasts, viewing
programme ~ show, program = cat Evening News, Quiz Night, Crime Scene, Cook Off, Match Live, Late Show | show
channel ~ network, station = cat One, Two, City TV, Sports 1, Kids | network, station
aired ~ date, broadcast date = date 2022-2024 sorted | day of broadcast
starts ~ start time, time = text clock | beginning
viewers [k|k] ~ audience, viewers thousand = int 20 9000 skew | audience, people watching
market share [%|pct] ~ share, shr = float 0.5 42 1 skew | share of viewers
minutes ~ duration, length = int 5 180 | duration
season ~ season no, series = int? 1 14 | series number
genre ~ type = cat News, Drama, Quiz, Sport, Comedy, Reality | type of show
live ~ is live = flag | not recorded
repeat ~ rerun = cat first run, repeat | shown before

== wines | wine | wines, tasting, cellar, bottles
wine ~ name, label = text title | name of the wine, bottle
grape ~ variety, grape variety = cat Merlot, Riesling, Pinot Noir, Syrah, Chardonnay, Malbec | variety
region ~ area, appellation = cat Douro, Rioja, Mosel, Tuscany, Barossa, Mendoza, Loire | area
vintage ~ year, harvest = year 1990 2022 | year
points ~ score, rating, Pts = int? 78 100 normal | score, rating
price [€|eur] ~ cost, bottle price = float? 4 320 2 skew | cost
alcohol [%|pct] ~ abv, vol = float 9 15.5 1 normal | strength
color ~ type, style = cat red, white, rosé, sparkling | type of wine
bottles ~ stock, qty = int 0 240 skew | stock, number of bottles
taster ~ critic, reviewer = cat @last | critic
notes ~ aroma, flavours = list cherry, oak, citrus, honey, pepper, vanilla | taste
organic ~ is organic, bio = flag | ecological
-- regions, areas, appellations on region
region ~ area, name, wine region
country ~ nation = cat @country | nation
vineyards [ha|ha] ~ area ha, hectares = int 200 90000 skew | planted area
climate ~ weather = cat cool, warm, hot, maritime | weather
wineries ~ producers, no wineries = int 12 900 skew | producers

== social_posts | social media | posts, social, feed
post id ~ id, post = id 70000 | post number
account ~ user, handle, profile = cat @first | user, profile
posted at ~ created, timestamp = stamp 2023-2024 sorted | time of posting
platform ~ network, site = cat Chirp, Picto, Faces, Clips, Threadly | network
likes ~ like count, hearts = int 0 9000 skew | hearts, reactions
shares ~ reposts, retweets = int? 0 900 skew | reposts, how often it was shared
comments ~ replies, comment count = int 0 400 skew | replies
hashtags ~ tags = list fun, travel, food, news, art, sport | tags
followers ~ follower count = numtext plain 50 900000 | fans, audience
media ~ post type, content = cat photo, video, text, link, poll | type of post
paid ~ sponsored, is ad = flag | sponsored
"""
