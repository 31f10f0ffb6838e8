"""What the coordination office says of a pair, and the groups that follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.directory import rules
from accord.directory.models import Organization, OrganizationJudgement
from accord.directory.vocabulary import Verdict

Pair = tuple[UUID, UUID]


def judge_organizations(*, by: Member, one: Organization, other: Organization, verdict: Verdict) -> None:
    """Say it, in place of what was said before."""
    rules.require(rules.keeps_all(by) and one.id != other.id)
    first, second = sorted((one.id, other.id))
    row = OrganizationJudgement.objects.filter(one_id=first, other_id=second).first()
    if row is None:
        row = OrganizationJudgement(one_id=first, other_id=second)
    is_new = row._state.adding
    row.verdict, row.judged_at, row.judged_by = verdict, now(), by.id
    row.save(force_insert=is_new)
    audit.record(f"organizations.judged_{verdict}", row_id=row.id)


def judged() -> dict[Pair, str]:
    rows = OrganizationJudgement.objects.values_list("one_id", "other_id", "verdict")
    return {(one, other): verdict for one, other, verdict in rows}


def groups(pairs: Iterable[Pair] | None = None) -> dict[UUID, UUID]:
    """Organizations that were judged to be the same, each with the group's least id; others are in no group."""
    if pairs is None:
        pairs = OrganizationJudgement.objects.filter(verdict=Verdict.SAME).values_list("one_id", "other_id")
    head: dict[UUID, UUID] = {}

    def top(each: UUID) -> UUID:
        while head.setdefault(each, each) != each:
            each = head[each]
        return each

    for one, other in pairs:
        least, most = sorted((top(one), top(other)))
        head[most] = least
    return {each: top(each) for each in list(head)}
