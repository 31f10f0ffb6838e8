"""Survivors' files, as the member who asks sees them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from accord.dossiers.sealing import NoKey, sealing, sealings
from accord.support.actions.identity import TABLE
from accord.support.models import IdentityField, SupportFile
from accord.support.sealed import open_text
from accord.support.vocabulary import SHOWN_FIRST, Identity


def first_names(dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """Chosen name and pronouns of several files: what staff say, shown without a tap. Two queries."""
    seals = sealings(dossier_ids)
    found: dict[uuid.UUID, dict[str, str]] = {each: {} for each in dossier_ids}
    for row in IdentityField.objects.filter(dossier_id__in=list(dossier_ids), code__in=SHOWN_FIRST):
        if row.dossier_id in seals:
            found[row.dossier_id][row.code] = seals[row.dossier_id].open(row.sealed, TABLE, row.code)
    return found


def cultural_needs(file: SupportFile) -> str:
    """In clear, for who holds the key."""
    return open_text(sealing(file.dossier_id), file, "cultural_needs") if file.sealed_cultural_needs else ""


def filled_in(dossier_id: uuid.UUID) -> set[str]:
    """Which identity fields hold something: said without opening any."""
    return set(IdentityField.objects.filter(dossier_id=dossier_id).values_list("code", flat=True))


def written_identity(dossier_id: uuid.UUID) -> list[tuple[str, datetime]]:
    """Which identity fields hold something, and since when each says what it says: none is opened."""
    rows = IdentityField.objects.filter(dossier_id=dossier_id).order_by("code")
    return list(rows.values_list("code", "changed_at"))


def opened_for_use(file: SupportFile, codes: Collection[Identity]) -> dict[Identity, str]:
    """Fields in clear for an act that was agreed to (a referral, a permit): the act writes the audit entry.

    Empty for fields that hold nothing, and for an agency that holds no key of the file.
    """
    try:
        seal = sealing(file.dossier_id)
    except NoKey:
        return {}
    rows = IdentityField.objects.filter(dossier_id=file.dossier_id, code__in=list(codes))
    return {Identity(row.code): seal.open(row.sealed, TABLE, row.code) for row in rows}
