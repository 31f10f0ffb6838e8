"""Who may open a joint case, act in it, and what never enters one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accord.agencies.models import Agency, Member, Realm
from accord.cases.models import JointProposal
from accord.dossiers.models import Caveat, Dossier, Kind, Role
from accord.dossiers.rules import holds_seat, works_on
from accord.linkage import Judgement, agreed
from accord.reports.models import Identifier, Person, Report
from accord.reports.vocabulary import ACCUSABLE, PersonRole, PlaceKind, SourceKind

# ── Opening ───────────────────────────────────────────────────────────────────────────────────────────────────────


def both_said_same(hit: Any) -> bool:
    """The other side's answer is on our row only once both are in."""
    given = [Judgement(answer) if answer else None for answer in (hit.answer, hit.other_answer)]
    return agreed(*given)


def may_join(agency: Agency) -> bool:
    """A joint case is between enforcement agencies, and immigration enforcement takes no part in matching."""
    return agency.realm == Realm.ENFORCEMENT and not agency.immigration_enforcement


def is_ripe(hit: Any) -> bool:
    """Both sides know each other and called it the same."""
    return hit.state == "open" and hit.other_agency_id is not None and both_said_same(hit)


def may_propose(member: Member, hit: Any, proposal: JointProposal | None) -> bool:
    return (
        proposal is None
        and is_ripe(hit)
        and may_join(member.agency)
        and holds_seat(member, hit.dossier_id, [Role.LEAD])
    )


def may_accept(member: Member, hit: Any, proposal: JointProposal | None) -> bool:
    theirs = proposal is not None and proposal.is_open and not proposal.ours
    return (
        theirs
        and is_ripe(hit)
        and may_join(member.agency)
        and holds_seat(member, hit.dossier_id, [Role.LEAD])
    )


# ── Giving ────────────────────────────────────────────────────────────────────────────────────────────────────────

SHIELDED: Promise | str = _("Data of victims, witnesses and minors never enters a joint case.")
SPEAKS_OF_SHIELDED: Promise | str = _(
    "The words of a report that speaks of a victim, witness, source or minor never enter a joint case."
)
FREE_TEXT = frozenset({"narrative", "place"})
HUMAN_SOURCES = frozenset({SourceKind.VICTIM, SourceKind.WITNESS, SourceKind.INFORMANT})
# Where somebody may live or be safe.
SHELTERING = frozenset({PlaceKind.SERVICE, PlaceKind.RESIDENCE})
STRICTEST_FIRST = (Caveat.RED, Caveat.AMBER_STRICT, Caveat.AMBER, Caveat.GREEN, Caveat.CLEAR)


def is_shielded(person: Person, report: Report) -> bool:
    """A possible victim or witness, and anybody who was, or may have been, under 18 when it happened."""
    happened: date = min(report.occurred_from, localdate(report.filed_at))
    return person.role not in (*ACCUSABLE, PersonRole.OTHER) or person.is_minor_at(happened)


def why_identifier_stays(identifier: Identifier) -> Promise | str:
    """One link to a shielded person, in any report of the desk, shields the number for good."""
    twins = Identifier.objects.filter(
        dossier_id=identifier.dossier_id, kind=identifier.kind, form=identifier.form, person_id__isnull=False
    )
    for twin in twins:
        person = Person.objects.get(pk=(twin.dossier_id, twin.report_id, twin.person_id))
        if is_shielded(person, Report.objects.get(pk=(twin.dossier_id, twin.report_id))):
            return SHIELDED
    return ""


def why_words_stay(report: Report, field: str, *, has_shielded: bool) -> Promise | str:
    """Nobody can tell whom free text speaks of, so one shielded person or human source keeps all of it."""
    shelters = field == "place" and report.place_kind in SHELTERING
    if has_shielded or report.minor_missing or report.source_kind in HUMAN_SOURCES or shelters:
        return SPEAKS_OF_SHIELDED
    return ""


def caveats_allowed(report: Report) -> list[Caveat]:
    """What is given may be bound more tightly than the report, never less."""
    return list(STRICTEST_FIRST[: STRICTEST_FIRST.index(Caveat(report.caveat)) + 1])


def may_give_from(member: Member, desk: Dossier, case: Dossier) -> bool:
    """From a desk of one's own agency where one works, into an open case where one works."""
    own = desk.kind == Kind.DESK and desk.owner_id == member.agency_id
    return own and case.kind == Kind.CASE and works_on(member, desk) and works_on(member, case)
