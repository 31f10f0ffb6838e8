"""From a filing's subjects to rows: classes decided, tokens made, what did not change left alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from accord.agencies.models import Member, Realm
from accord.base.clock import new_id
from accord.deconfliction import classes, encoding, subjects
from accord.deconfliction.models import Class, Filing, Opening, Pointer, SupportPointer, Watch
from accord.linkage import NotUnderstood

# What makes a subject worth filing anew besides its content.
Standing = tuple[int, str, bool, bool, bool, bool]


@dataclass
class Made:
    """The rows of one filing, not saved yet. ``replaced``: subjects whose earlier pointer they take the place of;
    ``ended``: subjects that may no longer be filed (a consent that was withdrawn)."""

    row: Filing
    pointers: list[Pointer | SupportPointer] = field(default_factory=list)
    replaced: list[uuid.UUID] = field(default_factory=list)
    ended: list[uuid.UUID] = field(default_factory=list)
    unchanged: int = 0

    @property
    def nothing_new(self) -> bool:
        return not self.pointers and not self.ended and self.unchanged > 0

    @property
    def wants_signature(self) -> bool:
        return any(pointer.opening == Opening.ASKED for pointer in self.pointers)


def make_pointers(
    by: Member,
    dossier_id: uuid.UUID,
    filing: subjects.Filing,
    handed_in: Iterable[subjects.Subject],
    *,
    known: dict[uuid.UUID, Standing] | None = None,
) -> Made:
    """Rows for the subjects that may be filed and are new. ``known``: what stands of this record (looked up if None).

    An identifier that makes no sense is left out: the form has told the member, and the record keeps it as typed.
    """
    support = by.agency.realm == Realm.SUPPORT
    made = Made(_row(by, dossier_id, filing))
    known = _standing(dossier_id, filing.record_id, support=support) if known is None else known
    for subject in handed_in:
        if support and not classes.support_may_file(subject, consent_to_match=filing.consent_to_match):
            if subject.subject_id in known:
                made.ended.append(subject.subject_id)
            continue
        try:
            encoded = encoding.encode(subject)
        except NotUnderstood:
            continue
        common = _common(dossier_id, made.row, subject, encoded)
        if (before := known.get(subject.subject_id)) == _standing_of(common):
            made.unchanged += 1
            continue
        if before is not None:
            made.replaced.append(subject.subject_id)
        made.pointers.append(_sealed_row(common, encoded) if support else _row_of(common, encoded))
    return made


def _row(by: Member, dossier_id: uuid.UUID, filing: subjects.Filing) -> Filing:
    if not (filing.lawful_reference.strip() and filing.reason.strip()):
        raise ValueError("a filing needs a lawful reference and a reason")
    return Filing(
        dossier_id=dossier_id,
        id=new_id(),
        record_id=filing.record_id,
        reference=filing.reference,
        lawful_reference=filing.lawful_reference,
        reason=filing.reason,
        contact_allowed=filing.contact_allowed,
        consent_to_match=filing.consent_to_match,
        consent_id=filing.consent_id,
        agency_id=by.agency_id,
        member_id=by.id,
        human_id=by.human_id,
        filed_at=filing.filed_at,
    )


def _common(
    dossier_id: uuid.UUID, row: Filing, subject: subjects.Subject, encoded: encoding.Encoded
) -> dict[str, Any]:
    is_open = subject.kind != subjects.PERSON and classes.open_by_kind(subject, encoded.form)
    return {
        "dossier_id": dossier_id,
        "id": new_id(),
        "filing_id": row.id,
        "record_id": row.record_id,
        "subject_id": subject.subject_id,
        "kind": str(subject.kind),
        "role": subject.role,
        "cls": Class.OPEN if is_open else Class.PROTECTED,
        "for_good": classes.protected_for_good(subject),
        "about_victim": classes.about_victim(subject),
        "consents": row.consent_to_match,
        "opening": Opening.ASKED if classes.may_be_opened(subject) else Opening.NOT_ASKED,
        "subject": encoding.subject_number(dossier_id, subject, encoded),
        "content": encoding.content_number(dossier_id, encoded),
    }


def _row_of(common: dict[str, Any], encoded: encoding.Encoded) -> Pointer:
    if encoded.token is not None:
        return Pointer(**common, token=encoded.token)
    sealed = encoding.seal(common["dossier_id"], common["id"], encoded, support=False)
    return Pointer(**common, payload=sealed)


def _sealed_row(common: dict[str, Any], encoded: encoding.Encoded) -> SupportPointer:
    sealed = encoding.seal(common["dossier_id"], common["id"], encoded, support=True)
    return SupportPointer(**common, sealed=sealed)


def _standing(dossier_id: uuid.UUID, record_id: uuid.UUID, *, support: bool) -> dict[uuid.UUID, Standing]:
    model = SupportPointer if support else Pointer
    rows = model.objects.filter(
        dossier_id=dossier_id, record_id=record_id, state__in=[Watch.WATCHED, Watch.WAITING]
    ).values("subject_id", "content", "role", "for_good", "about_victim", "consents", "opening")
    return {row["subject_id"]: _standing_of(row) for row in rows}


def _standing_of(row: Any) -> Standing:
    return (
        row["content"], row["role"], row["for_good"], row["about_victim"], row["consents"],
        row["opening"] != Opening.NOT_ASKED,
    )  # fmt: skip
