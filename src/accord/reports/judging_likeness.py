"""Which records of one's own seats may be one person, and how much speaks for it.

Candidates are found by equality and prefixes alone, which indexes serve under row security (``lookalikes``), never
more than ``CANDIDATES``; only those are scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Q, QuerySet

from accord.linkage import Model, Score
from accord.linkage import Person as Described
from accord.linkage.plain import PlainModel
from accord.reports import judging, prefix  # noqa: F401 - registers the look-up by prefix
from accord.reports.models import Identifier, Person, Report
from accord.reports.models.judgement import Key
from accord.reports.rows import Sheet
from accord.reports.watching import described

CANDIDATES = 200
SUGGESTED = 20
STEM = 4  # letters that two spellings of one family name are taken to begin with


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person's record, with its report and the identifiers linked to it."""

    person: Person
    sheet: Sheet

    @property
    def key(self) -> Key:
        return Key.of(self.person)

    @property
    def report(self) -> Report:
        return self.sheet.report


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two records and the evidence that they are one."""

    one: Candidate
    other: Candidate
    score: Score


def suggestions(person: Person) -> list[Likeness]:
    """Records that may be the same person and that nobody has answered for, the likeliest first."""
    settled = judging.standing_of(Key.of(person))
    found = [each for each in _candidates(person) if Key.of(each) not in settled]
    together = gathered([person, *found])
    if not together or together[0].person is not person:  # its own report was withdrawn
        return []
    me, *others = together
    compare = Comparison()
    return likeliest(compare(me, other) for other in others)[:SUGGESTED]


def likeliest(pairs: Iterable[Likeness]) -> list[Likeness]:
    """Pairs above the model's threshold, the strongest first."""
    strong = [pair for pair in pairs if pair.score.band is not None]
    return sorted(strong, key=lambda pair: (-pair.score.weight, pair.one.key, pair.other.key))


class Comparison:
    """What speaks for one person; the same whichever record comes first. Each record is described once."""

    def __init__(self) -> None:
        self._described: dict[Key, Described] = {}

    def __call__(self, one: Candidate, other: Candidate) -> Likeness:
        return Likeness(one, other, _model().score(self._of(one), self._of(other)))

    def _of(self, candidate: Candidate) -> Described:
        found = self._described.get(candidate.key)
        if found is None:
            found = self._described[candidate.key] = described(candidate.person, candidate.sheet)
        return found


def gathered(persons: Sequence[Person]) -> list[Candidate]:
    """The records with what stands around them, in the order given; without those of withdrawn reports."""
    reports = Report.objects.filter(
        pk__in=[*{(each.dossier_id, each.report_id) for each in persons}], withdrawn_at__isnull=True
    )
    sheets = {(each.dossier_id, each.id): Sheet(each) for each in reports}
    linked = Identifier.objects.filter(
        dossier_id__in={each.dossier_id for each in persons},
        report_id__in={each.report_id for each in persons},
        person_id__in={each.id for each in persons},
    )
    for identifier in linked.order_by("created_at", "id"):
        if (sheet := sheets.get((identifier.dossier_id, identifier.report_id))) is not None:
            sheet.identifiers.append(identifier)
    return [
        Candidate(each, sheets[each.dossier_id, each.report_id])
        for each in persons
        if (each.dossier_id, each.report_id) in sheets
    ]


def _candidates(person: Person) -> list[Person]:
    """The surest ways first: a shared identifier, the same names, then names that begin alike."""
    found: dict[Key, Person] = {}
    for rows in _ways(person):
        for row in rows[: CANDIDATES - len(found)]:
            if row.report_id != person.report_id:  # whoever wrote a report told its persons apart
                found.setdefault(Key.of(row), row)
        if len(found) >= CANDIDATES:
            break
    return list(found.values())


def _ways(person: Person) -> Iterator[QuerySet[Person]]:
    own = Identifier.objects.filter(
        dossier_id=person.dossier_id, report_id=person.report_id, person_id=person.id
    )
    values = Q(pk__in=[])
    for each in own:
        values |= Q(kind=each.kind, form=each.form)
    sharing = Identifier.objects.filter(values, person_id__isnull=False).exclude(report_id=person.report_id)
    yield Person.objects.filter(
        pk__in=[(each.dossier_id, each.report_id, each.person_id) for each in sharing[:CANDIDATES]]
    )
    given, family = person.given_folded, person.family_folded
    if given and family:
        yield Person.objects.filter(family_folded=family, given_folded=given)
        yield Person.objects.filter(family_folded=given, given_folded=family)
        yield Person.objects.filter(family_folded=family, given_folded__begins=given[0])
        yield Person.objects.filter(family_folded__begins=family[:STEM], given_folded=given)
        yield Person.objects.filter(given_folded=given, family_folded__begins=family[0])
        yield Person.objects.filter(family_folded="", given_folded=given)
        yield Person.objects.filter(family_folded=family, given_folded="")
    elif given or family:
        alone = given or family
        yield Person.objects.filter(family_folded=family, given_folded=given)
        yield Person.objects.filter(given_folded=alone)
        yield Person.objects.filter(family_folded=alone)


@cache
def _model() -> PlainModel:
    return PlainModel(Model.load())
