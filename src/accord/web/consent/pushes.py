"""Telling without an agreement: proposed by one, signed by a second human, then sent. Nothing leaves before."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord.agencies.models import Agency, Member
from accord.base.reference import reference_of
from accord.consent import rules
from accord.consent.models import StatutoryPush
from accord.consent.pushes import actions, queries
from accord.consent.pushes.laws import laws
from accord.consent.vocabulary import Fact, PushBasis, PushState
from accord.dossiers.disclosed import open_fields
from accord.dossiers.models import Dossier
from accord.dossiers.rules import answers_for
from accord.support.facts import facts_of
from accord.web.consent import words
from accord.web.consent.files import kept, the_file
from accord.web.consent.giving_forms import ValuesForm
from accord.web.consent.pushes_forms import PushForm

COLOURS = {PushState.WAITING: "yellow", PushState.SENT: "teal", PushState.DISCARDED: "grey"}


@require_safe
def pushes(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    file, found = the_file(dossier)
    rows = [_drawn(row) for row in queries.pushes_of(found.id)]
    member: Member = request.member  # type: ignore[attr-defined]
    page = {
        "file": file, "rows": rows, "may_push": rules.may_push(member, found), "may_answer": answers_for(member, found),
    }  # fmt: skip
    return render(request, "consent/pushes.html", page)


def new(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """First why and to whom, then the values, as they would leave."""
    file, found = the_file(dossier)
    _require(request, found)
    form = PushForm(request.POST or None, file=file, agencies=_agencies(request))
    page: dict[str, Any] = {"file": file, "form": form}
    if request.POST.get("to") == "change" or not form.is_valid():
        if request.POST.get("to") == "change":
            form.errors.clear()
        return render(request, "consent/new_push.html", page)
    chosen = [Fact(code) for code in form.cleaned_data["facts"]]
    sent = request.POST.get("step") == "propose"
    values = ValuesForm(
        request.POST if sent else None, facts=chosen, known={} if sent else facts_of(file, chosen)
    )
    if not sent or not values.is_valid():
        told = _told(form)
        carried = kept(request, but=values.fields)
        return render(
            request, "consent/new_push_values.html", {**page, **told, "form": values, "kept": carried}
        )
    actions.propose_push(
        by=request.member, dossier=found, push=_push(form, values),  # type: ignore[attr-defined]
        form_key=values.cleaned_data["form_key"],
    )  # fmt: skip
    messages.success(request, _("Proposed. Nothing has left yet: a second person of the file signs."))
    return redirect("consent:push", found.id, values.cleaned_data["form_key"])


def push(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Read it whole, then sign or discard it."""
    file, found = the_file(dossier)
    row = get_object_or_404(StatutoryPush.objects.select_related("recipient"), dossier_id=found.id, id=id)
    member: Member = request.member  # type: ignore[attr-defined]
    if request.method == "POST":
        _require(request, found)
        if request.POST.get("step") == "discard":
            actions.discard_push(by=member, push=row)
            messages.success(request, _("Discarded. Nothing was told, and the values are emptied."))
        else:
            actions.sign_push(by=member, push=row, title=reference_of(row.id, "P"))
            messages.success(request, _sent(row))
        return redirect("consent:push", found.id, row.id)
    waiting = row.state == PushState.WAITING and rules.may_push(member, found)
    page = _drawn(row) | {
        "file": file,
        "may_sign": waiting and row.proposed_by != member.id,
        "may_discard": waiting,
        "may_seat": waiting and answers_for(member, found),
        "names": {
            each.id: each.name for each in Member.objects.filter(id__in=[row.proposed_by, row.signed_by])
        },
    }
    return render(request, "consent/push.html", page)


def _sent(row: StatutoryPush) -> str:
    if row.recipient_id:
        return _("Signed and sent. It stands in the register.")
    return _("Signed. It stands in the register; tell them now, from this page and no more than it says.")


def _drawn(row: StatutoryPush) -> dict[str, Any]:
    law = laws().get(row.law)
    return {
        "row": row,
        "law": law.name if law else row.law,
        "recipient": str(row.recipient) if row.recipient else row.recipient_name,
        "lines": words.told(open_fields(row.id, row.fields)),
        "facts": words.facts(each["name"] for each in row.fields),
        "enforces": row.enforces_immigration,
        "colour": COLOURS[PushState(row.state)],
    }


def _told(form: PushForm) -> dict[str, Any]:
    terms = form.cleaned_data
    agency = form.agencies.get(terms["recipient"])
    return {
        "basis": PushBasis(terms["basis"]),
        "law": form.laws[terms["law"]].name if terms["law"] else terms["other_law"],
        "recipient": str(agency or terms["recipient_name"]),
        "enforces": words.enforces(terms, agency),
        "terms": terms,
    }


def _push(form: PushForm, values: ValuesForm) -> actions.Push:
    terms = form.cleaned_data
    return actions.Push(
        basis=PushBasis(terms["basis"]), law=terms["law"] or terms["other_law"], purpose=terms["purpose"],
        facts=values.values, why=terms["why"], recipient=form.agencies.get(terms["recipient"]),
        recipient_name=terms["recipient_name"],
        enforces_immigration=terms["enforces_immigration"],
    )  # fmt: skip


def _agencies(request: HttpRequest) -> list[Agency]:
    mine = request.member.agency_id  # type: ignore[attr-defined]
    return list(Agency.objects.exclude(id=mine).exclude(realm="coordination"))


def _require(request: HttpRequest, found: Dossier) -> None:
    if not rules.may_push(request.member, found):  # type: ignore[attr-defined]
        raise PermissionDenied(_("This is done by who works on the open file at the agency that keeps it."))
