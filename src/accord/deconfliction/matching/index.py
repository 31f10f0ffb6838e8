"""The matcher's index of live pointers. PostgreSQL's ``pointer`` tables are the truth; this can be rebuilt from them.

Indexing commits before the search begins, so of two workers at least one sees the other's pointers: nothing is missed.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching.held import COLUMNS, Held, execute, fetch, protect_for_good

ENDED = ("withdrawn", "replaced")
# Pointers that take part: watched, and filed by nobody who enforces immigration law.
TAKING_PART = """
    p.dossier_id = %(dossier)s AND p.filing_id = ANY (%(filings)s) AND p.state = ANY (%(states)s)
    AND NOT EXISTS (SELECT 1 FROM accord.member m JOIN accord.agency a ON a.id = m.agency_id
                    WHERE m.human_id = f.human_id AND a.immigration_enforcement)
"""
FILED = "JOIN accord.filing f ON f.dossier_id = p.dossier_id AND f.id = p.filing_id"
HOLD = """
INSERT INTO holding (dossier_id, pointer_id, agency_id, human_id, support, open, for_good, consents, contact_allowed,
                     live, kind, subject, content, token, payload)
SELECT p.dossier_id, p.id, f.agency_id, f.human_id, {support}, p.cls = 'open', p.for_good, p.consents,
       f.contact_allowed, true, p.kind, p.subject, p.content, {value}, {payload}
"""
AGAIN = " ON CONFLICT (pointer_id) DO UPDATE SET open = excluded.open"
HOLD_PLAIN = (
    HOLD.format(support="false", value="p.token", payload="p.payload")
    + f"FROM accord.pointer p {FILED} WHERE {TAKING_PART}"
    + AGAIN
)
HOLD_SEALED = (
    HOLD.format(support="true", value="u.token", payload="u.payload")
    + "FROM unnest(%(ids)s::uuid[], %(tokens)s::bigint[], %(payloads)s::bytea[]) AS u(id, token, payload)"
    + f" JOIN accord.support_pointer p ON p.dossier_id = %(dossier)s AND p.id = u.id {FILED} WHERE {TAKING_PART}"
    + AGAIN
)
KEYS_PLAIN = f"""
INSERT INTO holding_key (key, no)
SELECT unnest(p.keys), h.no FROM accord.pointer p {FILED} JOIN holding h ON h.pointer_id = p.id
WHERE {TAKING_PART} AND p.kind = 'person' ON CONFLICT DO NOTHING
"""
KEYS_SEALED = """
INSERT INTO holding_key (key, no) SELECT unnest(%s::int[]), h.no FROM holding h WHERE h.pointer_id = %s
ON CONFLICT DO NOTHING
"""
# A person withdrawn and filed again in the same words is the same subject: it meets nobody for a second time.
ADOPT = """
UPDATE holding h SET subject = gone.subject FROM holding gone
WHERE h.pointer_id = ANY (%s) AND h.kind = 'person' AND h.live AND gone.dossier_id = h.dossier_id
  AND gone.content = h.content AND NOT gone.live AND gone.kind = 'person'
"""

# Every ended pointer of some records; ``no`` only while its holding is live. The subject is told each time, so that a
# worker that died after forgetting, and before the other side was told, is made good by the next.
ENDED_OF = """
SELECT CASE WHEN h.live THEN h.no END, coalesce(h.subject, p.subject), p.kind = 'person', p.for_good, p.id, p.keys,
       p.sealed
FROM (
    SELECT id, state, kind, for_good, subject, keys, NULL::bytea AS sealed FROM accord.pointer
    WHERE dossier_id = %(dossier)s AND record_id = ANY (%(records)s)
    UNION ALL SELECT id, state, kind, for_good, subject, NULL, sealed FROM accord.support_pointer
    WHERE dossier_id = %(dossier)s AND record_id = ANY (%(records)s)
) p LEFT JOIN holding h ON h.pointer_id = p.id
WHERE p.state IN ('withdrawn', 'replaced')
"""


OF_RECORD = """
    SELECT id, filing_id, subject, token, for_good FROM accord.pointer
    WHERE dossier_id = %(dossier)s AND record_id = %(record)s AND state IN ('withdrawn', 'replaced')
    UNION ALL SELECT id, filing_id, subject, NULL, for_good FROM accord.support_pointer
    WHERE dossier_id = %(dossier)s AND record_id = %(record)s AND state IN ('withdrawn', 'replaced')
"""
ERASED = f"SELECT h.no FROM holding h JOIN ({OF_RECORD}) p ON p.id = h.pointer_id WHERE NOT h.live"
# Only what no other pointer of the agency, live or withdrawn, protects too.
UNPROTECT = f"""
DELETE FROM protected_value v USING ({OF_RECORD}) p, accord.filing f
WHERE f.dossier_id = %(dossier)s AND f.id = p.filing_id AND v.agency_id = f.agency_id
  AND p.for_good AND v.value IN (p.subject, p.token)
  AND NOT EXISTS (
    SELECT 1 FROM accord.pointer other
    JOIN accord.filing of ON of.dossier_id = other.dossier_id AND of.id = other.filing_id
    WHERE of.agency_id = v.agency_id AND other.for_good AND v.value IN (other.subject, other.token)
      AND NOT (other.dossier_id = %(dossier)s AND other.record_id = %(record)s)
  )
