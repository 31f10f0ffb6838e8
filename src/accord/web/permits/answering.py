"""The survivor's side of a pending application: the fact that was asked for, a new agreement, taking it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Member
from accord.consent.vocabulary import Fact
from accord.permits import actions, queries, rules
from accord.permits.models import Application
from accord.permits.vocabulary import Side
from accord.support.facts import facts_of
from accord.web.permits.application import the_application
from accord.web.permits.file import the_file
from accord.web.permits.forms import FactForm
from accord.web.permits.words import NOT_ACCEPTED, consent_page


def fact(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Send the fact that the authority asked for, on an agreement given since."""
    member, row = _mine(request, dossier, id)
    if not row.asked_fact:
        raise Http404
    _found, file = the_file(dossier)
    wanted = Fact(row.asked_fact)
    agreements = queries.agreements_to_send(row)
    form = FactForm(request.POST or None, agreements=agreements, known=bool(facts_of(file, [wanted])))
    if form.is_valid():
        consent = next(each for each in agreements if str(each.id) == form.cleaned_data["to"])
        try:
            actions.send_fact(
                by=member, file=file, application=row, consent=consent, typed=form.cleaned_data["value"]
            )
        except PermissionDenied:
            form.add_error("value", NOT_ACCEPTED)
        else:
            messages.success(request, _("The fact is sent."))
            return redirect("permits:application", dossier, id)
    page = {"row": row, "form": form, "agreements": agreements, "wanted": wanted.label}
    page |= {"consent_url": consent_page(dossier)}
    return render(request, "permits/fact.html", page)


@require_POST
def carry_on(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    member, row = _mine(request, dossier, id)
    consent = next(
        (each for each in queries.agreements_to_carry(row) if str(each.id) == request.POST.get("to")), None
    )
    if consent is None:
        raise Http404
    try:
        actions.carry_on(by=member, application=row, consent=consent)
    except PermissionDenied:
        messages.error(request, NOT_ACCEPTED)
    else:
        messages.success(request, _("The application goes on under the new agreement."))
    return redirect("permits:application", dossier, id)


def withdraw(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    member, row = _mine(request, dossier, id)
    if request.method == "POST":
        actions.withdraw_application(by=member, application=row)
        messages.success(request, _("The application is withdrawn."))
        return redirect("permits:application", dossier, id)
    return render(request, "permits/withdraw.html", {"row": row})


def _mine(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> tuple[Member, Application]:
    """The sent side, for whoever works on the file and while nothing is decided."""
    member: Member = request.member  # type: ignore[attr-defined]
    found, row = the_application(dossier, id)
    if row.side != Side.SENT or not rules.may_withdraw(member, row, found):
        raise PermissionDenied(_("This is done by who works on the open file, while nothing is decided."))
    return member, row
