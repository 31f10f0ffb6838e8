"""The matcher's job: index the pointers, find what they meet, tell whoever may know.

Three kinds of outcome are written in three transactions, in this order: what both sides learn, what one side learns,
what only the broker sees. So a hidden pointer that met something delays nothing that another could watch for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching.encounters import Encounter, find
from accord.deconfliction.matching.ending import drop_ended, drop_keys, erase_ended
from accord.deconfliction.matching.held import MATCHER, Held, immigration_humans, protect_for_good
from accord.deconfliction.matching.index import Fresh, index_pointers
from accord.deconfliction.matching.line import bring_into_line
from accord.deconfliction.matching.models import Match, MatchSide
from accord.deconfliction.matching.numbers import hit_id, match_id, spoken_number
from accord.deconfliction.matching.turns import take_turns
from accord.deconfliction.models import Filing
from accord.deconfliction.pairs import NOTHING, Outcome, what_each_learns

Asked = tuple[uuid.UUID, Sequence[uuid.UUID]]
"""A dossier and filings of it."""


def meet(*asked: Asked) -> None:
    """Let the pointers of some filings meet everybody's. May be run again at any time."""
    fresh: list[Fresh] = []
    records: list[tuple[uuid.UUID, list[uuid.UUID]]] = []
    replaced: list[tuple[uuid.UUID, list[int]]] = []
    with transaction.atomic(using=MATCHER):
        take_turns(dossier_id for dossier_id, _filings in asked)
        for dossier_id, filing_ids in asked:
            fresh += index_pointers(dossier_id, filing_ids)
            records.append((dossier_id, _records(dossier_id, filing_ids)))
            replaced.append((dossier_id, drop_ended(*records[-1])))
    with transaction.atomic(using=MATCHER):
        found = find(fresh)
        protect_for_good(found.protects)
    protected = frozenset(found.protects)
    tell(
        [_with(each, protected) for each in found.encounters],
        just_filed=frozenset(one.held.pointer_id for one in fresh),
    )
    for dossier_id, subjects in replaced:
        _bring_subjects(dossier_id, subjects)
    for (dossier_id, of_records), (_dossier, subjects) in zip(records, replaced, strict=True):
        if subjects:
            _drop_keys(dossier_id, of_records)


def tell(encounters: Iterable[Encounter], *, just_filed: frozenset[uuid.UUID] = frozenset()) -> None:
    """Remember what met, and tell whoever may know: in three transactions, by how many learn something."""
    excluded = immigration_humans()
    ranked: list[list[Encounter]] = [[], [], []]
    for one in encounters:
        outcome = what_each_learns(
            one.left.side(immigration=one.left.human_id in excluded),
            one.right.side(immigration=one.right.human_id in excluded),
            common=one.common,
        )
        if outcome != NOTHING:
            ranked[_rank(outcome)].append(one)
    for those in ranked:
        if those:
            with transaction.atomic(using=MATCHER):
                matches = remember(those)
                bring_into_line(matches, just_filed=just_filed, excluded=excluded)


def drop(dossier_id: uuid.UUID, record_id: uuid.UUID) -> None:
    """Take ended pointers out, and bring every match that hung on them into line."""
    with transaction.atomic(using=MATCHER):
        take_turns([dossier_id])
        _bring_subjects(dossier_id, drop_ended(dossier_id, [record_id]))
    _drop_keys(dossier_id, [record_id])


def forget(dossier_id: uuid.UUID, record_id: uuid.UUID) -> None:
    """Drop a withdrawn record's pointers, and leave nothing of them: no tombstone, no key, no token."""
    drop(dossier_id, record_id)
    with transaction.atomic(using=MATCHER):
        erase_ended(dossier_id, record_id)


def _drop_keys(dossier_id: uuid.UUID, record_ids: Sequence[uuid.UUID]) -> None:
    with transaction.atomic(using=MATCHER):
        drop_keys(dossier_id, record_ids)


def _records(dossier_id: uuid.UUID, filing_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    found = Filing.objects.using(MATCHER).filter(dossier_id=dossier_id, id__in=filing_ids)
    return list(found.values_list("record_id", flat=True).distinct())


def _bring_subjects(dossier_id: uuid.UUID, subjects: Sequence[int]) -> None:
    """Bring into line every match of subjects that may have lost their holder."""
    if subjects:
        with transaction.atomic(using=MATCHER):
            sides = MatchSide.objects.using(MATCHER).filter(dossier_id=dossier_id, subject__in=subjects)
            bring_into_line(sorted(set(sides.values_list("match_id", flat=True))))


def _rank(outcome: Outcome) -> int:
    told = bool(outcome.left) + bool(outcome.right)
    return 2 - told


def _with(one: Encounter, protected: frozenset[tuple[uuid.UUID, int]]) -> Encounter:
    """The encounter, after what the search itself found to be protected for good."""
    return replace(one, left=_protected(one.left, protected), right=_protected(one.right, protected))


def _protected(one: Held, protected: frozenset[tuple[uuid.UUID, int]]) -> Held:
    return replace(one, open=False) if (one.agency_id, one.subject) in protected else one


def remember(encounters: Iterable[Encounter]) -> list[uuid.UUID]:
    """One match a pair of subjects, whoever came first and however often; their ids, sorted against deadlocks."""
    matches: dict[uuid.UUID, tuple[Match, list[MatchSide]]] = {}
    for one in encounters:
        match, sides = _rows(one)
        if match.id not in matches or _stronger(match, matches[match.id][0]):
            matches[match.id] = (match, sides)
    ordered = sorted(matches)
    rows = [matches[each][0] for each in ordered]
    Match.objects.using(MATCHER).bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["band", "agreed"],
    )
    MatchSide.objects.using(MATCHER).bulk_create(
        [side for each in ordered for side in matches[each][1]], ignore_conflicts=True
    )
    return ordered


def _stronger(one: Match, other: Match) -> bool:
    bands = ["strong", "probable", "possible"]
    return bands.index(one.band) < bands.index(other.band)


def _rows(one: Encounter) -> tuple[Match, list[MatchSide]]:
    ends = [(held.agency_id, _subject(held, common=one.common), held) for held in (one.left, one.right)]
    ends.sort(key=lambda end: (end[0].bytes, end[1]))
    identity = match_id([(agency, subject) for agency, subject, _held in ends])
    match = Match(
        id=identity,
        number=spoken_number(identity),
        kind=one.kind,
        band=one.band,
        agreed=list(one.agreed),
        common=one.common,
    )
    sides = [
        MatchSide(
            match_id=identity,
            side=side,
            agency_id=agency,
            dossier_id=held.dossier_id,
            subject=subject,
            hit_id=hit_id(identity, side),
        )
        for side, (agency, subject, held) in enumerate(ends)
    ]
    return match, sides


def _subject(held: Held, *, common: bool) -> int:
    """Of an over-common value there is one match for each pair of agencies, not one for each pair of dossiers."""
    if not common:
        return held.subject
    assert held.token is not None
    return crypto.keyed_number(
        encoding.MATCHING, b"common|" + held.agency_id.bytes + held.token.to_bytes(8, "big", signed=True)
    )
