"""What the three tests say, side by side. There is no field for a verdict, and nothing here may be given one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.support.screening.evidence import Reason
from accord.support.screening.instrument import IndicatorList, Instrument, Item, Kind, Population
from accord.support.screening.words import Words, said


class Standing(StrEnum):
    """Where an element stands. None of them says that something did not happen."""

    SUPPORTED = "supported"
    NOT_SHOWN = "not_shown"
    NOT_ASKED = "not_asked"

    @property
    def words(self) -> Words:
        return said(f"standings.{self.value}")


@dataclass(frozen=True)
class Element:
    """One element of one test.

    ``needed``: False where the law asks for none (the means, for a child). ``reasons``: answers that speak for it.
    ``also``: answers to consider with it that do not carry it alone, and what was only inferred.
    """

    code: str
    name: Words
    standing: Standing
    reasons: tuple[Reason, ...]
    also: tuple[Reason, ...]
    not_asked: tuple[Item, ...]
    needed: bool = True
    note: Words | None = None


@dataclass(frozen=True)
class OneTest:
    """``reading``: in words, what the answers speak for; ``reading_code`` names it for styling and for tests."""

    code: str
    title: Words
    rule: Words
    source: Words
    elements: tuple[Element, ...]
    reading_code: str
    reading: Words
    notes: tuple[Words, ...] = ()

    def element(self, code: str) -> Element:
        return next(element for element in self.elements if element.code == code)


@dataclass(frozen=True)
class ThreeTests:
    """Three tests on the same answers; they may differ, and each is right by its own rule.

    ``notice`` must be shown with them. ``cautions``: weights not checked or not signed off. ``not_asked``: items of the
    answered instruments. ``possible_closing``: words offering "no indicators" as a closing that a worker may choose,
    None while any answer speaks for anything; nothing chooses it by itself.
    """

    palermo: OneTest
    ilo: OneTest
    code: OneTest
    population: Population
    kind: Kind
    reference: Instrument
    weighed_by: IndicatorList
    notice: Words
    cautions: tuple[Words, ...]
    asked: int
    not_asked: tuple[Item, ...]
    possible_closing: Words | None

    @property
    def side_by_side(self) -> tuple[OneTest, OneTest, OneTest]:
        return self.palermo, self.ilo, self.code
