"""An invented country of services and persons. Shares that Statistics Canada counts are its; the others are ours.

Statistics Canada, residential facilities for victims of abuse: 2017/18, 428 of 552 short-term, about 15 beds in each;
2022/23, a third of the facilities turned somebody away on the day of the count, 82 % of them because they were full.
Here most services are full, so that the list cannot be met: how many have a place free is a parameter.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from accord.places.fit import Kind, Offer, Seeker

NOW = datetime(2026, 1, 15, 21, tzinfo=UTC)
LONG_TERM = 124 / 552
FREE = 0.17  # of the services; with 2,000 persons before 5,000 services about a third then go without

# Town, province, degrees, thousands of people (rounded), share of people who speak French.
TOWNS = (
    ("Toronto", "ON", 43.65, -79.38, 6200, 0.03), ("Montréal", "QC", 45.50, -73.57, 4290, 0.85),
    ("Vancouver", "BC", 49.28, -123.12, 2640, 0.02), ("Calgary", "AB", 51.05, -114.07, 1480, 0.02),
    ("Edmonton", "AB", 53.55, -113.49, 1420, 0.03), ("Ottawa", "ON", 45.42, -75.70, 1130, 0.35),
    ("Winnipeg", "MB", 49.90, -97.14, 835, 0.06), ("Québec", "QC", 46.81, -71.21, 840, 0.98),
    ("Hamilton", "ON", 43.26, -79.87, 785, 0.03), ("Kitchener", "ON", 43.45, -80.49, 575, 0.02),
    ("London", "ON", 42.98, -81.25, 545, 0.02), ("Halifax", "NS", 44.65, -63.58, 465, 0.05),
    ("Gatineau", "QC", 45.48, -75.65, 350, 0.88), ("Windsor", "ON", 42.30, -83.02, 420, 0.04),
    ("Saskatoon", "SK", 52.13, -106.67, 315, 0.03), ("Regina", "SK", 50.45, -104.62, 250, 0.03),
    ("Sherbrooke", "QC", 45.40, -71.89, 225, 0.95), ("Saguenay", "QC", 48.43, -71.07, 160, 0.99),
    ("Moncton", "NB", 46.09, -64.77, 157, 0.45), ("Sudbury", "ON", 46.49, -81.00, 170, 0.28),
    ("Thunder Bay", "ON", 48.38, -89.25, 123, 0.05), ("St. John's", "NL", 47.56, -52.71, 212, 0.02),
    ("Charlottetown", "PE", 46.24, -63.13, 78, 0.07), ("Whitehorse", "YT", 60.72, -135.06, 32, 0.12),
    ("Yellowknife", "NT", 62.45, -114.37, 22, 0.08),
)  # fmt: skip
SHORT = {Kind.EMERGENCY: 40, Kind.TRANSITION: 30, Kind.YOUTH: 11, Kind.SAFE_HOUSE: 4, Kind.INDIGENOUS: 6,
         Kind.HOTEL_VOUCHER: 4, Kind.DETOX: 5}  # fmt: skip
LONG = {Kind.SECOND_STAGE: 65, Kind.SUPPORTIVE_LONG_TERM: 35}
TONGUES = ("es", "zh", "ar", "pa", "tl", "vi", "uk", "ro", "hu", "ti")
ASKED = ((), (), (), (Kind.EMERGENCY, Kind.TRANSITION, Kind.SAFE_HOUSE), (Kind.SECOND_STAGE, Kind.SUPPORTIVE_LONG_TERM),
         (Kind.SAFE_HOUSE, Kind.TRANSITION), (Kind.DETOX, Kind.EMERGENCY))  # fmt: skip
YOUNG = ((), (), (Kind.YOUTH, Kind.SAFE_HOUSE), (Kind.YOUTH, Kind.EMERGENCY))


def country(services: int, persons: int, seed: int, free: float = FREE) -> tuple[list[Offer], list[Seeker]]:
    """Return offers and seekers; a ``free`` share of the services has a place."""
    lots = Random(seed)
    return [_offer(at, lots, free) for at in range(services)], [_seeker(lots) for _at in range(persons)]


def _one_of(lots: Random, shares: dict[Kind, int]) -> Kind:
    return lots.choices(list(shares), list(shares.values()))[0]


def _town(lots: Random) -> tuple[str, float, float, float]:
    _name, province, latitude, longitude, _people, french = lots.choices(TOWNS, [town[4] for town in TOWNS])[
        0
    ]
    return province, latitude + lots.gauss(0, 0.15), longitude + lots.gauss(0, 0.2), french


def _languages(lots: Random, french: float, more: float) -> tuple[str, ...]:
    said = ["fr"] if lots.random() < french else []
    if not said or lots.random() < 0.5:
        said.append("en")
    return (*said, *(tongue for tongue in TONGUES if lots.random() < more))


def _perhaps(lots: Random, unsaid: float, value: Any) -> Any:
    return None if lots.random() < unsaid else value


def _offer(at: int, lots: Random, free: float) -> Offer:
    kind = _one_of(lots, LONG if lots.random() < LONG_TERM else SHORT)
    province, latitude, longitude, french = _town(lots)
    youth = kind == Kind.YOUTH
    known = lots.random() < 0.8
    takes_minors = lots.random() < 0.25
    return Offer(
        id=at,
        kind=kind,
        free=1 + min(5, int(lots.expovariate(0.9))) if lots.random() < free else 0,
        age_min=(12 if youth else 16 if takes_minors else 18) if known else None,
        age_max=(lots.choice((17, 24, 24)) if youth else None) if known else None,
        genders=lots.choices((("women",), ("women", "trans", "non_binary"), ("men",), ()), (40, 30, 8, 22))[
            0
        ],
        languages=_languages(lots, french, 0.04) if lots.random() < 0.9 else (),
        children=_perhaps(lots, 0.2, kind not in (Kind.YOUTH, Kind.DETOX) and lots.random() < 0.6),
        most_people=_perhaps(lots, 0.3, lots.choice((1, 1, 2, 4, 5))),
        pets=_perhaps(lots, 0.4, lots.random() < 0.15),
        accessibility=("wheelchair",) if lots.random() < 0.35 else lots.choice(((), ("hearing",))),
        substance_use=lots.choices(("", "welcome", "not_on_site", "abstinence"), (25, 25, 30, 20))[0],
        province=province,
        latitude=round(latitude, 2),
        longitude=round(longitude, 2),
        reported_at=_perhaps(lots, 0.1, NOW - timedelta(hours=min(200.0, lots.expovariate(1 / 9)))),
    )


def _seeker(lots: Random) -> Seeker:
    province, latitude, longitude, french = _town(lots)
    minor = lots.random() < 0.24
    age = lots.randint(13, 17) if minor else min(75, 18 + int(lots.expovariate(1 / 12)))
    gender = lots.choices(("women", "men", "trans", "non_binary", ""), (80, 7, 5, 3, 5))[0]
    with_children = not minor and gender == "women" and lots.random() < 0.3
    return Seeker(
        age=_perhaps(lots, 0.1, age),
        minor=minor,
        gender=gender,
        languages=_languages(lots, french, 0.05),
        children=lots.choice((1, 1, 2, 3)) if with_children else 0,
        pets=lots.random() < 0.08,
        accessibility=("wheelchair",) if lots.random() < 0.05 else (),
        substance_use=lots.choices(("", "none", "uses"), (40, 35, 25))[0],
        kinds=lots.choice(YOUNG if minor else ASKED),
        province=province,
        latitude=round(latitude, 2),
        longitude=round(longitude, 2),
        waiting_since=NOW - timedelta(hours=min(1500.0, lots.expovariate(1 / 120))),
    )
