"""Judgements within one's own seats: those that stand, their history, and what they settle."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q, QuerySet

from accord.reports.models import Judgement, Person
from accord.reports.models.judgement import Key

MOST = 5000  # judgements that one picture is drawn from


class Judged(NamedTuple):
    """A judgement that stands: two records, the lesser key first, and "same", "different" or "unsure"."""

    one: Key
    other: Key
    verdict: str


def judgements(dossier_ids: Collection[uuid.UUID]) -> list[Judged]:
    """What stands between any two records of these dossiers, oldest first, ``MOST`` at most.

    Row security leaves out what touches a dossier without a live seat of the member who asks.
    """
    standing = Judgement.objects.filter(
        dossier_id__in=dossier_ids, other_dossier_id__in=dossier_ids, undone_at__isnull=True
    )
    return [
        Judged(each.one, each.other, each.verdict) for each in standing.order_by("created_at", "id")[:MOST]
    ]


def standing_of(key: Key) -> dict[Key, Judgement]:
    """What stands about one record, by the other record of each pair."""
    return {each.beside(key): each for each in _about(key).filter(undone_at__isnull=True)}


def history_of(key: Key) -> list[Judgement]:
    """Everything ever said about one record, newest first, what was taken back too."""
    return list(_about(key).order_by("-created_at", "-id")[:200])


def between(one: Key, other: Key) -> Judgement | None:
    """What stands about a pair, in whichever order it is given."""
    return Judgement.objects.filter(undone_at__isnull=True, **columns(one, other)).first()


def columns(one: Key, other: Key) -> dict[str, uuid.UUID]:
    """The columns of a pair: the lesser key first. Raises ``ValueError`` for a record and itself."""
    if one == other:
        raise ValueError("a record is not compared with itself")
    first, second = sorted((one, other))
    sides = zip(("dossier_id", "report_id", "person_id"), first, strict=True)
    others = zip(("other_dossier_id", "other_report_id", "other_person_id"), second, strict=True)
    return dict([*sides, *others])


def persons_at(keys: Collection[Key]) -> dict[Key, Person]:
    """The records themselves, those that one may see."""
    return {Key.of(person): person for person in Person.objects.filter(pk__in=list(keys))}


def _about(key: Key) -> QuerySet[Judgement]:
    return Judgement.objects.filter(
        Q(dossier_id=key.dossier_id, report_id=key.report_id, person_id=key.person_id)
        | Q(
            other_dossier_id=key.dossier_id,
            other_report_id=key.report_id,
            other_person_id=key.person_id,
        )
    )
