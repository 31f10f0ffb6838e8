"""What an agency keeps of a file that it leaves: a record of its own service, closed, under a key of its own.

Professional and funding rules make a service keep what it did. It keeps no way to reach or find her, nothing of her
children, no papers, and nothing that happens after the day on which it leaves.
"""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id
from accord.base.row_security.call import call
from accord.base.row_security.models import Protected
from accord.dossiers.models import Kind
from accord.dossiers.sealing import Sealing, make_key, sealing
from accord.support.models import (
    CaseNote,
    DutyRecord,
    FollowUp,
    Goal,
    IdentityField,
    Need,
    Screening,
    ScreeningAnswer,
    Summary,
    SupportFile,
)
from accord.support.sealed import open_text, place_of, seal_texts
from accord.support.vocabulary import Closing, Identity

# Parents before their children.
KEPT = (Screening, ScreeningAnswer, DutyRecord, Need, Goal, Summary, CaseNote, FollowUp)
WHOSE = (Identity.CHOSEN_NAME, Identity.LEGAL_NAME, Identity.DATE_OF_BIRTH)


def keep_record(*, by: Member, file: SupportFile) -> SupportFile:
    """A closed file with the same reference in a dossier of ``by``'s agency; every sealed word is sealed anew.

    Of rows that the database does not show to ``by``, such as other agencies' notes, there are none.
    """
    old, kept_id = sealing(file.dossier_id), new_id()
    call("open_dossier", kept_id, Kind.SUPPORT, file.reference)
    new = make_key(kept_id, by.agency_id)
    kept = SupportFile.objects.get(pk=file.pk)
    culture = open_text(old, file, "cultural_needs")
    kept.dossier_id = kept.id = kept_id
    seal_texts(new, kept, cultural_needs=culture)
    kept.save(force_insert=True)
    for field in IdentityField.objects.filter(dossier_id=file.dossier_id, code__in=WHOSE):
        place = (field._meta.db_table, field.code)
        field.sealed = new.seal_bytes(old.open_bytes(field.sealed, *place), *place)
        _add(field, kept_id)
    for model in KEPT:
        rows: Any = model._default_manager.filter(dossier_id=file.dossier_id)
        if model is FollowUp:
            rows = rows.filter(done_at__isnull=False)  # what is still to be done goes on in the file
        for row in rows:
            _seal_anew(row, old, new)
            _add(row, kept_id)
    call("close_support_file", kept_id, Closing.MOVED.value)
    kept.refresh_from_db()
    audit.record("support_file.kept", dossier_id=kept_id, row_id=kept_id)
    return kept


def _seal_anew(row: Protected, old: Sealing, new: Sealing) -> None:
    """The row's own id stays, so the place within the dossier does too; only the dossier and its key are others."""
    for column in (field.name for field in row._meta.fields if field.name.startswith("sealed_")):
        if held := getattr(row, column):
            place = place_of(row, column)
            setattr(row, column, new.seal_bytes(old.open_bytes(held, *place), *place))


def _add(row: Protected, dossier_id: Any) -> None:
    row.dossier_id = dossier_id
    row.save(force_insert=True)
