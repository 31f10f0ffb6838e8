"""What identifies the person: sealed as it is written, and opened one field at a time, on a tap that is audited."""

from __future__ import annotations

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import Sealing, sealing
from accord.support.actions.permission import require_work
from accord.support.models import IdentityField, SupportFile
from accord.support.vocabulary import Identity

TABLE = "identity_field"


def set_identity(*, by: Member, file: SupportFile, code: Identity, value: str) -> None:
    """Write, change or (with nothing) remove one field."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    save_identity(by=by, seal=sealing(file.dossier_id), code=code, value=value)
    audit.record("identity.changed", dossier_id=file.dossier_id, reason=str(code))


def save_identity(*, by: Member, seal: Sealing, code: Identity, value: str) -> None:
    """The row alone, within an action that asks and tells."""
    standing = IdentityField.objects.filter(dossier_id=seal.dossier_id, code=code).first()
    if not value.strip():
        if standing:
            standing.delete()
        return
    row = standing or IdentityField(dossier_id=seal.dossier_id, code=code)
    row.sealed = seal.seal(value.strip(), TABLE, str(code))
    row.changed_by, row.changed_at = by.id, now()
    row.save(force_insert=standing is None)


def reveal(*, by: Member, file: SupportFile, code: Identity) -> str:
    """One field in clear, and an entry that says who opened which. Empty where nothing is written.

    Any seat may read. Raises ``NoKey`` where the member's agency holds no key of the file.
    """
    row = IdentityField.objects.filter(dossier_id=file.dossier_id, code=code).first()
    if row is None:
        return ""
    audit.record("identity.revealed", dossier_id=file.dossier_id, row_id=row.id, reason=str(code))
    return sealing(file.dossier_id).open(row.sealed, TABLE, str(code))
