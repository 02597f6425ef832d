"""Words that cells and invented labels are made of. All invented or common knowledge; no data set was read."""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split(","))


ACRONYMS = frozenset(
    _words(
        """id gdp bmi url kwh ph co2 gpa ip os ctr cpc cpm nps eur usd gbp sku vat isbn imo uv rpm mpg hp cpu gpu ram gb
        mb
    ms iq km kg cm mm kw mw pm aqi tv hr dob zip gc rna dna api http db eta pos roi"""
    )
)

INVENTED = _words(
    """alpha anchor arc ash axis band bark base batch beam belt bin blend bolt branch bridge cap carbon cargo cell
    chain chalk charge clay clip cloud coil core cove crest crown cube curve dash deck delta depth dial disc
    drift drum dune dust edge ember epoch fable fern fiber field flag flux foam fold forge frame frost gate
    gauge gem glide grain grid grove gust halo hatch haze heap helm hinge hook hub index ink ivory jet joint
    keel kernel kiln knot lace lane latch leaf ledge level lever lime link loop lot lumen lure mark mast maze
    mesh mint mode mold moss nest node notch oak orbit origin panel patch peak pebble phase pier pin pivot plank
    plume point pole port prism probe pulse quartz quill quota rack rail ramp range reed reef relay ridge rim
    ring root rope rotor rune sail salt scale seam seed shard shell shift shore signal silo slab slope slot
    socket span spark spike spool spur stack staff stage stem step stone strand stripe surge swell tag tally
    tank tape tide tier tile token tone torch trace track trail tray trim trunk tube tuft turf twig unit valve
    vane vault vein vent vial wave wedge weld wheel wick yard yarn zone"""
)

FIRST = _words(
    """Ana Bruno Chen Dina Emil Fatima Gita Hugo Ines Jonas Kavya Luca Mei Nadia Oskar Priya Quentin Rosa Samir Tara
    Ulrich Vera Wen Ximena Yusuf Zoe Aisha Boris Clara Dmitri Elif Felix Grace Hana Ivan Julia Kenji Lena Marco
    Noor Olga Pablo Rafael Sofia Tomas Uma Viktor Wanda Yara Zane Amara Bilal Chloe Diego Esther Farid Greta
    Henrik Isla Jamal Kofi Liam Maya Nils Omar Petra Ravi Sara Theo Willa"""
)

LAST = _words(
    """Abbott Almeida Andersen Banerjee Becker Bianchi Carvalho Castillo Chowdhury Cohen Costa Dubois Eriksen Fischer
    Fontaine Garcia Gomez Gupta Haddad Hansen Hughes Ibrahim Ito Ivanova Jansen Johnson Kaya Keller Khan Kim
    Kowalski Lambert Larsen Lee Lopez Mahmoud Martin Mendes Meyer Moreau Murphy Nakamura Nguyen Novak O'Brien
    Okafor Olsen Park Patel Pereira Petrov Popescu Quinn Ramos Reyes Rossi Sato Schmidt Silva Singh Smith
    Sokolov Suzuki Tanaka Torres Vargas Walker Wang Weber Yilmaz Zhang Zimmer"""
)


VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "city": _listed(
        """Lisbon, Porto, Madrid, Seville, Paris, Lyon, Nantes, Berlin, Hamburg, Munich, Vienna, Graz, Zurich, Basel,
        Milan, Turin, Naples, Oslo, Bergen, Stockholm, Malmo, Helsinki, Warsaw, Krakow, Prague, Brno, Budapest,
        Athens, Istanbul, Ankara, Cairo, Lagos, Nairobi, Accra, Cape Town, Mumbai, Pune, Delhi, Chennai, Tokyo,
        Osaka, Kyoto, Seoul, Busan, Taipei, Hanoi, Manila, Jakarta, Sydney, Perth, Auckland, Toronto, Montreal,
        Vancouver, Boston, Chicago, Denver, Seattle, Austin, Miami, New York, San Diego, Mexico City, Bogota,
        Lima, Quito, Santiago, Buenos Aires, Recife, Sao Paulo, Leeds, Bristol, Dublin, Cork, Glasgow"""
    ),
    "country": _listed(
        """Argentina, Australia, Austria, Belgium, Brazil, Canada, Chile, China, Colombia, Croatia, Denmark, Egypt,
        Estonia, Finland, France, Germany, Ghana, Greece, Hungary, India, Indonesia, Ireland, Italy, Japan,
        Kenya, Malaysia, Mexico, Morocco, Netherlands, New Zealand, Nigeria, Norway, Peru, Poland, Portugal,
        Romania, Senegal, Singapore, South Africa, South Korea, Spain, Sweden, Switzerland, Thailand, Turkey,
        United Kingdom, United States, Uruguay, Vietnam"""
    ),
    "code": _listed(
        "AR, AU, AT, BE, BR, CA, CL, CN, DE, DK, EG, ES, FI, FR, GB, GR, IE, IN, IT, JP, KE, MX, NL, NO, PL, US"
    ),
    "state": _listed(
        """Alabama, Arizona, California, Colorado, Florida, Georgia, Idaho, Illinois, Iowa, Kansas, Maine, Michigan,
        Montana, Nevada, New Jersey, New Mexico, Ohio, Oregon, Texas, Utah, Vermont, Virginia, Washington,
        Wisconsin"""
    ),
    "region": _listed("North, South, East, West, Central, Northeast, Southwest, Coastal, Highlands, Islands"),
    "continent": _listed("Africa, Asia, Europe, North America, South America, Oceania"),
    "weekday": _listed("Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
    "month": _listed("Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec"),
    "quarter": _listed("Q1, Q2, Q3, Q4"),
    "color": _listed("red, blue, green, black, white, grey, yellow, orange, purple, brown, silver, beige"),
    "currency": _listed("EUR, USD, GBP, JPY, CHF, INR, BRL, SEK, CAD, AUD"),
    "language": _listed(
        "English, French, German, Spanish, Portuguese, Italian, Hindi, Arabic, Mandarin, Japanese, Korean"
    ),
    "department": _listed(
        "Sales, Marketing, Finance, HR, IT, Legal, Operations, Research, Support, Design, Logistics, Quality"
    ),
    "first": FIRST,
    "last": LAST,
    "person": tuple(f"{first} {last}" for first, last in zip(FIRST, LAST, strict=False)),
    "company": _listed(
        """Acorn Labs, Bluefin Ltd, Cedar & Sons, Delta Works, Evergreen Co, Foxglove Inc, Granite Group, Harbor Foods,
        Ironbridge, Juniper Tech, Kestrel Air, Lumen Energy, Maple Trade, Northwind Tools, Oakline, Pinecrest,
        Quarry Media, Redstone Bank, Silverleaf, Tidewater, Umbra Soft, Valley Motors, Westgate, Xenon Parts,
        Yellowtail, Zephyr Logistics"""
    ),
    "team": _listed(
        """Falcons, Lions, Tigers, Rovers, United, Athletic, Wanderers, Comets, Sharks, Bears, Eagles, Wolves, Dynamos,
        Rangers, Hornets, Pirates, Storm, Giants"""
    ),
    "street": _listed(
        """Oak Street, Mill Lane, Station Road, High Street, River Road, Church Street, Park Avenue, King Street, Elm
        Court, Garden Way, Harbour View, Lake Drive, Market Square, North Terrace, Queen Street, School Lane,
        Union Street"""
    ),
    "adjective": _listed(
        """Silent, Golden, Broken, Hidden, Little, Last, Endless, Bright, Frozen, Crimson, Lost, Wild, Quiet, Burning,
        Blue, Distant, Hollow, Sacred, Velvet, Paper, Electric, Secret, Winter, Summer, Midnight"""
    ),
    "noun": _listed(
        """River, Garden, Mirror, Station, Harbor, Forest, Letter, Shadow, Mountain, Island, Clock, Road, Window, Ocean,
        Song, Crown, Bridge, Winter, Empire, Machine, Lantern, Voyage, Desert, Promise, Orchard"""
    ),
    "product": _listed(
        """Desk Lamp, Office Chair, Water Bottle, Backpack, Notebook, Headphones, Keyboard, Mouse Pad, Coffee Mug,
        Tea Pot,
        Bread Knife, Cutting Board, Yoga Mat, Rain Jacket, Wool Socks, Running Shoes, Phone Case, USB Cable,
        Power Bank, Monitor Stand, Wall Clock, Picture Frame, Floor Rug, Candle Set, Garden Hose, Tool Box, Bike
        Light, Tent, Sleeping Bag"""
    ),
    "comment": _listed(
        """Great service, very slow delivery, would buy again, broken on arrival, OK for the price, excellent quality,
        not
        as described, friendly staff, too expensive, works as expected, needs repair, called back twice,
        awaiting reply, customer not home, left at reception, see attached note, refund requested, second visit
        needed, duplicate of earlier, checked and approved, minor damage, paid in cash, to be confirmed, no
        issues found"""
    ),
    "domain": _listed("example.com, mail.test, acme.example, school.example, shop.example, example.org"),
    "page": _listed(
        "/home, /pricing, /blog, /about, /login, /signup, /docs, /cart, /checkout, /search, /account, /contact"
    ),
}
