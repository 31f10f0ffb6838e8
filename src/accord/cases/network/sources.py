"""What the picture is woven from: reports, and what partners disclosed, as sources of one shape."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.crypto import salted_hmac

from accord.linkage.network import Evidence
from accord.reports import places


@dataclass(frozen=True, slots=True)
class Named:
    """One record of a person: who a report, or a disclosure, says that there was. ``key`` is the record's own."""

    key: str
    row: uuid.UUID
    name: str
    role: str
    folded: tuple[str, str]  # given and family name, in plain letters
    aliases: tuple[str, ...] = ()
    born: date | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """An identifier as one source has it; ``form`` is what is compared, ``whose`` the key of its person or ""."""

    row: uuid.UUID
    kind: str
    form: str
    value: str
    context: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A report, or what one partner gave in one act.

    ``own``: a row of a dossier's own (not a disclosure), which has a page. ``agency`` gave it, or holds it.
    """

    key: str
    dossier_id: uuid.UUID
    row: uuid.UUID
    own: bool
    reference: str
    on: date
    agency: str
    city: str = ""
    city_other: str = ""
    scheme: str = ""
    source_grade: str = ""
    information_grade: str = ""
    caveat: str = ""
    persons: tuple[Named, ...] = ()
    values: tuple[Value, ...] = ()

    @property
    def stays(self) -> bool:
        """Given by a partner for the eyes of those who received it, and for nobody else."""
        return not self.own and self.caveat == "red"

    @property
    def grade(self) -> str:
        return self.source_grade + self.information_grade

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.on, self.reference, self.grade, self.key)

    @property
    def place(self) -> str:
        """What makes two cities the same one: the code, or the words that were typed."""
        known = known_city(self.city, self.city_other)
        return known.code if known else (self.city_other or self.city).strip().casefold()

    @property
    def city_label(self) -> str:
        known = known_city(self.city, self.city_other)
        return known.label if known else self.city_other or self.city


@lru_cache(maxsize=4096)
def known_city(code: str, typed: str) -> places.City | None:
    """The city of a code, or of what was typed where the list had none: a name, with or without its province."""
    return places.city(code) or places.find_city(typed) or places.find_city(code.replace("-", " "))


def public_id(dossier_id: uuid.UUID, node: str) -> str:
    """The name of a node on pages and in addresses: keyed, so that nobody can tell a telephone number from it."""
    return salted_hmac("accord.cases.network", f"{dossier_id} {node}", algorithm="sha256").hexdigest()[:16]
