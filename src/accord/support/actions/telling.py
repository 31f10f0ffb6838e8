"""Notes that stay with the agency that wrote them, and the summary that she hears and approves."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support.actions.permission import require_work
from accord.support.models import CaseNote, Summary, SupportFile
from accord.support.sealed import seal_texts
from accord.support.vocabulary import SummaryState


def write_note(*, by: Member, file: SupportFile, words: str, form_key: uuid.UUID | None = None) -> CaseNote:
    """A note for seats of the writer's own agency. It is not changed afterwards; a second note corrects it."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    note_id = form_key or new_id()
    if (standing := CaseNote.objects.filter(dossier_id=file.dossier_id, id=note_id).first()) is not None:
        return standing
    made = CaseNote(
        dossier_id=file.dossier_id, id=note_id, agency_id=by.agency_id, written_by=by.id, written_at=now()
    )
    seal_texts(sealing(file.dossier_id), made, words=words)
    made.save(force_insert=True)
    audit.record("case_note.written", dossier_id=file.dossier_id, row_id=made.id)
    return made


def draft_summary(*, by: Member, file: SupportFile, words: str) -> Summary:
    """Write the draft, or rewrite it; an approved summary stays until another one is approved."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    newest = Summary.objects.filter(dossier_id=file.dossier_id).order_by("-number").first()
    open_states = (SummaryState.DRAFT, SummaryState.READ_BACK)
    standing = newest if newest and newest.state in open_states else None
    draft = standing or Summary(
        dossier_id=file.dossier_id, id=new_id(), number=newest.number + 1 if newest else 1
    )
    # What was read back was another text: reading begins anew.
    draft.state, draft.read_back_at, draft.language = SummaryState.DRAFT, None, ""
    draft.written_by, draft.written_at = by.id, now()
    seal_texts(sealing(file.dossier_id), draft, words=words)
    draft.save(force_insert=standing is None)
    audit.record("summary.drafted", dossier_id=file.dossier_id, row_id=draft.id)
    return draft


def read_summary_back(*, by: Member, summary: Summary, language: str) -> None:
    """It was read to her, in her language, by a worker or an interpreter."""
    require_work(by, Dossier.objects.get(pk=summary.dossier_id))
    if summary.state != SummaryState.DRAFT:
        raise PermissionDenied(_("Only a draft is read back."))
    summary.state, summary.language, summary.read_back_at = SummaryState.READ_BACK, language, now()
    summary.save(update_fields=["state", "language", "read_back_at"])
    audit.record("summary.read_back", dossier_id=summary.dossier_id, row_id=summary.id)


def approve_summary(*, by: Member, summary: Summary) -> None:
    """She said yes to what she heard. The one approved before is replaced, and is given to nobody any more."""
    require_work(by, Dossier.objects.get(pk=summary.dossier_id))
    if summary.state != SummaryState.READ_BACK:
        raise PermissionDenied(_("They approve what was read back to them."))
    for old in Summary.objects.filter(dossier_id=summary.dossier_id, state=SummaryState.APPROVED):
        old.state = SummaryState.REPLACED
        old.save(update_fields=["state"])
    summary.state, summary.approved_at, summary.approved_with = SummaryState.APPROVED, now(), by.id
    summary.save(update_fields=["state", "approved_at", "approved_with"])
    audit.record("summary.approved", dossier_id=summary.dossier_id, row_id=summary.id)
