"""One application, as either side has it; the authority's decisions and questions."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.agencies.models import Agency, Member
from accord.agencies.queries import names
from accord.consent.vocabulary import Fact
from accord.dossiers.disclosed import is_readable, told
from accord.dossiers.models import Dossier, Kind
from accord.permits import actions, queries, rules
from accord.permits.models import Application, ApplicationStep
from accord.permits.vocabulary import ALERT_DAYS, Side, State, Step
from accord.web.consent import words
from accord.web.permits import desk
from accord.web.permits.file import named
from accord.web.permits.forms import AskForm, DecideForm
from accord.web.permits.words import COLOURS, NOT_ACCEPTED, days_until, left, waited

TITLES = {
    State.INTERVIEW: gettext_lazy("Set an interview"),
    State.ISSUED: gettext_lazy("Grant it"),
    State.REFUSED: gettext_lazy("Refuse it"),
    State.RENEWED: gettext_lazy("Renew it"),
}


def the_application(dossier: uuid.UUID, id: uuid.UUID) -> tuple[Dossier, Application]:
    """Hidden and nonexistent are one and the same answer."""
    row = queries.application(dossier, id)
    if row is None:
        raise Http404
    return get_object_or_404(Dossier, pk=dossier), row


def of_arrival(dossier: uuid.UUID) -> str:
    """Where an application that arrived is worked on; empty where the arrival holds none."""
    row = next(iter(queries.applications_of(dossier)), None)
    return reverse("permits:application", args=[row.dossier_id, row.id]) if row else ""


def application(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    found, row = the_application(dossier, id)
    sent = queries.facts_sent(row)
    if row.side == Side.RECEIVED and sent and request.method == "GET":
        actions.read_facts(by=member, application=row, facts=sent)
    waiting = row.is_waiting
    context: dict[str, Any] = {
        "row": row,
        "dossier": found,
        "name": named(found) if found.kind == Kind.SUPPORT else "",
        "colour": COLOURS[State(row.state)],
        "waited": waited(row.requested_on) if waiting else "",
        "left": left(days_until(row.valid_until)) if row.holds and row.valid_until else "",
        "facts": _facts(sent),
        "asked": Fact(row.asked_fact).label if row.asked_fact else "",
        "history": list(_history(row)),
        "choices": [(state, TITLES[state]) for state in _choices(member, found, row)],
        "may_ask": rules.may_ask_more(member, row, found),
        "may_withdraw": rules.may_withdraw(member, row, found),
    }
    if row.side == Side.RECEIVED and waiting:
        context["due"] = desk.received(row)
    context["again"] = _may_ask_again(member, found, row)
    if row.side == Side.SENT and waiting and row.authority_id:
        context |= {"agreement": queries.agreement_of(row), "carry": queries.agreements_to_carry(row)}
    return render(request, "permits/application.html", context)


def _choices(member: Member, found: Dossier, row: Application) -> list[State]:
    if not rules.may_decide(member, row, found):
        return []
    return [State.RENEWED] if row.holds else [State.INTERVIEW, State.ISSUED, State.REFUSED]


def _may_ask_again(member: Member, found: Dossier, row: Application) -> bool:
    """For another permit of the kind, with a new agreement: once it ends within the alerts, or is over."""
    if row.side != Side.SENT or row.is_waiting or not rules.may_apply(member, found):
        return False
    return not row.holds or bool(row.valid_until and days_until(row.valid_until) <= ALERT_DAYS[0])


def _facts(sent: list[Any]) -> list[tuple[str, str]]:
    """What stands in the disclosures, a fact a line; a fact that was taken back on its side is gone from it."""
    return words.told(each for row in sent if is_readable(row) for each in told(row))


def _history(row: Application) -> Any:
    steps: list[ApplicationStep] = queries.steps_of(row)
    who = names([step.by for step in steps if step.by])
    agencies = {each.id: each for each in Agency.objects.filter(id__in={step.by_agency for step in steps})}
    for step in steps:
        agency = str(agencies[step.by_agency]) if step.by_agency in agencies else ""
        person = who.get(step.by, "") if step.by else ""
        yield {
            "title": Step(step.kind).label,
            "when": step.created_at,
            "by": person or agency,
            "text": step.text,
        }


def decide(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """One decision, by its own fields: ``?as=issued``."""
    member: Member = request.member  # type: ignore[attr-defined]
    found, row = the_application(dossier, id)
    choices = _choices(member, found, row)
    if not choices:
        raise PermissionDenied(_("An application is decided by the authority that received it."))
    wanted = (
        request.POST.get("decision")
        or request.GET.get("as")
        or (State.ISSUED if State.ISSUED in choices else choices[0])
    )
    if wanted not in choices:
        raise Http404
    state = State(wanted)
    form = DecideForm(request.POST or None, application=row, state=state)
    if form.is_valid():
        try:
            _decide(member, row, state, form.cleaned_data)
        except PermissionDenied:
            form.add_error(None, NOT_ACCEPTED)
        else:
            messages.success(request, _("The decision is noted."))
            return redirect("permits:application", dossier, id)
    page = {
        "row": row,
        "form": form,
        "state": state,
        "title": TITLES[state],
        "noted": row.authority_id is None,
    }
    return render(request, "permits/decide.html", page)


def _decide(member: Member, row: Application, state: State, said: dict[str, Any]) -> None:
    number = said.get("number") or ""
    if state == State.INTERVIEW:
        actions.set_interview(by=member, application=row, on=said["interview_on"], number=number)
    elif state == State.REFUSED:
        actions.refuse(by=member, application=row, reason=said["reason"], number=number)
    elif state == State.ISSUED:
        actions.grant(
            by=member,
            application=row,
            first=said["first"],
            last=said["last"],
            span=said["span"],
            number=number,
        )
    else:
        actions.renew(by=member, application=row, first=said["first"], last=said["last"], span=said["span"])


def ask(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The authority asks for one more fact."""
    member: Member = request.member  # type: ignore[attr-defined]
    found, row = the_application(dossier, id)
    if not rules.may_ask_more(member, row, found):
        raise PermissionDenied(_("Only the authority asks, while nothing is decided."))
    form = AskForm(request.POST or None)
    if form.is_valid():
        fact = Fact(form.cleaned_data["fact"])
        actions.ask_fact(by=member, application=row, fact=fact, why=form.cleaned_data["why"])
        messages.success(request, _("The question is sent. They decide whether it is answered."))
        return redirect("permits:application", dossier, id)
    return render(request, "permits/ask.html", {"row": row, "form": form})
