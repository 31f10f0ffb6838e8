"""At the provider's door: the word, or a refusal."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accord.places import actions
from accord.places.vocabulary import HoldState, Why
from accord.web.places.access import for_services
from accord.web.places.forms import RefuseForm, WordForm
from accord.web.places.views.holding import drawn, the_hold

WRONG = {
    "another_word": gettext_lazy(
        "This is not the word of this hold. Ask again, or call whoever holds the place; nobody was counted in."
    ),
    "full": gettext_lazy(
        "Every place is occupied or out of service. Under “Our places”, put one back into service first."
    ),
}


@require_POST
@for_services
def arrive(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    found = the_hold(id)
    form = WordForm(request.POST)
    if not form.is_valid():
        return drawn(request, found, word_form=form)
    said = actions.arrive(by=request.member, hold=found, word=form.cleaned_data["word"])  # type: ignore[attr-defined]
    if said in WRONG:
        form.add_error("word", WRONG[said])
        return drawn(request, found, word_form=form)
    if said == HoldState.ARRIVED:
        messages.success(
            request, _("The word is right. One place is occupied now, and whoever held it has been told.")
        )
    return redirect("places:held", found.id)


@require_POST
@for_services
def refuse(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    found = the_hold(id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return drawn(request, found, refuse_form=form)
    state = actions.refuse_hold(by=request.member, hold=found, reason=Why(form.cleaned_data["reason"]))  # type: ignore[attr-defined]
    if state == HoldState.REFUSED:
        messages.success(
            request, _("Refused. Whoever held has been told, and your agency has one person turned away.")
        )
    return redirect("places:held", found.id)
