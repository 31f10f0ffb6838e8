"""Page 21: what holds, what ended, what was refused; one agreement in full; and taking it back in two clicks."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accord import letters
from accord.agencies.models import Agency, Member
from accord.base import audit
from accord.consent import actions, queries, rules
from accord.consent.models import Consent
from accord.consent.vocabulary import Answer, Fact, Purpose
from accord.consent.wording import Words, words_read
from accord.dossiers.models import Dossier
from accord.dossiers.rules import answers_for
from accord.web.consent import words
from accord.web.consent.files import require_work, sheet, the_agreement, the_file
from accord.web.consent.resting import resting

# Facts go over by pages of their own: seats to a care team, keyed codes to the matching.
NOT_GIVEN_HERE = (Purpose.CARE_TEAM, Purpose.MATCHING)


@require_safe
def ledger(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    file, found = the_file(dossier)
    readers = queries.readers_of(found.id)
    lines = [
        {
            "row": row,
            "recipient": words.recipient(row),
            "facts": words.facts(row.facts),
            "state": words.state(row),
            "readers": readers.get(row.id, []),
        }
        for row in queries.ledger(found.id)
    ]
    page = {
        "file": file,
        "dossier": found,
        "holding": [line for line in lines if line["row"].is_live],  # type: ignore[attr-defined]
        "over": [line for line in lines if not line["row"].is_live],  # type: ignore[attr-defined]
        "may_ask": rules.may_ask(request.member, found),  # type: ignore[attr-defined]
        "may_answer": answers_for(request.member, found),  # type: ignore[attr-defined]
    }
    return render(request, "consent/ledger.html", page)


@require_safe
def agreement(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """In full: the words that were read, what rests on it, who read it."""
    file, found = the_file(dossier)
    row = the_agreement(found.id, id)
    member: Member = request.member  # type: ignore[attr-defined]
    given = row.answer == Answer.GIVEN
    page = {
        "file": file,
        "row": row,
        "recipient": words.recipient(row),
        "facts": words.facts(row.facts),
        "state": words.state(row),
        "who_agreed": words.who_agreed(row.able, row.decided_by),
        "read": _as_read(row, found),
        "resting": resting(row),
        "readers": queries.readers_of(found.id).get(row.id, []),
        "may_withdraw": given and row.is_live and rules.may_ask(member, found),
        "may_refer": row.is_live and row.purpose == Purpose.REFERRAL and rules.may_ask(member, found),
        "may_give": _may_give(row) and rules.may_ask(member, found),
        "may_admit": _may_admit(row) and rules.may_bring_in(member, found),
    }
    return render(request, "consent/agreement.html", page)


@require_safe
def copy(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The words on paper, to sign or to take along if that is safe."""
    _file, found = the_file(dossier)
    row = the_agreement(found.id, id)
    read = _as_read(row, found)
    if read is None:
        messages.error(request, _("The words that were read then cannot be shown by this agency."))
        return redirect("consent:agreement", found.id, row.id)
    audit.record("consent.copied", dossier_id=found.id, row_id=row.id)
    told = read["text"].words
    data = {
        "title": told["title"],
        "document": read["document"],
        "signed": told["aloud"] if row.witness else told["signed"],
        "witness": row.witness,
        "date": told["date"],
    }
    pdf = letters.render("consent/agreement", data, language=row.language)
    return sheet(pdf, "page")


def take_back(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Says exactly what is taken back, and at whom; then does it."""
    file, found = the_file(dossier)
    require_work(request, found)
    row = the_agreement(found.id, id)
    if request.method == "POST":
        actions.withdraw_consent(by=request.member, consent=row)  # type: ignore[attr-defined]
        messages.success(
            request, _("Taken back. What was given is emptied there, and those who had it have been told.")
        )
        return redirect("consent:ledger", found.id)
    page = {"file": file, "row": row, "recipient": words.recipient(row), "resting": resting(row)}
    return render(request, "consent/take_back.html", page)


@require_POST
def admit(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The other service's intake sits down beside us until the agreement ends."""
    _file, found = the_file(dossier)
    row = the_agreement(found.id, id)
    if _may_admit(row):
        actions.admit_care_team(by=request.member, dossier=found, consent=row)  # type: ignore[attr-defined]
        messages.success(
            request, _("They can read the file now, but for case notes, until the agreement ends.")
        )
    return redirect("consent:agreement", found.id, row.id)


def _may_give(row: Consent) -> bool:
    return row.is_live and row.recipient_id is not None and Purpose(row.purpose) not in NOT_GIVEN_HERE


def _may_admit(row: Consent) -> bool:
    """A care team that is not seated yet."""
    names = row.purpose == Purpose.CARE_TEAM and Fact.WHOLE_FILE in row.facts
    return names and row.is_live and row.recipient_id is not None and not queries.resting_on(row)


def _as_read(row: Consent, dossier: Dossier) -> dict[str, Any] | None:
    """The very words, made again and held against the hash that was kept; None where they cannot be shown."""
    for agency in _askers(row, dossier):
        text = words_read(row, agency.id)
        # Agencies are called by the language of the page that was open when the text was read.
        for name in dict.fromkeys([agency.name_en, agency.name_fr] if text else []):
            assert text
            if (document := _told_as(row, text, name)) is not None:
                return {"text": text, "document": document}
    return None


def _told_as(row: Consent, text: Words, name: str) -> str | None:
    """The document under this name of the agency that asked, if it is the one that was read."""
    for recipient in dict.fromkeys(_recipients(row)):
        document = text.document(
            agency=name,
            purpose=Purpose(row.purpose),
            recipient=recipient,
            facts=row.facts,
            days=(row.expires_at - row.given_at).days,
        )
        if actions.text_hash(document) == bytes(row.text_hash):
            return document
    return None


def _askers(row: Consent, dossier: Dossier) -> list[Agency]:
    """Who keeps the file, and who asked: a member of the care team asks in the name of another service."""
    asked = Member.objects.filter(id=row.taken_by).select_related("agency").first()
    found = [dossier.owner, *([asked.agency] if asked else [])]
    return list({agency.id: agency for agency in found}.values())


def _recipients(row: Consent) -> list[str]:
    return [row.recipient.name_en, row.recipient.name_fr] if row.recipient else [row.recipient_name]
