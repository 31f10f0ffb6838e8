"""Opening, changing and closing a survivor's file."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.reference import reference_of
from accord.base.row_security.call import call
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.sealing import make_key, sealing
from accord.places.actions import release_hold
from accord.places.models import Hold
from accord.support import rules
from accord.support.actions.follow_ups import plan_follow_ups
from accord.support.actions.identity import save_identity
from accord.support.actions.permission import require_lead, require_work
from accord.support.models import SupportFile
from accord.support.sealed import seal_texts
from accord.support.vocabulary import AgeGroup, Closing, Gender, Identity

CHANGEABLE = frozenset(
    {"contact", "support", "complaint", "age_group", "age", "gender", "languages", "interpreter", "cultural_needs",
     "access_needs", "city", "province"}
)  # fmt: skip

SEALED = frozenset({"cultural_needs"})  # free text: it may name somebody


@dataclass(frozen=True)
class FileDraft:
    """What is known when a file is opened; all of it may be unknown. ``identity`` is sealed as it is saved."""

    age_group: AgeGroup = AgeGroup.UNKNOWN
    age: int | None = None
    gender: Gender = Gender.UNKNOWN
    languages: list[str] = field(default_factory=list)
    interpreter: str = ""
    city: str = ""
    province: str = ""
    identity: Mapping[Identity, str] = field(default_factory=dict)


def open_file(*, by: Member, draft: FileDraft, form_key: uuid.UUID | None = None) -> SupportFile:
    """A support dossier with its key, its one row and what identifies the person; ``by`` is its first lead.

    ``form_key`` makes a repeated form harmless. The dossier is titled by the file's reference, never by a name.
    """
    if not rules.may_open_file(by):
        raise PermissionDenied(_("A support file is opened by a support agency."))
    dossier_id = form_key or new_id()
    if (standing := SupportFile.objects.filter(dossier_id=dossier_id).first()) is not None:
        return standing
    reference, met_at = reference_of(dossier_id, "S"), now()
    call("open_dossier", dossier_id, Kind.SUPPORT, reference)
    seal = make_key(dossier_id, by.agency_id)
    opened = SupportFile(
        dossier_id=dossier_id, id=dossier_id, reference=reference, opened_by=by.id, age_group=draft.age_group,
        age=draft.age, gender=draft.gender, languages=draft.languages, interpreter=draft.interpreter, city=draft.city,
        province=draft.province, opened_at=met_at, changed_at=met_at,
    )  # fmt: skip
    opened.save(force_insert=True)
    for code, value in draft.identity.items():
        save_identity(by=by, seal=seal, code=code, value=value)
    audit.record("support_file.opened", dossier_id=dossier_id, row_id=dossier_id)
    plan_follow_ups(by=by, file=opened, since=opened.opened_at)
    return opened


def change_file(*, by: Member, file: SupportFile, changes: Mapping[str, Any]) -> None:
    """Change facts or one of the three states. Raises ``ValueError`` for a column that is not changed here."""
    require_work(by, Dossier.objects.get(pk=file.dossier_id))
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(sorted(unknown))
    texts = {name: value for name, value in changes.items() if name in SEALED}
    if texts:
        seal_texts(sealing(file.dossier_id), file, **texts)
    for name in changes.keys() - texts.keys():
        setattr(file, name, changes[name])
    file.changed_at = now()
    columns = [f"sealed_{name}" if name in texts else name for name in changes]
    file.save(update_fields=[*columns, "changed_at"])
    audit.record("support_file.changed", dossier_id=file.dossier_id, row_id=file.id)


def close_file(*, by: Member, file: SupportFile, closing: Closing, give_back: Collection[Hold] = ()) -> None:
    """Close the file: every agreement ends. With no indicators, nothing of the person stays, its key included.

    ``give_back``: places held for her that are free again in the same act; one where she has arrived stays hers.
    """
    require_lead(by, Dossier.objects.get(pk=file.dossier_id))
    for hold in give_back:
        release_hold(by=by, hold=hold)
    call("close_support_file", file.dossier_id, str(closing))
    file.refresh_from_db()
    audit.record("support_file.closed", dossier_id=file.dossier_id, row_id=file.id)
