"""The matcher's index of live pointers. PostgreSQL's ``pointer`` tables are the truth; this can be rebuilt from them.

Indexing commits before the search begins, so of two workers at least one sees the other's pointers: nothing is missed.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching import keys
from accord.deconfliction.matching.held import COLUMNS, Held, execute, fetch, protect_for_good

log = structlog.get_logger()

ENDED = ("withdrawn", "replaced")  # rebuilt too: a person's tombstone stays
# Pointers that take part: watched, and filed by nobody who enforces immigration law.
TAKING_PART = """
    p.dossier_id = %(dossier)s AND p.filing_id = ANY (%(filings)s) AND p.state = ANY (%(states)s)
    AND NOT EXISTS (SELECT 1 FROM accord.member m JOIN accord.agency a ON a.id = m.agency_id
                    WHERE m.human_id = f.human_id AND a.immigration_enforcement)
"""
FILED = "JOIN accord.filing f ON f.dossier_id = p.dossier_id AND f.id = p.filing_id"
HOLD = """
INSERT INTO holding (dossier_id, pointer_id, agency_id, human_id, support, open, for_good, consents, contact_allowed,
                     live, keyed, kind, subject, content, token)
SELECT p.dossier_id, p.id, f.agency_id, f.human_id, {support}, p.cls = 'open', p.for_good, p.consents,
       f.contact_allowed, true, p.kind = 'person' AND (p.state = 'watched' OR p.for_good), p.kind, p.subject,
       p.content, {value}
"""
AGAIN = " ON CONFLICT (pointer_id) DO UPDATE SET open = excluded.open"
HOLD_PLAIN = (
    HOLD.format(support="false", value="p.token")
    + f"FROM accord.pointer p {FILED} WHERE {TAKING_PART}"
    + AGAIN
)
HOLD_SEALED = (
    HOLD.format(support="true", value="u.token")
    + "FROM unnest(%(ids)s::uuid[], %(tokens)s::bigint[]) AS u(id, token)"
    + f" JOIN accord.support_pointer p ON p.dossier_id = %(dossier)s AND p.id = u.id {FILED} WHERE {TAKING_PART}"
    + AGAIN
)
PLAIN_IDS = f"SELECT p.id FROM accord.pointer p {FILED} WHERE {TAKING_PART}"
HELD_NOW = f"""
SELECT {COLUMNS}, h.keyed, p.payload FROM holding h
LEFT JOIN accord.pointer p ON p.dossier_id = h.dossier_id AND p.id = h.pointer_id
WHERE h.pointer_id = ANY (%s) ORDER BY h.no
"""
# A person withdrawn and filed again in the same words is the same subject: it meets nobody for a second time.
ADOPT = """
UPDATE holding h SET subject = gone.subject FROM holding gone
WHERE h.pointer_id = ANY (%s) AND h.kind = 'person' AND h.live AND gone.dossier_id = h.dossier_id
  AND gone.content = h.content AND NOT gone.live AND gone.kind = 'person'
"""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A pointer just indexed, with what to search by (its token and keys as the two sides' holdings carry them) and
    what to compare. A person whose pointer does not open has neither."""

    held: Held
    token: int | None
    keys: tuple[int, ...]
    payload: bytes = b""

    @property
    def tokens(self) -> tuple[int, ...]:
        return () if self.token is None else (self.token, encoding.support_token(self.token))

    @property
    def search_keys(self) -> list[int]:
        return [*self.keys, *encoding.support_keys(self.keys)]


def index_pointers(
    dossier_id: uuid.UUID, filing_ids: Sequence[uuid.UUID], *, states: Sequence[str] = ("watched",)
) -> list[Fresh]:
    """Put the watched pointers of some filings of one dossier into the index. Doing it twice changes nothing."""
    asked = {"dossier": dossier_id, "filings": list(filing_ids), "states": list(states)}
    sealed = _unsealed(asked)
    pointers = list(sealed) or [row[0] for row in fetch(PLAIN_IDS, asked)]
    held_already = {
        row[0] for row in fetch("SELECT pointer_id FROM holding WHERE pointer_id = ANY (%s)", [pointers])
    }
    if sealed:
        tokens = [None if one.token is None else encoding.support_token(one.token) for one in sealed.values()]
        execute(HOLD_SEALED, {**asked, "ids": list(sealed), "tokens": tokens})
    else:
        execute(HOLD_PLAIN, asked)
    execute(ADOPT, [pointers])
    rows = fetch(HELD_NOW, [pointers])
    fresh = [_fresh(row, sealed) for row in rows]
    keys.add(
        (one.held.no, _index_keys(one))
        for one, row in zip(fresh, rows, strict=True)
        if row[-2] and row[2] not in held_already
    )
    protect_for_good(
        (one.held.agency_id, value)
        for one in fresh
        if one.held.for_good
        for value in {one.held.subject, one.held.subject if one.held.token is None else one.held.token}
    )
    return fresh


def _unsealed(asked: dict[str, Any]) -> dict[uuid.UUID, encoding.Encoded]:
    rows = fetch(f"SELECT p.id, p.sealed FROM accord.support_pointer p {FILED} WHERE {TAKING_PART}", asked)
    dossier = asked["dossier"]
    return {
        pointer: encoding.unseal(dossier, pointer, bytes(sealed), support=True) for pointer, sealed in rows
    }


def _index_keys(one: Fresh) -> Sequence[int]:
    """A person's keys as its holding carries them."""
    return encoding.support_keys(one.keys) if one.held.support else one.keys


def _fresh(row: tuple[Any, ...], sealed: dict[uuid.UUID, encoding.Encoded]) -> Fresh:
    *columns, _keyed, payload = row
    one = Held(*columns)
    if one.support:
        what = sealed[one.pointer_id]
        return Fresh(one, what.token, what.keys, what.payload)
    if payload is None:
        return Fresh(one, one.token, ())
    try:
        what = encoding.unseal(one.dossier_id, one.pointer_id, bytes(payload), support=False)
    except crypto.NotOpened:
        log.error("pointer does not open", pointer=str(one.pointer_id))
        return Fresh(one, None, ())
    return Fresh(one, None, what.keys, what.payload)