"""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A pointer just indexed, with what to search by: its token and keys as the two sides' holdings carry them."""

    held: Held
    token: int | None
    keys: tuple[int, ...]

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
    if sealed:
        _hold_sealed(asked, sealed)
    else:
        execute(HOLD_PLAIN, asked)
        execute(KEYS_PLAIN, asked)
    pointers = [row[0] for row in fetch(_ids("pointer"), asked)] or list(sealed)
    execute(ADOPT, [pointers])
    fresh = _fresh(pointers, sealed, asked)
    protect_for_good(
        (one.held.agency_id, value)
        for one in fresh
        if one.held.for_good
        for value in {one.held.subject, one.held.subject if one.held.token is None else one.held.token}
    )
    return fresh


def _ids(table: str) -> str:
    return f"SELECT p.id FROM accord.{table} p {FILED} WHERE {TAKING_PART}"


def _unsealed(asked: dict[str, Any]) -> dict[uuid.UUID, encoding.Encoded]:
    rows = fetch(f"SELECT p.id, p.sealed FROM accord.support_pointer p {FILED} WHERE {TAKING_PART}", asked)
    return {pointer: _open(asked["dossier"], pointer, sealed) for pointer, sealed in rows}


def _hold_sealed(asked: dict[str, Any], sealed: dict[uuid.UUID, encoding.Encoded]) -> None:
    dossier = asked["dossier"]
    tokens = [None if one.token is None else encoding.support_token(one.token) for one in sealed.values()]
    payloads = [
        crypto.seal(encoding.SUPPORT, one.payload, aad=encoding.place(dossier, pointer))
        if one.payload
        else None
        for pointer, one in sealed.items()
    ]
    execute(HOLD_SEALED, {**asked, "ids": list(sealed), "tokens": tokens, "payloads": payloads})
    for pointer, one in sealed.items():
        if one.keys:
            execute(KEYS_SEALED, [list(encoding.support_keys(one.keys)), pointer])


def _fresh(
    pointers: list[uuid.UUID], sealed: dict[uuid.UUID, encoding.Encoded], asked: dict[str, Any]
) -> list[Fresh]:
    rows = fetch(
        f"SELECT {COLUMNS}, p.keys FROM holding h LEFT JOIN accord.pointer p"
        " ON p.dossier_id = h.dossier_id AND p.id = h.pointer_id"
        " WHERE h.pointer_id = ANY (%s) ORDER BY h.no",
        [pointers],
    )
    found = []
    for *columns, keys in rows:
        one = Held(*columns)
        if one.support:
            found.append(Fresh(one, sealed[one.pointer_id].token, sealed[one.pointer_id].keys))
        else:
            found.append(Fresh(one, one.token, tuple(keys or ())))
    return found


def drop_ended(dossier_id: uuid.UUID, record_ids: Sequence[uuid.UUID]) -> list[int]:
    """Take the ended pointers of some records out of the index; the subjects that may have lost their holding.

    Of a person there stays a tombstone; with payload and keys only where it is protected for good, so that the same
    person filed as open by the same agency is still recognised.
    """
    ended = fetch(ENDED_OF, {"dossier": dossier_id, "records": list(record_ids)})
    _forget(dossier_id, [row for row in ended if row[0] is not None])
    return [row[1] for row in ended]


def erase_ended(dossier_id: uuid.UUID, record_id: uuid.UUID) -> None:
    """Remove the tombstones of a record's ended pointers, what they alone protected for good, and the pointers."""
    asked = {"dossier": dossier_id, "record": record_id}
    gone = fetch(ERASED, asked)
    numbers = [row[0] for row in gone]
    execute("DELETE FROM holding_key WHERE no = ANY (%s)", [numbers])
    execute("DELETE FROM holding WHERE no = ANY (%s)", [numbers])
    # Identifiers' holdings went when they were dropped: what they protected is found by their pointers' own tokens.
    execute(UNPROTECT, asked)
    execute("SELECT accord.erase_pointers(%(dossier)s, %(record)s)", asked)


def _forget(dossier_id: uuid.UUID, rows: list[tuple[Any, ...]]) -> None:
    things = [row[0] for row in rows if not row[2]]
    persons = [row for row in rows if row[2]]
    if things:
        execute("DELETE FROM holding WHERE no = ANY (%s)", [things])
    if persons:
        execute("UPDATE holding SET live = false WHERE no = ANY (%s)", [[row[0] for row in persons]])
    for no, _subject, _person, for_good, pointer, plain, sealed in persons:
        if not for_good:
            keys = plain if sealed is None else encoding.support_keys(_open(dossier_id, pointer, sealed).keys)
            execute("UPDATE holding SET payload = NULL WHERE no = %s", [no])
            execute("DELETE FROM holding_key WHERE key = ANY (%s) AND no = %s", [list(keys or ()), no])


def _open(dossier_id: uuid.UUID, pointer_id: uuid.UUID, sealed: bytes) -> encoding.Encoded:
    where = encoding.place(dossier_id, pointer_id)
    return encoding.unpack(crypto.open_sealed(encoding.SUPPORT, bytes(sealed), aad=where))
