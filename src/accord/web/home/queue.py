"""The queue of the day: what waits for this member, the most pressing kind first, gathered from the apps' own reads.

Row security decides what is there; here it is only put into an order and into words. Nothing personal stands in a
line: own references and file numbers lead to the page that shows more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.agencies.models import Duty, Member, Realm
from accord.base.clock import now
from accord.deconfliction import queries as deconfliction
from accord.deconfliction.models import Hit
from accord.directory.help_lines.queries import all_lines
from accord.directory.rules import keeps_all
from accord.dossiers import queries as dossiers
from accord.dossiers.closed.queries import awaiting
from accord.reports.queries import draft_of
from accord.web.hits.words import kind
from accord.web.home import accounts, across, arrived, referring, supporting
from accord.web.home.asked import changes_to_decide, proposals_to_answer, steps_to_sign
from accord.web.home.rights import rights
from accord.web.home.section import SHOWN, Line, Section


def sections_of(member: Member) -> list[Section]:
    """What waits; kinds of which nothing waits are left out."""
    made = (section(member) for section in SECTIONS)
    return [section for section in made if section is not None and section.lines]


def _hits(member: Member) -> Section:
    """Mine and those that nobody has taken; what a colleague has taken is that colleague's. The oldest first."""
    waiting = [
        hit
        for hit in deconfliction.newest_hits(limit=200, unanswered=True)
        if hit.assigned_to in (None, member.id)
    ]
    waiting.sort(key=lambda hit: (hit.assigned_to is None, hit.measured_from))
    return Section(
        _("Hits that wait for your answer"), [_hit_line(hit) for hit in waiting], reverse("hits:list")
    )


def _hit_line(hit: Hit) -> Line:
    late = now() - hit.measured_from > timedelta(hours=settings.ANSWER_WITHIN_HOURS)
    partner = str(hit.other_agency) if hit.other_agency_id else _("call the coordination office")
    text = _("%(number)s: %(kind)s, %(agency)s") % {
        "number": hit.number,
        "kind": kind(hit.kind),
        "agency": partner,
    }
    return Line(_hit_url(hit), text, _own(hit.own_reference), since=hit.measured_from, pressing=late)


def _to_call(member: Member) -> Section:
    waiting = [hit for hit in deconfliction.newest_hits(limit=200, state="open") if hit.told == "broker"]
    waiting.sort(key=lambda hit: hit.measured_from)
    lines = [_hit_line(hit) for hit in waiting if hit.contacted_at is None]
    return Section(_("Call the coordination office about these"), lines, reverse("hits:list"))


def _steps(member: Member) -> Section:
    """Another human of my desk wants to become known to the other side, and asks for a second signature."""
    lines = [
        Line(
            reverse("hits:step_forward", args=[hit.dossier_id, hit.id]),
            _("%(number)s: step forward?") % {"number": hit.number},
            _own(hit.own_reference),
            since=hit.step_proposed_at,
        )
        for hit in steps_to_sign(member)
    ]
    return Section(_("Stepping forward: your signature is asked"), lines)


def _proposals(member: Member) -> Section:
    lines = [
        Line(
            reverse("hits:hit", args=[proposal.dossier_id, proposal.hit_id]),
            proposal.title,
            _("proposed by the other desk"),
            since=proposal.created_at,
        )
        for proposal in proposals_to_answer(member)
    ]
    return Section(_("Joint cases proposed to you"), lines)


def _introductions(member: Member) -> Section:
    lines = [
        Line(
            reverse("hits:introduction", args=[asked.dossier_id, asked.id]),
            _("%(number)s: %(kind)s") % {"number": asked.number, "kind": kind(asked.kind)},
            _own(asked.own_reference),
            since=asked.created_at,
        )
        for asked in deconfliction.introductions_to_answer()[: SHOWN + 1]
    ]
    return Section(_("May the coordination office introduce you?"), lines)


def _filings(member: Member) -> Section:
    lines = [
        Line(
            reverse("hits:waiting"),
            filing.reference,
            _("filed above the daily number"),
            since=filing.filed_at,
        )
        for filing in deconfliction.waiting_filings(member)[: SHOWN + 1]
    ]
    return Section(_("Filed reports that wait for a lead"), lines, reverse("hits:waiting"))


