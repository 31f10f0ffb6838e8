"""The ILO's operational reading (2009): six dimensions, each positive or not yet, and how they combine."""

from __future__ import annotations

from accord.support.screening.evidence import Evidence
from accord.support.screening.instrument import IndicatorList, Instrument, Population
from accord.support.screening.legal import standing
from accord.support.screening.results import Element, OneTest, Standing
from accord.support.screening.tally import Tally, tallies
from accord.support.screening.words import joined, said

DECEIVED, COERCED, VULNERABLE, EXPLOITED, HELD, DEPENDENT = "D1", "D2", "D3", "D4", "D5", "D6"
RECRUITMENT = frozenset({DECEIVED, COERCED, VULNERABLE})
DESTINATION = frozenset({HELD, DEPENDENT})
# From what says least to what says most; another positive dimension never moves a reading down.
READINGS = (
    "nothing_yet",
    "not_enough",
    "exploitation",
    "exploitation_and_more",
    "deceived_and_exploited",
    "pattern",
)


def ilo(evidence: Evidence, instrument: Instrument, weighed_by: IndicatorList, *, act: Element) -> OneTest:
    """``act``: the Palermo act, which with exploitation is enough for a child."""
    elements = tuple(_element(tally) for tally in tallies(evidence, instrument, weighed_by))
    positive = {element.code for element in elements if element.standing is Standing.SUPPORTED}
    child = weighed_by.population is Population.MINOR
    said_of_it = any(element.reasons for element in elements if element.code == EXPLOITED)
    reading = combination(
        positive, act_of_child=child and act.standing is Standing.SUPPORTED, said_of_exploitation=said_of_it
    )
    others = [element.name for element in elements if element.code in positive - {EXPLOITED}]
    return OneTest(
        code="ilo",
        title=said("tests.ilo_title"),
        rule=said(f"tests.ilo_{weighed_by.population.value}"),
        source=said("tests.ilo_source", version=instrument.version, list=weighed_by.title),
        elements=elements,
        reading_code=reading,
        reading=said(f"readings.ilo_{reading}", others=joined(others)),
        notes=(said("notes.ilo_dimension"),),
    )


def combination(positive: set[str], *, act_of_child: bool = False, said_of_exploitation: bool = False) -> str:
    """One of ``READINGS``, from the codes of the positive dimensions.

    Exploitation comes first in every reading. Abuse of vulnerability stands in for the means: at recruitment for
    deception or coercion, at destination for coercion. For a child an act and exploitation are enough. What is said of
    exploitation and does not make it positive is not called nothing.
    """
    if EXPLOITED not in positive:
        return "not_enough" if said_of_exploitation else "nothing_yet"
    if act_of_child or (positive & RECRUITMENT and positive & DESTINATION):
        return "pattern"
    if DECEIVED in positive:
        return "deceived_and_exploited"
    return "exploitation_and_more" if positive - {EXPLOITED} else "exploitation"


def _element(tally: Tally) -> Element:
    """Its strengths are told where there are any: three noughts say nothing that "not asked" does not."""
    counts = tally.counts
    return Element(
        code=tally.section.code,
        name=tally.section.title,
        standing=standing(tally.band is not None, tally.asked > 0),
        reasons=tally.reasons,
        also=tally.inferred,
        not_asked=tally.not_asked,
        note=said("tests.strengths", strong=counts.strong, medium=counts.medium, weak=counts.weak)
        if counts.strong or counts.medium or counts.weak
        else None,
    )
