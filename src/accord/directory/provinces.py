"""Where a place is, as far as its own words say: province, postal area, time zone.

Facts of Canada alone (``provinces.toml``); a place elsewhere has no province here, and nothing is guessed for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from accord.linkage.folding import words

EVERYWHERE = "CA"  # stands among a service's provinces where it serves the whole country
POSTAL = re.compile(r"\b([ABCEGHJ-NPRSTVXY]\d[A-Z])[ -]?(\d[A-Z]\d)?\b", re.IGNORECASE)
COUNTRY = {"canada", "canadawide", "national", "nationwide", "pancanadien"}


@dataclass(frozen=True)
class Province:
    """``letters``: the first letters of its postal codes."""

    code: str
    en: str
    fr: str
    letters: str
    zone: str
    towns: tuple[str, ...]


@cache
def provinces() -> dict[str, Province]:
    """By the code of two letters."""
    said = tomllib.loads((files("accord.directory") / "provinces.toml").read_text(encoding="utf-8"))
    return {code: Province(code, **{**each, "towns": tuple(each["towns"])}) for code, each in said.items()}


@cache
def _by_name() -> dict[tuple[str, ...], str]:
    """Folded names and codes of the provinces."""
    return {words(name): code for code, each in provinces().items() for name in (each.en, each.fr, code)}


@cache
def _by_town() -> dict[tuple[str, ...], str]:
    return {words(town): code for code, each in provinces().items() for town in each.towns}


def province_named(said: str) -> str:
    """The code of a province that is named or abbreviated; empty for anything else."""
    return _by_name().get(words(said), "")


def province_of_town(said: str) -> str:
    return _by_town().get(words(said), "")


def province_of_postal(said: str) -> str:
    """By the first letter of the first postal code in the words."""
    found = POSTAL.search(said)
    letter = found[1][0].upper() if found else "?"
    return next((code for code, each in provinces().items() if letter in each.letters), "")


def postal_codes(said: str) -> list[str]:
    """Postal codes in the words, folded and in one run; the first half where only that stands."""
    return [f"{area}{rest}".lower() for area, rest in POSTAL.findall(said)]


def serves_everywhere(area: str) -> bool:
    return "".join(words(area)) in COUNTRY


def zone_of(codes: Iterable[str], otherwise: ZoneInfo) -> ZoneInfo:
    """The time of the first province that is known."""
    return next((ZoneInfo(provinces()[code].zone) for code in codes if code in provinces()), otherwise)
