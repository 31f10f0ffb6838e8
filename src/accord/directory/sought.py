"""What a service is found by: its places' and its own words without accents, its provinces, its ways in.

Made from a record when it is written, so that finding is a look at one row. A confidential service is found by the
areas that it serves alone: of where it stands nothing is in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

from accord.directory.provinces import (
    EVERYWHERE,
    postal_codes,
    province_named,
    province_of_postal,
    province_of_town,
    serves_everywhere,
)
from accord.directory.records import Offer, Place
from accord.directory.vocabulary import Access
from accord.linkage.folding import words

SAME = {"sainte": "ste", "saint": "st", "street": "st", "avenue": "ave", "mount": "mt", "fort": "ft"}
STEMS = {
    Access.MOBILITY: "wheelchair ramp elevator mobility step.free accessible fauteuil rampe ascenseur",
    Access.HEARING: "deaf hearing sign.lang asl lsq sourd malentend",
    Access.SIGHT: "blind braille sight visual low.vision aveugle malvoyan visuel",
}
ACCESS = {
    code: re.compile(rf"\b(?:{'|'.join(stems.split())})", re.IGNORECASE) for code, stems in STEMS.items()
}
ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
DENIED = re.compile(r"\b(?:no|not|non|pas|without|sans|aucun\w*|inaccessible)\b", re.IGNORECASE)


def plain_words(said: str) -> list[str]:
    """Folded words, with one form for what is written in two: Sainte-Foy and Ste-Foy."""
    return [SAME.get(each, each) for each in words(ELIDED.sub(" ", said))]


def sought(offer: Offer) -> dict[str, str | list[str]]:
    """The columns of ``service`` that finding looks at."""
    places = [] if offer.confidential else offer.places
    whom = offer.whom
    stands = _line(_towns(places), offer.areas, postal_codes(" ".join(map(_postal, places))))
    return {
        "place_words": stands,
        "street_words": _line(f"{each.name} {each.street}" for each in places),
        "name_words": _line(
            (offer.name_en, offer.name_fr, offer.known_as, offer.provider.name_en, offer.provider.name_fr)
        ),
        "kind_words": _line(_kinds(offer), [f"at{word}" for word in stands.split()]),
        "own_words": _line(_pieces(offer.description_en), _pieces(offer.description_fr)),
        "more_words": _line(
            *map(_pieces, (whom.notes_en, whom.notes_fr, offer.application_en, offer.application_fr))
        ),
        "provinces": _provinces(places, offer.areas),
        "wholes": _wholes(offer.areas),
        "access": ways_in([*whom.accessibility, *(w for each in places for w in each.accessibility)]),
    }


def ways_in(said: Iterable[str]) -> list[str]:
    """Codes of ``Access`` that the words promise; a line that denies promises nothing."""
    lines = [each.replace("_", " ") for each in said if not DENIED.search(each)]
    return [code.value for code, pattern in ACCESS.items() if any(map(pattern.search, lines))]


def _kinds(offer: Offer) -> list[str]:
    """Tokens of what is said by codes; the words that mean them are in ``meanings.toml``."""
    whole = [("need", offer.needs), ("gender", offer.whom.genders), ("language", offer.languages)]
    return [f"{kind}{code}" for kind, codes in whole for code in codes]


def _line(*parts: Iterable[str]) -> str:
    """Words between spaces, each once, so that " montr" finds how a word begins and " on " a whole one."""
    found = dict.fromkeys(word for part in parts for text in part for word in plain_words(text))
    return f" {' '.join(found)} " if found else ""


def _towns(places: list[Place]) -> list[str]:
    """The town, and what stands after the street where a list writes the whole address in one."""
    return [text for each in places for text in (each.city, each.province, *each.street.split(",")[1:])]


def _postal(place: Place) -> str:
    return f"{place.postal_code} {place.street}"


def _pieces(text: str) -> list[str]:
    return wrap(text[:3000], 300)  # folding looks at no more of one text than a long name has


def _wholes(areas: list[str]) -> list[str]:
    """The provinces that are served as a whole, or the country."""
    found = [EVERYWHERE if serves_everywhere(each) else province_named(each) for each in areas]
    return list(dict.fromkeys(filter(None, found)))


def _provinces(places: list[Place], areas: list[str]) -> list[str]:
    found = [
        province_named(each.province) or province_of_postal(_postal(each)) or province_of_town(each.city)
        for each in places
    ]
    found += [province_of_town(each) for each in areas]
    return list(dict.fromkeys(filter(None, [*found, *_wholes(areas)])))
