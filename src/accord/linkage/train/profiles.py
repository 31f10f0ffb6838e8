"""Invented files of many kinds, to choose keys and rules by their mean and never by one file.

A profile says what a file knows of people and how badly it was written down: errors in a fifth or two fifths of
the fields, names in one field, only names and places, historical persons with few dates, persons with an e-mail.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from accord.linkage.measure.files import Row
from accord.linkage.person import Person
from accord.linkage.train.invent import Disturbance, Inventor, invented_name

NAMES = ("given_name", "family_name")
PLACE = ("city", "postal_code")
ADDRESS = ("street_number", "street", *PLACE)
_OCCUPATIONS = (
    "farmer labourer servant carpenter weaver writer painter politician clergyman soldier sailor merchant teacher"
    " physician lawyer engraver architect composer actor printer baker smith miner tailor shoemaker clerk engineer"
    " poet historian botanist chemist explorer banker bishop judge diplomat sculptor photographer cricketer nurse"
).split()
_MAIL = "mail.example post.example web.example".split()


@dataclass(frozen=True, slots=True)
class Profile:
    """``known``: fields of a person that the file has. ``copies``: rows a person in one file, from and to;
    (1, 1) makes two files to link, of which half the people are in both."""

    known: tuple[str, ...]
    mishaps: Disturbance = field(default_factory=Disturbance)
    copies: tuple[int, int] = (1, 1)
    one_field: bool = False
    historical: bool = False


_NONE = Disturbance(nickname=0.03, initial=0.02, swapped=0.02, moved=0.0, age_only=0.0, household=0.05)
_FIFTH = replace(_NONE, slip=0.2, missing=0.02, replaced=0.02)
_FIFTHS = replace(_NONE, slip=0.4, missing=0.02, replaced=0.03)
_DESK = replace(_NONE, slip=0.2, missing=0.15, swapped=0.08, wrong_date=0.3, replaced=0.02)

PROFILES: dict[str, Profile] = {
    "agencies": Profile((*NAMES, "date_of_birth", "sex", *ADDRESS)),
    "fifth": Profile((*NAMES, "date_of_birth", *PLACE), _FIFTH),
    "fifths": Profile((*NAMES, "date_of_birth", *PLACE), _FIFTHS),
    "places-fifth": Profile((*NAMES, *PLACE), _FIFTH),
    "places-fifths": Profile((*NAMES, *PLACE), _FIFTHS),
    "one-field": Profile(
        ("full_name", "date_of_birth", "city"), replace(_FIFTH, wrong_date=0.1), one_field=True
    ),
    "historical": Profile(
        ("full_name", "date_of_birth", "birth_place", "occupation", "postal_code"),
        replace(_NONE, slip=0.12, missing=0.04, replaced=0.04, wrong_date=0.15, household=0.1),
        (2, 8),
        one_field=True,
        historical=True,
    ),
    "contacts": Profile((*NAMES, "date_of_birth", "city", "email"), _DESK, (1, 6)),
    "doubles": Profile((*NAMES, "date_of_birth", *ADDRESS), replace(_FIFTH, missing=0.1), (1, 4)),
    "families": Profile((*NAMES, "date_of_birth", *ADDRESS), Disturbance(household=0.6, slip=0.15)),
}


def rows_of(name: str, seed: int, count: int) -> tuple[list[Row], list[Row] | None]:
    """Return the rows of one file or two of about ``count`` rows each, shuffled, with their true entity."""
    profile, random = PROFILES[name], Random(f"{name} {seed}")
    inventor = Inventor(seed, profile.mishaps)
    writer = _Writer(profile, inventor, random)
    if profile.copies == (1, 1):
        people = [writer.completed(one) for one in inventor.people(count + count // 2)]
        left = [Row(writer.row(person, clean=True), str(at)) for at, person in enumerate(people[:count])]
        right = [Row(writer.row(person), str(at)) for at, person in enumerate(people) if at >= count // 2]
        random.shuffle(right)
        return left, right
    rows: list[Row] = []
    for at, drawn in enumerate(inventor.people(count)):
        person = writer.completed(drawn)
        copies = random.randint(*profile.copies)
        rows += [Row(writer.row(person, clean=not copy), str(at)) for copy in range(copies)]
        if len(rows) >= count:
            break
    random.shuffle(rows)
    return rows, None


class _Writer:
    """Writes persons down as a profile has it."""

    def __init__(self, profile: Profile, inventor: Inventor, random: Random) -> None:
        self._profile = profile
        self._inventor = inventor
        self._random = random
        self._villages = [invented_name(random) for _ in range(300)]

    def completed(self, person: Person) -> Person:
        """Return the person with what the profile needs beyond names, date and address."""
        random, known = self._random, self._profile.known
        extra: dict[str, Any] = {}
        if self._profile.historical and person.date_of_birth:
            born = person.date_of_birth
            extra["date_of_birth"] = date(born.year - 130, born.month, min(born.day, 28))
        if "birth_place" in known:
            extra["birth_place"] = person.city if random.random() < 0.6 else random.choice(self._villages)
            extra["occupation"] = _OCCUPATIONS[int(len(_OCCUPATIONS) * random.random() ** 2)]
        if "email" in known:
            name = random.choice((person.given_name, person.given_name[:1] + ".")) + person.family_name
            mail = f"{name}{random.randrange(100)}@{invented_name(random)}.{random.choice(_MAIL)}"
            extra["identifiers"] = (("email", mail.replace(" ", "")),)
        return replace(person, **extra)

    def row(self, person: Person, *, clean: bool = False) -> Person:
        """Return one sight of the person; a clean one has no mishaps but what the kind of file lacks."""
        random, known = self._random, self._profile.known
        seen = person if clean else self._inventor.again(person)
        mail = person.identifiers
        if mail and not clean:
            kind, value = mail[0]
            gone = random.random() < 0.25
            wrong = random.random() < self._profile.mishaps.slip
            mail = () if gone else ((kind, self._inventor.slip(value) if wrong else value),)
        seen = replace(seen, identifiers=mail)
        if self._profile.one_field:
            seen = replace(seen, full_name=self._in_one(seen), given_name="", family_name="")
        if self._profile.historical:
            seen = self._aged(seen)
        blank: dict[str, Any] = {name: "" for name in (*NAMES, *ADDRESS, "sex") if name not in known}
        born: dict[str, Any] = (
            {} if "date_of_birth" in known else {"date_of_birth": None, "year_of_birth": None}
        )
        return replace(seen, **blank, **born)

    def _in_one(self, person: Person) -> str:
        given, family = person.given_name, person.family_name
        middle = self._random.choice(("", "", "", "james ", "mary ", "j. "))
        order = self._random.random()
        if self._profile.historical:
            title = "sir " if order < 0.08 else ""
            style = f", 1st baron {family}" if 0.08 <= order < 0.12 else ""
            return f"{title}{given} {middle}{family}{style}".strip()
        if order < 0.5:
            return f"{given} {middle}{family}".strip()
        return f"{family}, {given} {middle}".strip() if order < 0.85 else f"{family} {given}".strip()

    def _aged(self, person: Person) -> Person:
        """Forget most dates, as old registers do (two fifths unknown, three tenths the year alone), and a third
        of places and occupations."""
        for name in ("birth_place", "occupation", "postal_code"):
            if self._random.random() < 0.3:
                gone: dict[str, Any] = {name: ""}
                person = replace(person, **gone)
        chance, born = self._random.random(), person.date_of_birth
        if born is None or chance < 0.4:
            return replace(person, date_of_birth=None, year_of_birth=None)
        return replace(person, date_of_birth=date(born.year, 1, 1)) if chance < 0.7 else person
