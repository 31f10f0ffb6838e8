"""A dossier's own key: a key outside the database derives each agency's, and that wraps the dossier's.

What identifies a survivor is sealed under it, so that neither the host's disk, nor a backup, nor SQL shows it, and so
that forgetting the wrapped keys forgets the values for good, in the backups too.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from accord.base import crypto
from accord.dossiers.models import DossierKey

MASTER = "identity"


class NoKey(LookupError):
    """This agency holds no key of the dossier: it was forgotten, or never shared."""


class Sealing:
    """Seals and opens the values of one dossier. ``place`` names table, row and column, and binds the value there."""

    def __init__(self, dossier_id: uuid.UUID, secret: bytes) -> None:
        self.dossier_id, self._secret = dossier_id, secret

    def seal(self, text: str, *place: str | uuid.UUID) -> bytes:
        return self.seal_bytes(text.encode(), *place)

    def open(self, sealed: bytes | memoryview, *place: str | uuid.UUID) -> str:
        """Raises ``crypto.NotOpened`` where the value was changed or moved."""
        return self.open_bytes(sealed, *place).decode()

    def seal_bytes(self, content: bytes, *place: str | uuid.UUID) -> bytes:
        """As ``seal``, for a file's bytes."""
        return crypto.seal_under(self._secret, content, aad=self._place(place))

    def open_bytes(self, sealed: bytes | memoryview, *place: str | uuid.UUID) -> bytes:
        return crypto.open_under(self._secret, bytes(sealed), aad=self._place(place))

    def wrapped_for(self, agency_id: uuid.UUID) -> bytes:
        """The dossier's key as this agency may keep it."""
        return crypto.seal_under(_agency_key(agency_id), self._secret, aad=self.dossier_id.bytes)

    def _place(self, place: tuple[str | uuid.UUID, ...]) -> bytes:
        return "|".join(map(str, (self.dossier_id, *place))).encode()


def make_key(dossier_id: uuid.UUID, agency_id: uuid.UUID) -> Sealing:
    """A fresh key for a dossier that was just opened, kept for its owner."""
    made = Sealing(dossier_id, crypto.fresh_key())
    DossierKey(dossier_id=dossier_id, agency_id=agency_id, wrapped=made.wrapped_for(agency_id)).save(
        force_insert=True
    )
    return made


def sealing(dossier_id: uuid.UUID) -> Sealing:
    """Raises ``NoKey`` where the member's agency holds none, or the member no seat."""
    return sealings([dossier_id])[dossier_id]


class Sealings(dict[uuid.UUID, Sealing]):
    """By dossier; a dossier without a key says so."""

    def __missing__(self, dossier_id: uuid.UUID) -> Sealing:
        raise NoKey(str(dossier_id))


def sealings(dossier_ids: Collection[uuid.UUID]) -> Sealings:
    """Those of several dossiers in one query: row security shows each agency its own wrapped keys alone."""
    found = Sealings()
    for row in DossierKey.objects.filter(dossier_id__in=list(dossier_ids)):
        secret = crypto.open_under(_agency_key(row.agency_id), bytes(row.wrapped), aad=row.dossier_id.bytes)
        found[row.dossier_id] = Sealing(row.dossier_id, secret)
    return found


def _agency_key(agency_id: uuid.UUID) -> bytes:
    return crypto.derived_key(MASTER, b"accord agency " + agency_id.bytes)
