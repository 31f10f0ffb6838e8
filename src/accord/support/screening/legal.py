"""The two legal tests, element by element: Palermo Protocol art. 3, Criminal Code ss. 279.01, 279.011 and 279.04."""

from __future__ import annotations

from collections.abc import Mapping

from accord.support.screening.elements import CODE, PALERMO
from accord.support.screening.evidence import Evidence, Reason
from accord.support.screening.instrument import Instrument, Item, Kind, Population
from accord.support.screening.results import Element, OneTest, Standing
from accord.support.screening.words import said


def palermo(
    evidence: Evidence, instruments: Mapping[str, Instrument], population: Population, kind: Kind
) -> OneTest:
    """Act, means and purpose; for a child the act and the purpose suffice (art. 3 c)."""
    child = population is Population.MINOR
    elements = [
        element_of(
            code, evidence, instruments, population, kind, needed=not (child and code == "palermo.means")
        )
        for code in PALERMO
    ]
    return _test(
        "palermo", population, elements, notes=["palermo_consent_child" if child else "palermo_consent"]
    )


def code(
    evidence: Evidence, instruments: Mapping[str, Instrument], population: Population, kind: Kind
) -> OneTest:
    """An act, a labour or service, and conduct that threatens safety: no means, no border and no movement needed."""
    elements = [element_of(each, evidence, instruments, population, kind) for each in CODE]
    return _test(
        "code",
        population,
        elements,
        notes=["code_no_border", "code_consent", "code_company", "code_considered"],
    )


def element_of(
    code: str, evidence: Evidence, instruments: Mapping[str, Instrument], population: Population, kind: Kind, *,
    needed: bool = True,
) -> Element:  # fmt: skip
    """What speaks for one element in all instruments; what is not asked, of the list that fits the person alone."""
    reasons, also, asked, not_asked = [], [], False, []
    for instrument in instruments.values():
        fitting = instrument.on_list(instrument.list_for(population, kind))
        for item in instrument.items:
            speaks, weighs = code in item.speaks_for, code in item.weighs_with
            if not (speaks or weighs):
                continue
            asked = asked or bool(evidence.about(instrument, item))
            carried, considered = _of(item, instrument, evidence, speaks)
            reasons += carried
            also += considered
            if speaks and item in fitting and not evidence.about(instrument, item):
                not_asked.append(item)
    return Element(
        code=code,
        name=said(f"elements.{code}"),
        standing=standing(bool(reasons), asked),
        reasons=tuple(reasons),
        also=tuple(also),
        not_asked=tuple(not_asked),
        needed=needed,
        note=None if needed else said("tests.not_needed"),
    )


def standing(shown: bool, asked: bool) -> Standing:
    if shown:
        return Standing.SUPPORTED
    return Standing.NOT_SHOWN if asked else Standing.NOT_ASKED


def _of(
    item: Item, instrument: Instrument, evidence: Evidence, speaks: bool
) -> tuple[list[Reason], list[Reason]]:
    """An item's answer as what carries the element, or as what is considered with it."""
    if counting := evidence.counting(instrument, item):
        return ([counting], []) if speaks else ([], [counting])
    inferred = evidence.inferred(instrument, item)
    return [], [inferred] if inferred else []


def _test(code: str, population: Population, elements: list[Element], *, notes: list[str]) -> OneTest:
    needed = [element.standing is Standing.SUPPORTED for element in elements if element.needed]
    reading = "speaks_for" if all(needed) else "speaks_in_part" if any(needed) else "nothing_yet"
    key = f"tests.{code}_{population.value}"
    return OneTest(
        code=code,
        title=said(f"tests.{code}_title"),
        rule=said(key),
        source=said(f"tests.{code}_source"),
        elements=tuple(elements),
        reading_code=reading,
        reading=said(f"readings.{reading}"),
        notes=tuple(said(f"notes.{note}") for note in notes),
    )
