"""Answers counted by dimension, by phase or as a whole. Without weights there are counts, never a score."""

from __future__ import annotations

from dataclasses import dataclass

from accord.support.screening.bands import Band, Bands, Counts
from accord.support.screening.evidence import Evidence, Reason
from accord.support.screening.instrument import IndicatorList, Instrument, Item, Section, Strength
from accord.support.screening.words import said


@dataclass(frozen=True)
class Tally:
    """One heading's answers. ``asked``: items with any answer, a refusal too. ``band``: None where nothing is reached
    or the instrument has no levels."""

    section: Section
    counts: Counts
    band: Band | None
    asked: int
    reasons: tuple[Reason, ...]
    inferred: tuple[Reason, ...]
    not_asked: tuple[Item, ...]


def tallies(
    evidence: Evidence, instrument: Instrument, chosen: IndicatorList | None = None, *, by: str = "dimension"
) -> tuple[Tally, ...]:
    """``by``: dimension, phase or whole; an item of two phases stands under both. ``chosen``: whose weights count."""
    items = instrument.on_list(chosen)
    bands = instrument.bands if instrument.bands and instrument.bands.over == by else None
    return tuple(
        _tally(evidence, instrument, chosen, section, inside, bands)
        for section, inside in grouped(instrument, items, by)
    )


def grouped(
    instrument: Instrument, items: tuple[Item, ...], by: str
) -> tuple[tuple[Section, tuple[Item, ...]], ...]:
    """The items under their headings, in the instrument's order. Items without a heading come last, under its title."""
    headings = {"dimension": instrument.dimensions, "phase": instrument.phases, "whole": ()}[by]
    under = {
        "dimension": lambda item: (item.dimension,),
        "phase": lambda item: item.phases,
        "whole": lambda _item: (),
    }[by]
    groups = [(each, tuple(item for item in items if each.code in under(item))) for each in headings]
    placed = {item.id for _section, inside in groups for item in inside}
    rest = tuple(item for item in items if item.id not in placed)
    if rest:
        title = said("tests.other_items") if groups else instrument.title
        groups.append((Section("", title), rest))
    return tuple((section, inside) for section, inside in groups if inside)


def _tally(
    evidence: Evidence, instrument: Instrument, chosen: IndicatorList | None, section: Section,
    items: tuple[Item, ...], bands: Bands | None,
) -> Tally:  # fmt: skip
    reasons = tuple(reason for item in items if (reason := evidence.counting(instrument, item)))
    counts = _counts([reason.item.weights.get(chosen.code) if chosen else None for reason in reasons], bands)
    return Tally(
        section=section,
        counts=counts,
        band=bands.reached(counts) if bands and chosen else None,
        asked=sum(bool(evidence.about(instrument, item)) for item in items),
        reasons=reasons,
        inferred=tuple(reason for item in items if (reason := evidence.inferred(instrument, item))),
        not_asked=tuple(item for item in items if not evidence.about(instrument, item)),
    )


def _counts(weights: list[Strength | float | None], bands: Bands | None) -> Counts:
    values = bands.values if bands else {}
    return Counts(
        strong=weights.count(Strength.STRONG),
        medium=weights.count(Strength.MEDIUM),
        weak=weights.count(Strength.WEAK),
        total=sum(
            values.get(weight, 0.0) if isinstance(weight, Strength) else weight
            for weight in weights
            if weight is not None
        ),
        answers=len(weights),
    )
