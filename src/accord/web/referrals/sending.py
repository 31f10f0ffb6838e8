"""From a survivor's file to a service: find it, under which agreement, send."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accord.agencies.models import Member
from accord.base.clock import now
from accord.consent.models import Consent
from accord.consent.queries import live
from accord.consent.vocabulary import Fact
from accord.directory.finding import Question, seek
from accord.directory.queries import these
from accord.directory.vocabulary import Need
from accord.dossiers.models import Dossier
from accord.dossiers.queries import live_seats
from accord.referrals import actions, queries, rules
from accord.referrals.actions import Errand
from accord.referrals.drafts.actions import keep_draft
from accord.referrals.suiting import Candidate, of_recipient, suiting
from accord.referrals.vocabulary import State
from accord.support.facts import facts_of
from accord.support.models import SupportFile
from accord.support.queries import first_names
from accord.web.help.listing import Listing, listing
from accord.web.referrals.drafting import UNDER, the_draft, typed_of
from accord.web.referrals.forms import SearchForm, SendForm
from accord.web.referrals.words import Card

MOST_FOUND = 20


@dataclass(frozen=True)
class Found:
    """A service of the directory: whether it takes her, and what it says of itself."""

    candidate: Candidate
    listing: Listing


@require_GET
def choose(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Which agreement already covers it, and which services could be asked for."""
    file, works = _the_file(request, dossier)
    form = SearchForm(request.GET if "need" in request.GET else None, initial={"place": file.city})
    agreements = list(live(dossier).filter(purpose__in=UNDER))
    found: list[Found] = []
    if form.is_valid():
        rows = seek(Question(**form.cleaned_data), french=(get_language() or "en").startswith("fr")).matches
        services = these([row.service_id for row in rows[:MOST_FOUND]])
        own = request.member.agency_id  # type: ignore[attr-defined]
        found = [
            Found(each, listing(each.service))
            for each in suiting(file, services, agreements)
            if each.agency is None or each.agency.id != own
        ]
    cards = [Card(row) for row in queries.of_file(dossier)]
    context = _about(file) | {
        "works": works,
        "agreements": agreements,
        "drafts": [card for card in cards if card.row.state == State.DRAFT],
        "sent": [card for card in cards if card.row.state != State.DRAFT],
        "form": form,
        "searched": form.is_bound,
        "found": found,
    }
    return render(request, "referrals/choose.html", context)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, dossier: uuid.UUID, consent: uuid.UUID) -> HttpResponse:
    """What they are told, whom they call back: one page, and it is sent."""
    file, works = _the_file(request, dossier)
    if not works:
        raise PermissionDenied(_("Referrals are sent by who works on the open file."))
    member: Member = request.member  # type: ignore[attr-defined]
    agreed = get_object_or_404(Consent.objects.select_related("recipient"), dossier_id=dossier, id=consent)
    if agreed.purpose not in UNDER:
        raise Http404
    known = facts_of(file, [Fact(code) for code in agreed.facts])
    candidates = of_recipient(file, agreed)
    form = SendForm(request.POST if request.method == "POST" else None, known=known, candidates=candidates,
                    colleagues=_colleagues(member, dossier),
                    initial={"alarm_to": str(member.id), "caller": member.name,
                             "caller_phone": member.agency.desk_phone,
                             **_meant(candidates, request.GET.get("service", ""))}
                    | _begun(dossier, request))  # fmt: skip
    keeps = "keep" in request.POST
    if keeps:
        form.keep_only()
    over = False
    if form.is_valid():
        if keeps:
            return _keep(request, agreed, form)
        try:
            sent = actions.refer(
                by=member, consent=agreed, errand=_errand(agreed, form), facts=form.chosen(),
                form_key=form.cleaned_data["form_key"],
            )  # fmt: skip
        except PermissionDenied:
            over = True
        else:
            messages.success(request, _("Sent. You will be told when they answer, and when they do not."))
            return redirect("referrals:referral", sent.dossier_id, sent.event_id)
    context = _about(file) | {"consent": agreed, "form": form, "over": over or not agreed.is_live}
    return render(request, "referrals/send.html", context, status=409 if over else 200)


def _begun(dossier: uuid.UUID, request: HttpRequest) -> dict[str, Any]:
    """What a draft of this file holds, where the address names one."""
    draft = the_draft(dossier, request.GET.get("draft", ""))
    return typed_of(draft) if draft else {}


def _keep(request: HttpRequest, agreed: Consent, form: SendForm) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    kept = keep_draft(
        by=member, dossier=Dossier.objects.get(pk=agreed.dossier_id), errand=_errand(agreed, form),
        form_key=form.cleaned_data["form_key"], consent=agreed, facts=list(form.chosen()),
    )  # fmt: skip
    messages.success(request, _("Kept as a draft. Nothing was sent."))
    return redirect("referrals:draft", kept.dossier_id, kept.event_id)


def _meant(candidates: list[Candidate], asked: str) -> dict[str, str]:
    """The service that was chosen, or the only one, and what it is for where it does one thing."""
    chosen = next((each for each in candidates if str(each.service.id) == asked), None)
    if chosen is None and len(candidates) == 1 and candidates[0].fits:
        chosen = candidates[0]
    if chosen is None:
        return {"service": ""}
    needs = chosen.service.needs
    return {"service": str(chosen.service.id), "need": needs[0] if len(needs) == 1 else ""}


def _errand(agreed: Consent, form: SendForm) -> Errand:
    given, service = form.cleaned_data, form.meant()
    name = str(agreed.recipient) if agreed.recipient_id else agreed.recipient_name
    return Errand(
        service_name=name, service_id=service.id if service else None,
        need=Need(given["need"]) if given["need"] else "", caller=given["caller"], caller_phone=given["caller_phone"],
        urgent=given["urgent"], alarm_to=uuid.UUID(given["alarm_to"]) if given["alarm_to"] else None,
        answer_by=now() + timedelta(days=int(given["look"])) if given["look"] else None,
    )  # fmt: skip


def _colleagues(member: Member, dossier: uuid.UUID) -> list[tuple[str, str]]:
    """Who of the own agency sits on the file, oneself first: one of them hears of silence."""
    seats = live_seats(dossier).filter(agency_id=member.agency_id)
    others = [(str(seat.member_id), seat.member.name) for seat in seats if seat.member_id != member.id]
    return [(str(member.id), member.name), *others]


def _the_file(request: HttpRequest, dossier: uuid.UUID) -> tuple[SupportFile, bool]:
    file = get_object_or_404(SupportFile, dossier_id=dossier)
    return file, rules.may_refer(request.member, Dossier.objects.get(pk=dossier))  # type: ignore[attr-defined]


def _about(file: SupportFile) -> dict[str, Any]:
    return {"file": file, "name": first_names([file.dossier_id])[file.dossier_id].get("chosen_name", "")}
