"""Papers of a file: taken by what they are, sealed, and handed out as they came."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import PurePosixPath

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.dossiers.models import Dossier
from accord.dossiers.sealing import sealing
from accord.support.actions.permission import require_work
from accord.support.models import Attachment, SupportFile
from accord.support.models.attachments import MOST_BYTES
from accord.support.sealed import seal_texts
from accord.support.uploads import SUFFIXES, Refused, kind_of

PLACE = "sealed_content"
LONGEST_NAME = 100


def attach(
    *,
    by: Member,
    file: SupportFile,
    name: str,
    content: bytes,
    shows_abuse_of_child: bool,
    form_key: uuid.UUID | None = None,
) -> Attachment:
    """Keep a paper. Raises ``uploads.Refused``; what is said to show the abuse of a child is refused unread."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    if shows_abuse_of_child:
        audit.record("attachment.refused", dossier_id=file.dossier_id)
        raise Refused("abuse")
    if not content:
        raise Refused("empty")
    if len(content) > MOST_BYTES:
        raise Refused("size")
    if (kind := kind_of(content)) is None:
        raise Refused("kind")
    row_id = form_key or new_id()
    if (standing := Attachment.objects.filter(dossier_id=file.dossier_id, id=row_id).first()) is not None:
        return standing
    seal = sealing(file.dossier_id)
    made = Attachment(
        dossier_id=file.dossier_id, id=row_id, kind=kind, size=len(content),
        digest=hashlib.sha256(content).digest(), added_by=by.id, added_at=now(),
    )  # fmt: skip
    seal_texts(seal, made, name=plain_name(name, kind))
    made.sealed_content = seal.seal_bytes(content, "attachment", str(made.id), PLACE)
    made.save(force_insert=True)
    audit.record("attachment.added", dossier_id=file.dossier_id, row_id=made.id)
    return made


def take_out(*, by: Member, attachment: Attachment) -> bytes:
    """The original bytes; any seat may read, and the trail says who did. Raises ``ValueError`` where they changed."""
    content = sealing(attachment.dossier_id).open_bytes(
        attachment.sealed_content, "attachment", str(attachment.id), PLACE
    )
    if hashlib.sha256(content).digest() != bytes(attachment.digest):
        raise ValueError("the bytes are not those that were attached")
    audit.record("attachment.read", dossier_id=attachment.dossier_id, row_id=attachment.id)
    return content


def remove_attachment(*, by: Member, attachment: Attachment) -> None:
    require_work(by, Dossier.objects.get(pk=attachment.dossier_id))
    audit.record("attachment.removed", dossier_id=attachment.dossier_id, row_id=attachment.id)
    attachment.delete()


def plain_name(name: str, kind: str) -> str:
    """The name without its path and with the ending that its bytes have."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    kept = "".join(letter for letter in stem if letter.isalnum() or letter in " -_.").strip(" .") or "file"
    return kept[:LONGEST_NAME] + SUFFIXES[kind]
