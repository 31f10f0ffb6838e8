"""What the page of one hit shows: who may do what with it, and how far the two desks are."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agencies.models import Agency, Member, Realm
from accord.cases import queries as case_queries
from accord.cases import rules as case_rules
from accord.cases.models import case_reference
from accord.deconfliction import queries, rules
from accord.deconfliction.models import Hit, HitState, Step
from accord.deconfliction.pairs import Told
from accord.dossiers.models import Dossier, Seat
from accord.linkage import Judgement
from accord.reports.models import Identifier, Person, Report
from accord.web.hits import words
from accord.web.hits.forms import AnswerForm, AssignForm, ChangeAnswerForm, ProposeForm


@dataclass(frozen=True)
class Status:
    """Where a hit stands, as lists and pages say it."""

    text: str
    colour: str


# The one thing to know first about a hit: the first line that fits.
STATUSES: tuple[tuple[Callable[[Hit], bool], str | Promise, str], ...] = (
    (lambda hit: hit.state == HitState.CLOSED, pgettext_lazy("a hit", "Closed"), "grey"),
    (lambda hit: hit.case_id is not None, _("Joint case"), "teal"),
    (
        lambda hit: hit.proposed_by_them_at is not None and case_rules.both_said_same(hit),
        _("Case proposed"),
        "red",
    ),
    (lambda hit: hit.told == Told.BROKER, _("Call the office"), "purple"),
    (lambda hit: hit.step == Step.PROPOSED, _("To countersign"), "yellow"),
    (lambda hit: not hit.known_to_other and not hit.other_answer, _("Only we know"), "purple"),
    (lambda hit: not hit.answer and hit.contacted_at is None, _("To call"), "red"),
    (lambda hit: not hit.answer, _("To answer"), "yellow"),
    (lambda hit: bool(hit.other_answer), _("Both answered"), "green"),
    (lambda hit: True, _("Waits for them"), "blue"),
)


def status(hit: Hit) -> Status:
    return next(Status(str(text), colour) for fits, text, colour in STATUSES if fits(hit))


def hit_page(member: Member, hit: Hit, **forms: Any) -> dict[str, Any]:
    """The context of ``hits/hit.html``; a form that was sent and is wrong replaces the fresh one."""
    is_open = hit.state == HitState.OPEN
    works = rules.works(member, hit.dossier_id)
    desk = hit.told == Told.DESK
    shown: dict[str, Any] = {
        "hit": hit,
        "status": status(hit),
        "kind": words.kind(hit.kind),
        "band": words.BANDS[hit.band],
        "agreed": words.agreed(hit.agreed),
        "is_open": is_open,
        "is_desk": desk,
        "partner": hit.other_agency if desk else _coordination(member),
        "held": held_by(hits=[hit]).get(hit.id, ""),
        "report": Report.objects.filter(pk=(hit.dossier_id, hit.record_id)).first(),
        "works": works and is_open,
        "assignee": Member.objects.filter(pk=hit.assigned_to).first() if hit.assigned_to else None,
        "contacted_by": _named(hit.contacted_by),
        "our_answer": words.ANSWERS.get(hit.answer),
        "their_answer": words.ANSWERS.get(hit.other_answer),
        "answered_by": _named(hit.answered_by),
        "may_step": is_open and rules.may_step_forward(member, hit),
        "may_sign": is_open and works and hit.step == Step.PROPOSED and hit.step_proposed_by != member.id,
        "step_proposer": _named(hit.step_proposed_by),
        "answer_form": _answer_form(hit),
        "answers": _answers(hit),
        # Shown together once, and then one side took its own back.
        "taken_back": hit.answers_shown_at is not None and not hit.other_answer,
        "assign_form": AssignForm(colleagues=workers_on(hit)),
    }
    shown |= _joining(member, hit) if is_open and desk else {}
    shown |= forms
    shown["formset"] = next((form for form in forms.values() if getattr(form, "is_bound", False)), None)
    return shown


def _answer_form(hit: Hit) -> AnswerForm | ChangeAnswerForm:
    standing = {"instead_of": hit.answer, "judgement": hit.answer}
    return ChangeAnswerForm(initial=standing) if hit.answer else AnswerForm(initial=standing)


def _answers(hit: Hit) -> list[dict[str, Any]]:
    """How this side has answered, as lines of a timeline; none where it has never changed."""
    lines = queries.answers_of(hit)
    if len(lines) < 2:
        return []
    return [
        {
            "title": words.ANSWERS[Judgement(each.answer)][0] if each.answer else _("Answer taken back"),
            "when": each.created_at,
            "by": _named(each.by),
            "text": each.reason,
        }
        for each in lines
    ]


def _joining(member: Member, hit: Hit) -> dict[str, Any]:
    proposal = case_queries.proposal_for(hit)
    case_id = proposal.case_id if proposal else None
    return {
        "proposal": proposal,
        "declined": None if proposal else case_queries.last_declined(hit),
        "may_propose": case_rules.may_propose(member, hit, proposal),
        "may_accept": case_rules.may_accept(member, hit, proposal),
        "both_same": case_rules.both_said_same(hit),
        "case_id": case_id,
        "case_reference": case_reference(case_id) if case_id else "",
        "case_is_mine": case_id is not None and Dossier.objects.filter(pk=case_id).exists(),
        "propose_form": ProposeForm(initial={"title": f"{words.kind(hit.kind)} {hit.number}"}),
    }


def held_by(*, hits: Sequence[Hit]) -> dict[uuid.UUID, str]:
    """What our own side holds, by the hit's id: a person's name, an identifier as it was typed."""
    # Several hits may speak of one person or thing: the same plate, met at three desks.
    keys = {hit.id: (hit.dossier_id, hit.record_id, hit.subject_id) for hit in hits}
    wanted = list(dict.fromkeys(keys.values()))
    found = {
        (row.dossier_id, row.report_id, row.id): row.name for row in Person.objects.filter(pk__in=wanted)
    }
    found |= {
        (row.dossier_id, row.report_id, row.id): row.value for row in Identifier.objects.filter(pk__in=wanted)
    }
    return {hit_id: found[key] for hit_id, key in keys.items() if key in found}


def workers_on(hit: Hit) -> list[Member]:
    """Who may be given the hit."""
    seats = Seat.objects.filter(dossier_id=hit.dossier_id, role__in=rules.WORKING, until__gt=Now())
    return [seat.member for seat in seats.select_related("member").order_by("member__name")]


def _named(member_id: Any) -> str:
    found = Member.objects.filter(pk=member_id).first() if member_id else None
    return found.name if found else ""


def _coordination(member: Member) -> Agency | None:
    """The office that brokers: that of the member's own province if there are several."""
    offices = list(Agency.objects.filter(realm=Realm.COORDINATION))
    near = [office for office in offices if office.province == member.agency.province]
    return next(iter(near or offices), None)
