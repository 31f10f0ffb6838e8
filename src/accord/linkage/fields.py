"""A person's fields in folded, comparable form: the plain side of everything that is keyed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accord.linkage.folding import fold
from accord.linkage.identifiers import IdentifierKind, NotUnderstood, normalise_identifier
from accord.linkage.names import Name, names_of
from accord.linkage.person import Person
from accord.linkage.street import split_number, street_name

MOST_IDENTIFIERS = 6
MOST_YEARS = 28
LONGEST_RUN = 40

_PLACEHOLDERS = frozenset(
    "unknown,unk,inconnu,inconnue,n/a,n.a.,s.o.,none,aucun,aucune,null,not stated,refused,non précisé,non précisée,"
    "no fixed address,sans domicile fixe,tbd,à déterminer,anonymous,anonyme".split(",")
)
"""What people type where they know nothing: two unknowns are not alike."""

_TEXTS = ("given_name", "family_name", "full_name", "sex", "street_number", "street", "city", "postal_code",
          "birth_place", "occupation")  # fmt: skip
_SEXES = {
    "m": "m male man boy homme h masculin garcon".split(),
    "f": "f female woman girl femme feminin fille w".split(),
}
_SEX_OF = {spelling: code for code, spellings in _SEXES.items() for spelling in spellings}


@dataclass(frozen=True, slots=True)
class Fields:
    """Folded values, empty where unknown. ``years`` is the inclusive range of the year of birth, only where
    there is no date; ``identifiers`` are (kind, form); ``email`` is the folded local part of the first address."""

    names: tuple[Name, ...]
    born: date | None
    years: tuple[int, int] | None
    sex: str
    number: str
    street: str
    city: str
    postal_code: str
    birth_place: str
    occupation: str
    identifiers: tuple[tuple[str, str], ...]
    email: str


def _without_placeholders(person: Person) -> Person:
    """Return the person with words such as ``unknown`` emptied, in texts and aliases."""
    blanks: dict[str, Any] = {
        name: "" for name in _TEXTS if getattr(person, name)[:40].strip().lower() in _PLACEHOLDERS
    }
    aliases = tuple(one for one in person.aliases if one[:40].strip().lower() not in _PLACEHOLDERS)
    return replace(person, **blanks, aliases=aliases) if blanks or aliases != person.aliases else person


def _born(person: Person) -> tuple[date | None, tuple[int, int] | None]:
    """Return (date, None) or (None, range of years).

    1 January is what registers and border posts write for whoever knows only a year: it counts as that year.
    """
    born = person.date_of_birth
    if born and (born.month, born.day) == (1, 1):
        return None, (born.year, born.year)
    return born, _years(person)


def _years(person: Person) -> tuple[int, int] | None:
    if person.date_of_birth or person.year_of_birth is None:
        return None
    low, high = sorted(person.year_of_birth)
    return (low, high) if high - low < MOST_YEARS else None  # "aged 18 to 60" says nothing


def _identifiers(person: Person) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for kind, value in person.identifiers[: 4 * MOST_IDENTIFIERS]:
        try:
            normal = normalise_identifier(kind, value)
        except NotUnderstood:
            continue
        found[(str(normal.kind), normal.form)] = None
    return tuple(found)[:MOST_IDENTIFIERS]


def _email(identifiers: tuple[tuple[str, str], ...]) -> str:
    """Return the folded local part of the first e-mail address: the part that people misspell and keep."""
    forms = (form for kind, form in identifiers if kind == IdentifierKind.EMAIL)
    return fold(next(forms, "").rpartition("@")[0])[:LONGEST_RUN]


def fields_of(person: Person) -> Fields:
    """Return a person's folded fields; never fails, whatever the text."""
    person = _without_placeholders(person)
    number, street = person.street_number, person.street
    if not fold(number):
        number, street = split_number(street)
    sex = fold(person.sex)
    born, years = _born(person)
    identifiers = _identifiers(person)
    return Fields(
        names=names_of(person),
        born=born,
        years=years,
        sex=_SEX_OF.get(sex, sex)[:LONGEST_RUN],
        number=fold(number).lstrip("0")[:LONGEST_RUN],
        street=street_name(street)[:LONGEST_RUN],
        city=fold(person.city)[:LONGEST_RUN],
        postal_code=fold(person.postal_code)[:LONGEST_RUN],
        birth_place=fold(person.birth_place)[:LONGEST_RUN],
        occupation=fold(person.occupation)[:LONGEST_RUN],
        identifiers=identifiers,
        email=_email(identifiers),
    )
