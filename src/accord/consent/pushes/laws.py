"""The laws that let something be told without asking, as data: they age, and an agency's counsel checks them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from accord.consent.vocabulary import PushBasis

LAWS = Path(__file__).parent / "laws.toml"


@dataclass(frozen=True)
class Law:
    """``where``: a province or territory, or CA. ``source`` is where it was read, empty for what nobody has looked up;
    ``verified_on`` when counsel checked it.
    """

    code: str
    where: str
    name_en: str
    name_fr: str
    bases: tuple[str, ...]
    source: str = ""
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    verified_on: dt.date | None = None

    @property
    def name(self) -> str:
        return self.name_fr if (get_language() or "en").startswith("fr") else self.name_en

    def serves(self, basis: PushBasis | str) -> bool:
        return basis in self.bases


@cache
def laws() -> Mapping[str, Law]:
    """By code, in the order of the file."""
    told = tomllib.loads(LAWS.read_text(encoding="utf-8"))["law"]
    return {each["code"]: Law(**{**each, "bases": tuple(each["bases"])}) for each in told}


def by_place(on: dt.date, first: str = "") -> Mapping[str, list[Law]]:
    """Those in force, by province: ``first`` its own, then Canada's, then the others' in the order of the file."""
    found: dict[str, list[Law]] = {place: [] for place in (first, "CA") if place}
    for law in in_force(on):
        found.setdefault(law.where, []).append(law)
    return {place: held for place, held in found.items() if held}


def in_force(on: dt.date) -> list[Law]:
    return [
        law for law in laws().values()
        if (law.effective_from or on) <= on <= (law.effective_to or on)
    ]  # fmt: skip
