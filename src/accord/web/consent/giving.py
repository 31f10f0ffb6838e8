"""Giving the facts of an agreement to the agency that it names. If the agreement ends while somebody types, nothing is
sent and nothing typed is lost."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accord.base.reference import reference_of
from accord.consent.actions import disclose
from accord.consent.vocabulary import Fact
from accord.support.facts import facts_of
from accord.web.consent import words
from accord.web.consent.files import kept, require_work, the_agreement, the_file
from accord.web.consent.giving_forms import ValuesForm

GONE = 409


def give(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    file, found = the_file(dossier)
    require_work(request, found)
    row = the_agreement(found.id, id)
    if row.recipient_id is None:
        raise Http404
    known = (
        facts_of(file, [Fact(fact) for fact in row.facts]) if request.method == "GET" and row.is_live else {}
    )
    form = ValuesForm(request.POST or None, facts=row.facts, known=known)
    page = {
        "file": file,
        "row": row,
        "recipient": words.recipient(row),
        "form": form,
        "over": not row.is_live,
    }
    if request.method == "GET" or not form.is_valid() or request.POST.get("to") == "change":
        if request.POST.get("to") == "change":
            form.errors.clear()
        return render(request, "consent/give.html", page, status=GONE if not row.is_live else 200)
    if row.is_live and request.POST.get("step") != "send":
        return render(request, "consent/give_check.html", page | {"kept": kept(request)})
    try:
        disclose(
            by=request.member, consent=row, subject="person", facts=form.values,  # type: ignore[attr-defined]
            title=reference_of(form.cleaned_data["form_key"], "C"), event=form.cleaned_data["form_key"],
        )  # fmt: skip
    except PermissionDenied as refusal:
        # Taken back with the card, or over, since the page was opened: the database had the last word.
        row.refresh_from_db()
        page |= {"over": not row.is_live, "refusal": "" if not row.is_live else str(refusal)}
        return render(request, "consent/give.html", page, status=GONE)
    messages.success(request, _("Given. You see here who reads it."))
    return redirect("consent:agreement", found.id, row.id)
