"""Taking pointers that have ended out of the matcher's index."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import structlog

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching import keys
from accord.deconfliction.matching.held import execute, fetch
from accord.deconfliction.matching.layout import locked

log = structlog.get_logger()

# Every ended pointer of some records, with its holding where it has one. The subject is told each time, so that a
# worker that died after forgetting, and before the other side was told, is made good by the next.
ENDED_OF = """
SELECT h.no, coalesce(h.subject, p.subject), p.kind = 'person', coalesce(h.live, false), coalesce(h.keyed, false),
       p.for_good, p.id, p.support, p.sealed
FROM (
    SELECT id, state, kind, for_good, subject, false AS support, payload AS sealed FROM accord.pointer
    WHERE dossier_id = %(dossier)s AND record_id = ANY (%(records)s)
    UNION ALL SELECT id, state, kind, for_good, subject, true, sealed FROM accord.support_pointer
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


def drop_ended(dossier_id: uuid.UUID, record_ids: Sequence[uuid.UUID]) -> list[int]:
    """Take the ended pointers of some records out of the index; the subjects that may have lost their holding.

    Of a person there stays a tombstone, which ``drop_keys`` takes out of the index of keys unless it is protected for
    good: then the same person filed as open by the same agency is still recognised.
    """
    ended = _ended(dossier_id, record_ids)
    live = [one for one in ended if one["live"]]
    if things := [one["no"] for one in live if not one["person"]]:
        execute("DELETE FROM holding WHERE no = ANY (%s)", [things])
    if persons := [one["no"] for one in live if one["person"]]:
        execute("UPDATE holding SET live = false WHERE no = ANY (%s)", [persons])
    return [one["subject"] for one in ended]


def drop_keys(dossier_id: uuid.UUID, record_ids: Sequence[uuid.UUID], *, for_good: bool = False) -> None:
    """Remove the keys of dropped persons, in a transaction of its own; ``for_good``: of those protected for good too.

    Between ``drop_ended`` and this a look-up may still find them, and leaves them: they are not live.
    """
    if not any(_loses_keys(one, for_good) for one in _ended(dossier_id, record_ids)):
        return
    locked()
    gone = [one for one in _ended(dossier_id, record_ids) if _loses_keys(one, for_good)]
    keys.take_away((one["no"], _keys_of(dossier_id, one)) for one in gone)
    execute("UPDATE holding SET keyed = false WHERE no = ANY (%s)", [[one["no"] for one in gone]])


def erase_ended(dossier_id: uuid.UUID, record_id: uuid.UUID) -> None:
    """Remove the tombstones of a record's ended pointers, what they alone protected for good, and the pointers."""
    asked = {"dossier": dossier_id, "record": record_id}
    drop_keys(dossier_id, [record_id], for_good=True)
    execute("DELETE FROM holding WHERE no = ANY (%s)", [[row[0] for row in fetch(ERASED, asked)]])
    # Identifiers' holdings went when they were dropped: what they protected is found by their pointers' own tokens.
    execute(UNPROTECT, asked)
    execute("SELECT accord.erase_pointers(%(dossier)s, %(record)s)", asked)


def _ended(dossier_id: uuid.UUID, record_ids: Sequence[uuid.UUID]) -> list[dict[str, Any]]:
    names = ("no", "subject", "person", "live", "keyed", "for_good", "pointer", "support", "sealed")
    rows = fetch(ENDED_OF, {"dossier": dossier_id, "records": list(record_ids)})
    return [dict(zip(names, row, strict=True)) for row in rows]


def _loses_keys(one: dict[str, Any], for_good: bool) -> bool:
    return one["keyed"] and not one["live"] and (for_good or not one["for_good"])


def _keys_of(dossier_id: uuid.UUID, one: dict[str, Any]) -> Sequence[int]:
    try:
        what = encoding.unseal(dossier_id, one["pointer"], bytes(one["sealed"]), support=one["support"])
    except crypto.NotOpened:
        log.error("pointer does not open", pointer=str(one["pointer"]))
        return ()
    return encoding.support_keys(what.keys) if one["support"] else what.keys
