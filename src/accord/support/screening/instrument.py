"""A screening instrument as data: its questions, in both languages, what each may speak for, and whence it comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from accord.support.screening.bands import Bands
from accord.support.screening.words import Words

NONE: Mapping[str, object] = MappingProxyType({})


class Population(StrEnum):
    """Whom a list or a test is for; the line is the 18th birthday (Palermo Protocol, art. 3 d)."""

    ADULT = "adult"
    MINOR = "minor"


class Kind(StrEnum):
    """Which exploitation is asked about."""

    LABOUR = "labour"
    SEXUAL = "sexual"


class Strength(StrEnum):
    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Verified(StrEnum):
    """How well a fact is known: read in the source itself, in somebody's account of it, or recalled."""

    READ = "read"
    SECOND_HAND = "second_hand"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Section:
    """A dimension or a phase: a heading of the instrument."""

    code: str
    title: Words


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """Which items weigh how much for one population and one kind: adult labour, child sexual …"""

    code: str
    title: Words
    population: Population
    kind: Kind
    verified: Verified
    source: str


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator of another instrument that an answer feeds, at the version this instrument was written for."""

    code: str
    version: str
    item_id: str


@dataclass(frozen=True)
class Item:
    """One indicator. ``prompt`` is a question that may be asked aloud, and may always be skipped.

    ``weights``: list code → Strength or number (absent: not on that list).
    ``speaks_for``: elements of the tests that an answer speaks for, e.g. ``palermo.means``.
    ``weighs_with``: elements it may be considered with, without speaking for them by itself.
    """

    id: str
    text: Words
    prompt: Words
    dimension: str = ""
    phases: tuple[str, ...] = ()
    weights: Mapping[str, Strength | float] = field(default_factory=dict)
    speaks_for: frozenset[str] = frozenset()
    weighs_with: frozenset[str] = frozenset()
    feeds: tuple[Target, ...] = ()
    verified: Verified = Verified.NO
    source: str = ""


@dataclass(frozen=True)
class Instrument:
    """One version of one instrument. A screening keeps its ``code``, ``version``, ``fingerprint``."""

    code: str
    version: str
    title: Words
    population: str  # adult, minor or any
    kind: str  # labour, sexual or any
    items: tuple[Item, ...]
    source: str
    verified: Verified
    verified_on: date | None
    licence_note: Words
    bands: Bands | None = None
    lists: tuple[IndicatorList, ...] = ()
    dimensions: tuple[Section, ...] = ()
    phases: tuple[Section, ...] = ()
    signed_off_by: str = ""
    signed_off_on: date | None = None
    fingerprint: str = ""
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", MappingProxyType({item.id: item for item in self.items}))

    def item(self, item_id: str) -> Item:
        """Raises KeyError, saying which instrument lacks it."""
        try:
            return self._by_id[item_id]
        except KeyError:
            raise KeyError(f"{self.code} {self.version} has no item {item_id}") from None

    def list_for(self, population: Population, kind: Kind) -> IndicatorList | None:
        """The list to weigh by; None where the instrument has no weights for them."""
        fits = (each for each in self.lists if (each.population, each.kind) == (population, kind))
        return next(fits, None)

    def on_list(self, chosen: IndicatorList | None) -> tuple[Item, ...]:
        """The items of one list; all of them where there is none."""
        return tuple(item for item in self.items if chosen is None or chosen.code in item.weights)

    @property
    def needs_sign_off(self) -> bool:
        """Weights that nobody has checked against their source wait for a person who answers for them."""
        unsure = any(each.verified is not Verified.READ for each in self.lists)
        return unsure and not self.signed_off_by

    def signed(self, *, by: str, on: date) -> Instrument:
        """The same instrument with a sign-off that was kept elsewhere."""
        return replace(self, signed_off_by=by, signed_off_on=on)

    @property
    def order(self) -> tuple[int, ...]:
        """By which versions follow each other: 2009.2 before 2009.10."""
        return tuple(int(part) for part in self.version.split("."))
