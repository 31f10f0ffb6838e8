"""All fields of a pair at once: the vector of levels that weights are laid on."""

from __future__ import annotations

from typing import NamedTuple

from accord.linkage.compare.date import BirthDate
from accord.linkage.compare.identifiers import Identifiers
from accord.linkage.compare.loose import Loose
from accord.linkage.compare.names import Names
from accord.linkage.compare.number import Number
from accord.linkage.compare.one import One
from accord.linkage.compare.postcode import Postcode
from accord.linkage.compare.run import Run
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.payload import layout


class Levels(NamedTuple):
    """Level of each field of ``levels.FIELDS`` in that order, then how the names met and which identifiers."""

    given_name: int
    family_name: int
    date_of_birth: int
    city: int
    postal_code: int
    street_number: int
    street: int
    birth_place: int
    sex: int
    occupation: int
    email: int
    swapped: bool
    alias: bool
    identifiers: tuple[IdentifierKind, ...]

    def of_fields(self) -> tuple[int, ...]:
        """Return the levels alone, in the order of ``levels.FIELDS``."""
        return self[:11]


class Left:
    """A payload unpacked once, to be compared with many."""

    __slots__ = (
        "_birth_place",
        "_date",
        "_email",
        "_identifiers",
        "_number",
        "_occupation",
        "_postcode",
        "_sex",
        "_street",
        "city",
        "names",
    )  # fmt: skip

    def __init__(self, payload: bytes) -> None:
        """Unpack a payload; raises ValueError when it is none of ours or of another version."""
        if len(payload) not in layout.SIZES.values() or payload[0] != layout.VERSION:
            raise ValueError("not a payload of this version")
        self.names = Names(payload)
        self._date = BirthDate(payload)
        self.city = Run(payload, layout.CITY_AT)
        self._postcode = Postcode(payload)
        self._number = Number(payload)
        self._street = Loose(payload, layout.STREET_AT)
        self._birth_place = Loose(payload, layout.BIRTH_PLACE_AT)
        self._sex = One(payload, layout.SEX_AT)
        self._occupation = Loose(payload, layout.OCCUPATION_AT)
        self._email = Loose(payload, layout.EMAIL_AT)
        self._identifiers = Identifiers(payload)

    def levels(self, right: bytes) -> Levels:
        """Return the level of every field against another payload."""
        given, family, swapped, alias = self.names.levels(right)
        return Levels(
            given,
            family,
            self._date.level(right),
            self.city.level(right, layout.CITY_AT),
            self._postcode.level(right),
            self._number.level(right),
            self._street.level(right),
            self._birth_place.level(right),
            self._sex.level(right),
            self._occupation.level(right),
            self._email.level(right),
            swapped,
            alias,
            self._identifiers.shared(right),
        )