def _signatures(member: Member) -> Section:
    lines = [
        Line(
            reverse("hits:sign", args=[pointer.dossier_id, pointer.id]),
            _("A suspect to be shown to partners"),
            since=pointer.created_at,
        )
        for pointer in deconfliction.waiting_signatures(member)
    ]
    return Section(_("A second signature is asked"), lines, reverse("hits:waiting"))


def _changes(member: Member) -> Section:
    lines = [
        Line(
            reverse("reports:decide", args=[change.dossier_id, change.report_id, change.id]),
            report.reference,
            report.file_number,
            since=change.created_at,
        )
        for change, report in changes_to_decide(member)
    ]
    return Section(_("Changes proposed to your reports"), lines)


def _drafts(member: Member) -> Section:
    draft = draft_of(member)
    begun = (
        [Line(reverse("reports:new"), _("A report you have begun"), since=draft.saved_at)] if draft else []
    )
    return Section(_("Not finished"), begun)


def _seats(member: Member) -> Section:
    lines = [
        Line(
            reverse("console:dossier", args=[held.dossier.id]),
            _("Your seat: %(dossier)s") % {"dossier": held.dossier.title}
            if held.seat.member_id == member.id
            else _("%(name)s: %(dossier)s") % {"name": held.seat.member.name, "dossier": held.dossier.title},
            until=held.seat.until,
            ends=True,
            pressing=held.seat.until - now() < timedelta(days=3),
        )
        for held in dossiers.seats_ending(member)
    ]
    return Section(_("Seats that end soon"), lines)


def _orphans(member: Member) -> Section | None:
    if not member.has_duty(Duty.CUSTODIAN):
        return None
    lines = [
        Line(
            reverse("console:custody"),
            _("Led last by %(name)s") % {"name": orphan.led_by},
            since=orphan.ended,
        )
        for orphan in dossiers.orphans()
        if orphan.proposed_by != member.id
    ]
    return Section(_("Dossiers that nobody leads"), lines)


def _consultations(member: Member) -> Section | None:
    """Another custodian wants a colleague to read a closed file, and asks for a second person."""
    lines = [
        Line(
            reverse("console:closed_file", args=[file.id]),
            file.reference,
            str(file.waits.need.label),
            since=file.waits.proposed_at,
        )
        for file in awaiting(member)
        if file.waits
    ]
    return Section(_("Closed files: your agreement is asked"), lines, reverse("console:closed"))


def _broker(member: Member) -> Section | None:
    if not (member.has_duty(Duty.BROKER) and member.agency.realm == Realm.COORDINATION):
        return None
    lines = [
        Line(
            reverse("broker:list"),
            str(item.number),
            f"{item.left_agency} – {item.right_agency}",
            since=item.created_at,
        )
        for item in deconfliction.broker_queue()[: SHOWN + 1]
    ]
    return Section(_("Desks to introduce"), lines, reverse("broker:list"))


def _help_lines(member: Member) -> Section | None:
    """Numbers that people in danger call, and that nobody has checked for a year."""
    if not keeps_all(member):
        return None
    lines = [
        Line(reverse("directory:line", args=[line.code]), line.name, line.number)
        for line in all_lines()
        if line.is_due
    ]
    return Section(_("Help lines to be checked"), lines, reverse("directory:lines"))


def _own(reference: str) -> str:
    return _("yours: %(reference)s") % {"reference": reference} if reference else ""


def _hit_url(hit: Hit) -> str:
    return reverse("hits:hit", args=[hit.dossier_id, hit.id])


SECTIONS: Iterable[Callable[[Member], Section | None]] = (
    supporting.in_danger,
    *arrived.SECTIONS,
    *across.SECTIONS,
    *referring.SECTIONS,
    supporting.follow_ups_due,
    rights,
    _hits,
    _to_call,
    _steps,
    _signatures,
    _introductions,
    _proposals,
    _broker,
    _help_lines,
    _filings,
    _changes,
    _orphans,
    _consultations,
    _seats,
    *accounts.SECTIONS,
    _drafts,
)
NOTHING = gettext_lazy("Nothing waits for you. What you filed is being watched.")
