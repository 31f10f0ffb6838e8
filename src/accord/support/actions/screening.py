"""Asking, skipping, going on later; and noting that the law's duty toward a child was weighed. Nothing is sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support.actions.permission import require_work
from accord.support.models import DutyRecord, Screening, ScreeningAnswer, SupportFile
from accord.support.screening import Kind, State, find, latest
from accord.support.sealed import seal_texts
from accord.support.vocabulary import DutyOutcome


def start_screening(
    *, by: Member, file: SupportFile, instrument: str, about: Kind, form_key: uuid.UUID | None = None
) -> Screening:
    """Begin with the newest version, and stay on it. Raises ``LookupError`` for an instrument that there is not."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    screening_id = form_key or new_id()
    if (
        standing := Screening.objects.filter(dossier_id=file.dossier_id, id=screening_id).first()
    ) is not None:
        return standing
    newest = latest(instrument)
    made = Screening(
        dossier_id=file.dossier_id, id=screening_id, instrument=newest.code, version=newest.version,
        fingerprint=newest.fingerprint, about=str(about), started_by=by.id, started_at=now(),
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("screening.started", dossier_id=file.dossier_id, row_id=made.id)
    return made


def save_answers(*, by: Member, screening: Screening, answers: Mapping[str, State | None]) -> None:
    """Any subset; ``None`` takes an answer back to "not asked", and items that are left out stay as they are.

    Raises ``KeyError`` for an item that the instrument lacks, and ``ValueError`` for a state that there is not.
    """
    require_work(by, Dossier.objects.get(pk=screening.dossier_id))
    instrument = find(screening.instrument, screening.version, fingerprint=screening.fingerprint)
    rows = ScreeningAnswer.objects.filter(dossier_id=screening.dossier_id, screening_id=screening.id)
    standing = {row.item: row for row in rows}
    for item, state in answers.items():
        instrument.item(item)
        row = standing.get(item)
        if state is None:
            if row is not None:
                row.delete()
        elif row is None or row.state != State(state):
            _note(by, screening, row, item, State(state))
    audit.record("screening.answered", dossier_id=screening.dossier_id, row_id=screening.id)


def _note(by: Member, screening: Screening, row: ScreeningAnswer | None, item: str, state: State) -> None:
    noted = row or ScreeningAnswer(dossier_id=screening.dossier_id, screening_id=screening.id, item=item)
    noted.state, noted.noted_by, noted.noted_at = str(state), by.id, now()
    noted.save(force_insert=row is None)


def record_duty(
    *,
    by: Member,
    file: SupportFile,
    outcome: DutyOutcome,
    words: str = "",
    form_key: uuid.UUID | None = None,
) -> DutyRecord:
    """That the child-protection line was called, or why not. The call itself is a worker's."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    record_id = form_key or new_id()
    if (standing := DutyRecord.objects.filter(dossier_id=file.dossier_id, id=record_id).first()) is not None:
        return standing
    made = DutyRecord(
        dossier_id=file.dossier_id, id=record_id, province=file.province, outcome=outcome, done_by=by.id,
        done_at=now(),
    )  # fmt: skip
    seal_texts(sealing(file.dossier_id), made, words=words)
    made.save(force_insert=True)
    audit.record("duty.recorded", dossier_id=file.dossier_id, row_id=made.id, reason=str(outcome))
    return made
