"""Words of a text that say where something stands: addresses, postal codes, corners, named streets, points on a map.

For the listings of confidential services, where a sentence too many left out is a remark and one too few is a woman
found. So it rather sees an address too often; it knows Canada's and the United States' ways of writing them, in both
languages. It does not see what only a local would: "behind the arena".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

# Words that no street is named after, but that stand between a count and "street", "court" or "place" in prose.
PROSE = (
    "hours? hrs? heures? days? jours? weeks? semaines? months? mois years? yrs? ans beds? lits? rooms? chambres? women"
    " femmes men hommes youth jeunes people personnes persons? families familles? children enfants nights? nuits?"
    " am pm to until per for with from or and who is are be any percent dollars? sessions? steps? homeless"
    " staff minutes?"
    " pour par avec ou et qui est sont dans en"
).split()
COUNT = r"(?!24\s?/\s?7\b)\d{1,6}(?:\s*½|[-–/]\d{1,6}|\s?[a-z])?(?:\s+(?:bis|ter))?"
WORD = rf"(?!(?:{'|'.join(PROSE)})\b)[\w'’.-]+"
CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ][\w'’.-]*|\d{1,3}(?:st|nd|rd|th|e|ère|er)|[NSEWO]\.?)"
OF = r"(?:de\s+la\s+|de\s+l['’]|des\s+|du\s+|de\s+|d['’]|le\s+|la\s+|les\s+|l['’])?"

# Kinds of streets. The loose are everyday words as well: they count only beside names written with a capital.
ENGLISH = (
    r"street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|crescent|cres|highway|hwy|parkway|pkwy|sideroad|"
    r"expressway|causeway|esplanade|turnpike|townline"
)
ENGLISH_LOOSE = (
    r"court|ct|place|pl|square|sq|terrace|terr|way|trail|circle|cir|line|close|gate|grove|heights|hill|row|path|quay|"
    r"mews|loop|ridge|green|park|gardens|landing|ln|walk|point|plaza|alley"
)
FRENCH = r"rue|boulevard|boul|bd|avenue|av|chemin|ch|rang|montée|allée|impasse|ruelle|autoroute"
FRENCH_LOOSE = r"place|route|côte|croissant|terrasse|quai|promenade|cours|carré|sentier|traverse|passage"
NUMBERED = (
    r"(?:county|range|township|rural|regional|forest|state)\s+(?:road|route|rd)|highway|hwy|rang|concession|"
    r"sideroad|autoroute|interstate"
)
NO_STREET = (
    r"(?![-\s]?(?:involved|entrenched|youth|level|outreach|smart|people|drugs?|nurses?|work|life|based|health|"
    r"workers?)\b)"
)
STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA"
    " RI SC SD TN TX UT VT VA WA WV WI WY DC"
).split()
STATE = (
    rf"(?:(?-i:{'|'.join(STATES)})|Illinois|New\s+York|California|Michigan|Ohio|Washington|Minnesota|Maine|Vermont|"
    r"Texas)"
)


def _written(kinds: str, *less: str) -> str:
    """Kinds as a name has them: Street, STREET; never street."""
    names = [each for each in kinds.split("|") if each not in less]
    return f"(?-i:{'|'.join(each.title() for each in names)}|{'|'.join(each.upper() for each in names)})"


NUMBERED_STREETS = (
    # 123 King Street West; 12-B main st; 45 5th Avenue
    rf"(?<![\d.,$#/-]){COUNT},?\s+(?:{WORD}\s+){{1,4}}?(?:{ENGLISH})\b{NO_STREET}",
    rf"(?<![\d.,$#/-]){COUNT},?\s+(?:{CAPITAL}\s+){{1,4}}?{_written(ENGLISH_LOOSE)}\b",
    # 123, rue Principale; 4500 boul. Saint-Laurent; 12 place du Marché
    rf"(?<![\d.$#/-]){COUNT},?\s+(?:{FRENCH})\b\.?\s+{OF}{WORD}",
    rf"(?<![\d.$#/-]){COUNT},?\s+(?:{FRENCH_LOOSE})\b\s+{OF}{CAPITAL}",
    # 45, 5e Avenue; 102 3e Rang
    rf"(?<![\d.$#/-]){COUNT},?\s+\d{{1,3}}(?:e|ère|re)\s+(?:{FRENCH})\b",
    # rue Principale, 45
    rf"\b(?:{FRENCH})\b\.?\s+{OF}{CAPITAL}(?:\s+{OF}{CAPITAL}){{0,3}}\s*,?\s*(?:n[o°]\s*)?\d{{1,5}}\b",
    # County Road 12; rang 4; Highway 7
    rf"\b(?:{NUMBERED})\s+(?:n[o°]\s*)?\d{{1,4}}\b",
    rf"(?<![\d.,$#/-])\d{{1,6}},?\s+(?:{NUMBERED})\b\s+{WORD}",
)
NAMED_STREETS = (
    # located at 1161 South Bernardo: no word of a kind, but said to be where something is
    r"\b(?:located|situated|address|house|shelter|building|we\s+are|situ[ée]e?s?|adresse|maison)\s*"
    rf"(?:is\s+|est\s+)?(?:at\s+|au\s+|:\s*){COUNT},?\s+(?!(?:{'|'.join(PROSE)})\b){CAPITAL}",
    rf"\b(?:{CAPITAL}\s+){{1,3}}{_written(ENGLISH, 'st', 'dr')}\b{NO_STREET}",
    rf"\b(?:{CAPITAL}\s+){{1,3}}(?-i:St)\b(?=\s*(?:[,.;)]|$|(?:East|West|North|South|[EWNS])\b))",
    rf"\b(?:{FRENCH})\b\.?\s+{OF}{CAPITAL}",
)
CORNERS = (
    r"\b(?:corners?|intersection)\s+of\b",
    r"(?:\bà\s+l['’]|\bau\s+|\bl['’])(?:angle|coin|intersection)\s+(?:de|des|du|d['’])",
)
CODES = (
    r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z][ \-–]?\d[A-Z]\d\b",
    r"\b\d{5}-\d{4}\b(?!-)",
    rf"\b{STATE}\.?,?\s+\d{{5}}\b",
    r"\bzip(?:\s+code)?:?\s+\d{5}\b",
)
POINTS = (
    r"(?<![\d.])-?\d{1,2}\.\d{3,}°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}",
    r"\b\d{1,2}°\s?\d{1,2}['’′]",
    r"(?:maps\.(?:google|app|apple)|goo\.gl/maps|google\.[a-z.]{2,6}/maps|openstreetmap\.org|osm\.org|waze\.com|"
    r"bing\.com/maps|what3words\.com|w3w\.co|plus\.codes)\S*",
    r"///[a-zà-ÿ]+\.[a-zà-ÿ]+\.[a-zà-ÿ]+",
    r"(?-i:\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b)",
)


def _any(*patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for group in patterns for each in group), re.IGNORECASE)


EXACT = _any(NUMBERED_STREETS, CORNERS, CODES, POINTS)
LOOSE = _any(NUMBERED_STREETS, CORNERS, CODES, POINTS, NAMED_STREETS)
SENTENCE_END = re.compile(r"[.!?…](?=\s+[A-ZÀ-ÖØ-Þ«“\"(\d])|[;•|\n\r]|\s[-–—]\s")
ABBREVIATED = re.compile(
    r"\b(?:st|ste|ave|av|boul|blvd|bd|rd|dr|ch|app|apt|no|mr|mrs|ms|mme|m|dre|p\.m|a\.m)$", re.IGNORECASE
)


def says_where(text: str, *, is_name: bool = False) -> str:
    """The first words of a text that say where something stands; empty for none. In the name of a service or of an
    organization, a street alone is none: many are called after the street where they began."""
    found = (EXACT if is_name else LOOSE).search(text)
    return found[0].strip() if found else ""


def without(text: str, *, is_name: bool = False) -> str:
    """The text without the sentences that say where something stands."""
    pattern = EXACT if is_name else LOOSE
    kept, at = [], 0
    for start, end in _sentences(text, [found.span() for found in pattern.finditer(text)]):
        kept.append(text[at:start])
        at = end
    left = "".join([*kept, text[at:]])
    left = " ".join(left.split()) if at else text
    return "" if pattern.search(left) else left.strip(" ;•|–—") if at else left


def _sentences(text: str, found: list[Span]) -> Iterator[Span]:
    """Each sentence with a span in it, once, in their order; the end of a sentence within a span ends nothing."""
    ends = [
        each.end() for each in SENTENCE_END.finditer(text) if not ABBREVIATED.search(text[: each.start()])
    ]
    ends = [each for each in ends if not any(start < each < end for start, end in found)]
    last = 0
    for start, end in found:
        first = max((each for each in ends if each <= start), default=0)
        until = min((each for each in ends if each >= end), default=len(text))
        if until > last:
            yield max(first, last), until
            last = until
