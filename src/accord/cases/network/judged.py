"""Which records of persons are one person: what was judged, and where a hit leads beyond the picture.

Two kinds of judgement join records. Both desks said *same* about a hit between persons, and the partner gave one person
into the case that the hit became: that record is ours. And within one's own seats, somebody answered that two records
are the same person. Nothing else joins: a shared telephone is a link.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from accord.cases.network.desks import Key, person_key
from accord.cases.network.sources import Source
from accord.cases.rules import both_said_same
from accord.deconfliction.models import Hit
from accord.deconfliction.pairs import Told
from accord.linkage import Judgement
from accord.linkage.network import Partition
from accord.reports.judging import Judged

MOST_HITS = 2_000
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Beyond:
    """A hit that leads where one may not look. ``subject`` is the row of ours that it is about.

    Nothing but whom to call and the number to quote: the desk, or the coordination office where no agency is named.
    """

    subject: uuid.UUID
    dossier_id: uuid.UUID
    hit_id: uuid.UUID
    number: str
    agency: str
    phone: str

    @property
    def key(self) -> str:
        """One node a desk to call, however many hits lead there."""
        return f"b:{self.agency}"


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Two records that may be one person: nobody has said so of just these two."""

    left: str
    right: str


def hits_of_case(case_id: uuid.UUID, dossiers: Iterable[uuid.UUID]) -> list[Hit]:
    """Hits of one's own dossiers that became this case: both sides said *same*."""
    found = Hit.objects.select_related("other_agency").filter(dossier_id__in=list(dossiers), case_id=case_id)
    return [hit for hit in found[:MOST_HITS] if both_said_same(hit)]


def records_of(hits: Iterable[Hit]) -> list[Key]:
    return [(hit.dossier_id, hit.record_id) for hit in hits]


def judge(partition: Partition, hits: Sequence[Hit], received: Sequence[Source]) -> list[Perhaps]:
    """Join what the hits of the case joined; say what they leave open."""
    perhaps = []
    for hit in hits:
        if hit.kind != PERSON or hit.other_agency is None:
            continue
        theirs = [
            person.key
            for source in received
            if source.agency == hit.other_agency.short
            for person in source.persons
        ]
        ours = person_key(hit.subject_id)
        if len(theirs) == 1:
            partition.answer(ours, theirs[0], Judgement.SAME)
        else:
            perhaps += [Perhaps(ours, each) for each in theirs]
    return perhaps


def take_in(partition: Partition, standing: Sequence[Judged]) -> None:
    """Join and part as the judgements within one's own seats have it."""
    for each in standing:
        partition.answer(
            person_key(each.one.person_id), person_key(each.other.person_id), Judgement(each.verdict)
        )


def partners(persons: Collection[uuid.UUID], standing: Sequence[Judged]) -> list[Key]:
    """The reports whose person was judged the same as one of these."""
    found: dict[Key, None] = {}
    for each in standing:
        if each.verdict != Judgement.SAME:
            continue
        for here, there in ((each.one, each.other), (each.other, each.one)):
            if here.person_id in persons:
                found[there.dossier_id, there.report_id] = None
    return list(found)


def beyond(case_id: uuid.UUID, sources: Sequence[Source]) -> list[Beyond]:
    """Open hits of what the picture shows, other than those that became this case or were judged different."""
    records = {(source.dossier_id, source.row) for source in sources if source.own}
    dossiers = {dossier for dossier, _row in records}
    if not dossiers:
        return []
    hits = Hit.objects.select_related("other_agency").filter(dossier_id__in=dossiers, state="open")
    hits = hits.exclude(answer=Judgement.DIFFERENT.value).order_by("-created_at", "-id")
    return [
        Beyond(
            hit.subject_id,
            hit.dossier_id,
            hit.id,
            hit.number,
            hit.other_agency.short if hit.other_agency and hit.told == Told.DESK else "",
            hit.other_agency.desk_phone if hit.other_agency and hit.told == Told.DESK else "",
        )
        for hit in hits[:MOST_HITS]
        if hit.case_id != case_id and (hit.dossier_id, hit.record_id) in records
    ]
