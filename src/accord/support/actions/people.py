"""Children, and interpreters who are asked to come."""

from __future__ import annotations

import uuid
from datetime import datetime

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support.actions.permission import require_work
from accord.support.models import Child, InterpreterBooking, SupportFile
from accord.support.sealed import seal_texts
from accord.support.vocabulary import Gender, Whereabouts


def add_child(
    *,
    by: Member,
    file: SupportFile,
    name: str = "",
    age: int | None = None,
    whereabouts: Whereabouts = Whereabouts.UNKNOWN,
    words: str = "",
    form_key: uuid.UUID | None = None,
) -> Child:
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    child_id = form_key or new_id()
    if (standing := Child.objects.filter(dossier_id=file.dossier_id, id=child_id).first()) is not None:
        return standing
    made = Child(
        dossier_id=file.dossier_id, id=child_id, age=age, whereabouts=whereabouts, added_by=by.id, added_at=now()
    )  # fmt: skip
    seal_texts(sealing(file.dossier_id), made, name=name, words=words)
    made.save(force_insert=True)
    audit.record("child.added", dossier_id=file.dossier_id, row_id=made.id)
    return made


def remove_child(*, by: Member, child: Child) -> None:
    """Taken out of the file, not struck through: a child who is not hers is nobody's business."""
    require_work(by, Dossier.objects.get(pk=child.dossier_id))
    audit.record("child.removed", dossier_id=child.dossier_id, row_id=child.id)
    child.delete()


def book_interpreter(
    *,
    by: Member,
    file: SupportFile,
    language: str,
    at: datetime,
    provider: str = "",
    gender: Gender = Gender.UNKNOWN,
    form_key: uuid.UUID | None = None,
) -> InterpreterBooking:
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    booking_id = form_key or new_id()
    standing = InterpreterBooking.objects.filter(dossier_id=file.dossier_id, id=booking_id).first()
    if standing is not None:
        return standing
    made = InterpreterBooking(
        dossier_id=file.dossier_id, id=booking_id, language=language, at=at, gender=gender, asked_by=by.id,
        asked_at=now(),
    )  # fmt: skip
    seal_texts(sealing(file.dossier_id), made, provider=provider)
    made.save(force_insert=True)
    audit.record("interpreter.asked", dossier_id=file.dossier_id, row_id=made.id)
    return made


def answer_booking(*, by: Member, booking: InterpreterBooking, comes: bool) -> None:
    """The interpreter comes, or does not; twice is once."""
    require_work(by, Dossier.objects.get(pk=booking.dossier_id))
    booking.confirmed_at = (booking.confirmed_at or now()) if comes else None
    booking.cancelled_at = None if comes else (booking.cancelled_at or now())
    booking.save(update_fields=["confirmed_at", "cancelled_at"])
    what = "interpreter.confirmed" if comes else "interpreter.cancelled"
    audit.record(what, dossier_id=booking.dossier_id, row_id=booking.id)
