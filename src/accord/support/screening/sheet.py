"""A prompt sheet to print: an instrument as sections of questions. Weights stay off it: no answer is fished for."""

from __future__ import annotations

from dataclasses import dataclass

from accord.support.screening.answers import State
from accord.support.screening.instrument import IndicatorList, Instrument
from accord.support.screening.tally import grouped
from accord.support.screening.words import Words, said


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    text: Words
    prompt: Words


@dataclass(frozen=True, slots=True)
class SheetSection:
    title: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``how``: what the worker keeps in mind, top of the page. ``boxes``: what each row can be ticked as."""

    title: Words
    version: str
    how: tuple[Words, ...]
    boxes: tuple[Words, ...]
    sections: tuple[SheetSection, ...]
    licence_note: Words
    source: str


def prompt_sheet(
    instrument: Instrument, chosen: IndicatorList | None = None, *, by: str | None = None
) -> Sheet:
    """``by``: dimension, phase or whole; by default what the instrument has. ``chosen``: only the items of that list.

    An item of two phases is printed once, under the first.
    """
    by = by or ("dimension" if instrument.dimensions else "phase" if instrument.phases else "whole")
    printed: set[str] = set()
    sections = []
    for section, items in grouped(instrument, instrument.on_list(chosen), by):
        rows = tuple(Row(item.id, item.text, item.prompt) for item in items if item.id not in printed)
        printed.update(row.id for row in rows)
        if rows:
            sections.append(SheetSection(section.title, rows))
    return Sheet(
        title=instrument.title,
        version=f"{instrument.code} {instrument.version}",
        how=tuple(said(f"sheet.{line}") for line in ("choice", "pace", "words", "nothing_sent")),
        boxes=(said("states.not_asked"), *(state.words for state in State)),
        sections=tuple(sections),
        licence_note=instrument.licence_note,
        source=instrument.source,
    )
