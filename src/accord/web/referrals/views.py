"""Page 23: one referral, as this side sees it; the letter that goes with it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.agencies.models import Member
from accord.agencies.queries import names
from accord.base import audit
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact
from accord.directory.queries import published
from accord.letters import render as on_paper
from accord.referrals import actions, queries, rules
from accord.referrals.models import Referral
from accord.referrals.vocabulary import Decline, Side, State
from accord.support.facts import facts_of
from accord.support.models import SupportFile
from accord.support.queries import first_names
from accord.web.help.listing import Listing, listing
from accord.web.referrals.forms import AnswerForm
from accord.web.referrals.words import COLOURS, Card, named
from accord.web.templatetags.accord import localdate


@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    found = _or_404(dossier, event)
    member: Member = request.member  # type: ignore[attr-defined]
    if found.state == State.DRAFT:
        if request.method == "POST":
            raise PermissionDenied(rules.why_not(found, State.SENT))
        return redirect("referrals:draft", dossier, event)
    if request.method == "GET":
        return _page(request, member, found, AnswerForm(sent=found.side == Side.SENT))
    if not rules.may_move(member, found):
        raise PermissionDenied(_("This is done by who works where the referral stands."))
    to = request.POST.get("to", "")
    form = AnswerForm(request.POST, declining=to == State.DECLINED, sent=found.side == Side.SENT)
    if not form.is_valid():
        return _page(request, member, found, form)
    given = form.cleaned_data
    try:
        actions.move(
            by=member, referral=found, to=State(to), decline=Decline(given["decline"]) if given["decline"] else None,
            reply=given["reply"],
        )  # fmt: skip
    except (PermissionDenied, ValueError):
        return _page(request, member, _or_404(dossier, event), form, overtaken=True)
    messages.success(request, _("Saved. The other service is told.") if found.other_id else _("Saved."))
    return redirect("referrals:referral", dossier, event)


def _page(
    request: HttpRequest, member: Member, found: Referral, form: AnswerForm, *, overtaken: bool = False
) -> HttpResponse:
    mine = found.side == Side.SENT
    context = {
        "card": Card(
            found, first_names([found.dossier_id])[found.dossier_id].get("chosen_name", "") if mine else ""
        ),
        "facts": named(actions.facts_given(found)) if found.other_id else named(_outside(found)),
        "moves": rules.moves(found) if rules.may_move(member, found) else (),
        "history": _history(found),
        "mine": mine,
        "offered": _offered(found),
        "agreed": _agreement(found),
        "form": form,
        "overtaken": overtaken,
        "may_open": not mine and found.state == State.ACCEPTED and rules.may_move(member, found),
    }
    return render(request, "referrals/referral.html", context, status=409 if overtaken else 200)


def _offered(found: Referral) -> Listing | None:
    """Which of their services it is, where the sender named one and the directory still has it."""
    service = published(found.service_id) if found.service_id and found.other_id else None
    return listing(service) if service else None


def _agreement(found: Referral) -> Consent | None:
    """What it rests on; the receiver's row names none."""
    if found.consent_id is None:
        return None
    return Consent.objects.filter(dossier_id=found.dossier_id, id=found.consent_id).first()


def _history(found: Referral) -> list[dict[str, Any]]:
    rows = list(queries.history(found))
    who = names([row.by_id for row in rows if row.by_id])
    return [
        {
            "row": row,
            "who": (who.get(row.by_id, "") if row.by_id else "") or str(row.by_agency),
            "colour": COLOURS[State(row.state)],
        }
        for row in rows
    ]


@require_GET
def letter(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """The letter in the recipient's language: made as it is asked for, kept nowhere. Its file name tells nothing."""
    found = _or_404(dossier, event)
    language = "fr" if request.GET.get("language") == "fr" else "en"
    if found.side != Side.SENT or found.state in (State.DRAFT, State.REVOKED, State.WITHDRAWN):
        raise Http404
    with override(language):
        made = on_paper("referrals/referral", _letter(found), language=f"{language}-CA")
    audit.record("referral.printed", dossier_id=dossier, row_id=event)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="letter.pdf"'
    return answer


def _letter(found: Referral) -> dict[str, Any]:
    facts = named(actions.facts_given(found) if found.other_id else _outside(found))
    told = [(_("What for"), found.get_need_display()), (_("Sent on"), localdate(found.created_at))]
    return {
        "title": _("Referral %(number)s") % {"number": found.number},
        "to": _addressed(found),
        "from": str(found.agency),
        "opening": _(
            "The person named here agreed that we tell you what follows, for this purpose and no other."
        ),
        "facts": [{"name": name, "value": value} for name, value in [*told, *facts]],
        "closing": _(
            "Please do not pass this on, and do not keep it longer than you need it. The person may take the agreement "
            "back at any time; we will tell you, and ask you to destroy this letter."
        ),
        "call": _("Please answer to %(name)s, %(phone)s")
        % {"name": found.caller, "phone": found.caller_phone},
    }


def _addressed(found: Referral) -> str:
    """Agency and service, in the language of the letter."""
    offered = _offered(found)
    return " · ".join([Card(found).service, *([offered.name.words] if offered else [])])


def _outside(found: Referral) -> dict[str, str]:
    """Outside the platform nothing was copied: the letter is drawn from the file, by what was ticked and agreed to."""
    agreed = Consent.objects.filter(
        dossier_id=found.dossier_id, id=found.consent_id or found.event_id
    ).first()
    if agreed is None or not agreed.is_live:
        return {}
    file = SupportFile.objects.get(dossier_id=found.dossier_id)
    carried = [Fact(code) for code in agreed.facts if code in found.on_paper]
    return {str(fact): words for fact, words in facts_of(file, carried).items()}


@require_POST
def open_file(request: HttpRequest, dossier: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """The receiver begins its own file with what it was given."""
    actions.open_file_from(by=request.member, referral=_or_404(dossier, event))  # type: ignore[attr-defined]
    messages.success(request, _("Your own file is open. The other service does not learn of it."))
    return redirect("referrals:referral", dossier, event)


def _or_404(dossier: uuid.UUID, event: uuid.UUID) -> Referral:
    row = (
        Referral.objects.select_related("other", "agency").filter(dossier_id=dossier, event_id=event).first()
    )
    if row is None:
        raise Http404
    return row
