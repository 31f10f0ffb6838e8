"""Judging: saying that two person records are one, or two, or that one cannot tell; and taking it back."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.linkage import Judgement as Verdict
from accord.reports import judging
from accord.reports.models import Judgement
from accord.reports.models.judgement import Key
from accord.reports.rules import WORKING, Refused, holds_seat


class JudgedAlready(Exception):
    """Somebody answered, or took back, since the page was drawn. ``standing``: what stands now, or None."""

    def __init__(self, standing: Judgement | None) -> None:
        super().__init__("this pair has been judged meanwhile")
        self.standing = standing


def judge(
    *,
    by: Member,
    one: Key,
    other: Key,
    verdict: Verdict,
    reason: str = "",
    instead_of: uuid.UUID | None = None,
) -> Judgement:
    """Say what two records are to each other. Takes a working seat on both dossiers; nothing is merged.

    ``instead_of`` names the answer that stood when the member chose: it is taken back in the same act. Raises
    ``Refused`` ("seat", "gone") and ``JudgedAlready``; the same answer twice is one.
    """
    _must_work_on_both(by, one, other)
    if len(judging.persons_at([one, other])) != 2:
        raise Refused("gone")
    standing = judging.between(one, other)
    if standing and standing.verdict == verdict and standing.by == by.id and standing.id != instead_of:
        return standing
    if (standing and standing.id) != instead_of:
        raise JudgedAlready(standing)
    made = Judgement(verdict=verdict, reason=reason, by=by.id, **judging.columns(one, other))
    try:
        with transaction.atomic():
            if standing:
                _undo(by, standing, reason)
            made.save(force_insert=True)
    except IntegrityError as error:
        if "judgement_one_stands" not in str(error):
            raise
        raise JudgedAlready(judging.between(one, other)) from error
    _record("persons.judged", made, reason)
    return made


def take_back(*, by: Member, judgement: Judgement, reason: str = "") -> None:
    """Take an answer back, one's own or a colleague's: what was derived from it is gone, its line stays."""
    _must_work_on_both(by, judgement.one, judgement.other)
    _undo(by, judgement, reason)
    _record("persons.unjudged", judgement, reason)


def _undo(by: Member, judgement: Judgement, reason: str) -> None:
    standing = Judgement.objects.filter(pk=judgement.pk, undone_at__isnull=True)
    if not standing.update(undone_at=now(), undone_by=by.id, undone_reason=reason):
        raise JudgedAlready(judging.between(judgement.one, judgement.other))


def _must_work_on_both(by: Member, one: Key, other: Key) -> None:
    if not all(holds_seat(by, dossier, WORKING) for dossier in {one.dossier_id, other.dossier_id}):
        raise Refused("seat")


def _record(action: str, judgement: Judgement, reason: str) -> None:
    audit.record(action, dossier_id=judgement.dossier_id, row_id=judgement.id, reason=reason)
    for key in (judgement.one, judgement.other):
        audit.touched(key.dossier_id, key.person_id)
