"""From a survivor's file to the other side: what she chose, under which agreement, and what is watched for her."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord.agencies.models import Member
from accord.bridges import actions, matching, queries, rules
from accord.consent.models import Consent
from accord.consent.queries import live
from accord.consent.vocabulary import Fact, Purpose
from accord.deconfliction.models import Filing, Watch
from accord.dossiers.models import Dossier
from accord.support.facts import facts_of
from accord.support.models import SupportFile
from accord.support.queries import first_names
from accord.web.bridges.forms import LineForm

ERRANDS = (Purpose.POLICE, Purpose.COURT)


@require_http_methods(["GET", "POST"])
def police(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """Meeting police, dates in court, being matched: each only as she agreed."""
    member: Member = request.member  # type: ignore[attr-defined]
    file = get_object_or_404(SupportFile, dossier_id=dossier)
    works = rules.may_build_bridge(member, Dossier.objects.get(pk=dossier))
    if request.method == "POST" and not works:
        raise PermissionDenied(_("This is done by who works on the open file."))
    if request.method == "POST" and "match" in request.POST:
        return _match(request, member, file)
    sent = request.POST if request.method == "POST" else None
    agreed = [each for each in live(dossier).filter(purpose__in=ERRANDS) if each.recipient_id]
    used = _used(dossier, sent)
    agreements = [each for each in agreed if each.id not in used]
    form = LineForm(sent, agreements=agreements, initial=_initial(member, file))
    if sent is not None and form.is_valid():
        try:
            line = _open(member, file, form)
        except actions.LineStands:
            form.add_error("consent", _("This agreement has its line already. Nothing was sent."))
        except PermissionDenied:
            form.add_error(
                "consent", _("This agreement was taken back or is over. Nothing was sent; ask them again.")
            )
        else:
            messages.success(request, _("The line is open. They call the advocate, never the person."))
            return redirect("bridges:crossing", line.dossier_id, line.event_id)
    page = _page(file, works, agreements, form) | {"all_used": bool(agreed) and not agreements}
    return render(request, "bridges/police.html", page)


def _used(dossier: uuid.UUID, sent: QueryDict | None) -> set[uuid.UUID | None]:
    """Agreements that have their line already; not the line that this very form has opened, should it come twice."""
    ours = _uuid(sent.get("form_key", "")) if sent else None
    return {
        line.consent_id for line in queries.bridges(dossier) if not line.ended_at and line.event_id != ours
    }


def _open(member: Member, file: SupportFile, form: LineForm) -> Any:
    facts = facts_of(file, [Fact(fact) for fact in form.agreement.facts])
    return actions.open_bridge(
        by=member,
        consent=form.agreement,
        line=form.line(),
        facts=facts,
        form_key=form.cleaned_data["form_key"],
    )


def _match(request: HttpRequest, member: Member, file: SupportFile) -> HttpResponse:
    consent = get_object_or_404(Consent, dossier_id=file.dossier_id, id=_uuid(request.POST["match"]))
    try:
        matching.let_be_matched(by=member, file=file, consent=consent)
    except matching.NothingToMatch:
        messages.info(
            request, _("Nothing that they agreed to is written in the file yet: there is nothing to match.")
        )
    except PermissionDenied:
        messages.info(
            request, _("This agreement was taken back or is over. Nothing was matched; ask them again.")
        )
    else:
        messages.success(
            request, _("Filed. Partners’ holdings are being watched for as long as the agreement lasts.")
        )
    return redirect("bridges:police", file.dossier_id)


def _page(file: SupportFile, works: bool, agreements: list[Consent], form: LineForm) -> dict[str, Any]:
    watched = Filing.objects.filter(dossier_id=file.dossier_id, state=Watch.WATCHED)
    by_consent = set(watched.filter(consent_id__isnull=False).values_list("consent_id", flat=True))
    may_match = live(file.dossier_id).filter(purpose=Purpose.MATCHING)
    return {
        "file": file,
        "back_to": reverse("support:file", args=[file.dossier_id]),
        "consent_url": reverse("consent:new", args=[file.dossier_id]),
        "name": first_names([file.dossier_id])[file.dossier_id].get("chosen_name", ""),
        "works": works,
        "agreements": agreements,
        "form": form if agreements and works else None,
        "lines": queries.bridges(file.dossier_id),
        "watched": watched.filter(consent_id__isnull=True),
        "matching": [{"row": each, "filed": each.id in by_consent} for each in may_match],
    }


def _initial(member: Member, file: SupportFile) -> dict[str, Any]:
    return {
        "advocate": member.name, "advocate_phone": member.agency.desk_phone,
        "language": file.languages[0] if file.languages else member.language, "interpreter": bool(file.interpreter),
    }  # fmt: skip


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
