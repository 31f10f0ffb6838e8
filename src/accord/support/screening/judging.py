"""Three tests on the same answers: Palermo, ILO, Criminal Code. No function here returns a verdict."""

from __future__ import annotations

from collections.abc import Iterable

from accord.support.screening import ilo, legal
from accord.support.screening.answers import Answered, State
from accord.support.screening.evidence import Evidence, gather
from accord.support.screening.instrument import IndicatorList, Instrument, Kind, Population, Verified
from accord.support.screening.library import latest
from accord.support.screening.results import ThreeTests
from accord.support.screening.words import Words, said

ILO = "ilo"


def three_tests(
    answered: Answered | Iterable[Answered],
    *,
    population: Population,
    kind: Kind,
    among: Iterable[Instrument] = (),
) -> ThreeTests:
    """Read the answers by each of the three.

    ``answered``: one or several instruments' answers. ``among``: an agency's own instruments, beside the shipped.
    The second test uses the ILO instrument answered, else the one that another feeds, else the newest.
    Raises LookupError, KeyError, ValueError as ``gather`` does; ValueError too where the instrument has no such list.
    """
    among = tuple(among)
    several = (answered,) if isinstance(answered, Answered) else tuple(answered)
    population, kind = Population(population), Kind(kind)
    evidence = gather(several, kind=kind, among=among)
    reference = evidence.instruments.get(ILO) or latest(ILO, among=among)
    weighed_by = reference.list_for(population, kind)
    if weighed_by is None or reference.bands is None:
        raise ValueError(f"{reference.code} {reference.version} has no list or bands for {population} {kind}")
    asked_about = {**evidence.instruments, reference.code: reference}
    palermo = legal.palermo(evidence, asked_about, population, kind)
    not_asked = tuple(item for each in several for item in each.not_asked)
    asked = sum(len(each.states) for each in several)
    return ThreeTests(
        palermo=palermo,
        ilo=ilo.ilo(evidence, reference, weighed_by, act=palermo.element("palermo.act")),
        code=legal.code(evidence, asked_about, population, kind),
        population=population,
        kind=kind,
        reference=reference,
        weighed_by=weighed_by,
        notice=said("tests.notice"),
        cautions=_cautions(reference, weighed_by),
        asked=asked,
        not_asked=not_asked,
        possible_closing=_possible_closing(evidence, asked, len(not_asked)),
    )


def _cautions(reference: Instrument, weighed_by: IndicatorList) -> tuple[Words, ...]:
    if weighed_by.verified is Verified.READ or reference.signed_off_by:
        return ()
    return (said(f"cautions.{weighed_by.verified.value}", list=weighed_by.title),)


def _possible_closing(evidence: Evidence, asked: int, skipped: int) -> Words | None:
    """Offered only where nothing was seen, told or inferred."""
    states = {state for each in evidence.answered for state in each.states.values()}
    if any(state.counts for state in states) or State.INFERRED in states:
        return None
    return said("tests.possible_closing", asked=asked, of=asked + skipped)
