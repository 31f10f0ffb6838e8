"""Holdings as rows to compare: the one place of relinking that reads the matcher's tables of persons.

Keys and payloads come from the pointers, which are the truth; the index of keys is not read. Support's are opened
whole, and so meet the others by their plain keys.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow.parquet as pq
import structlog

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching.held import fetch
from accord.linkage.batch.folder import FOR_GOOD, MEETS, OPEN, Folder, Row

log = structlog.get_logger()

AT_ONCE = 5_000
A_PART = 50_000

PERSONS = """
SELECT h.no, h.agency_id, h.live, h.open, h.for_good, h.subject, h.dossier_id, h.pointer_id, h.support,
       coalesce(p.payload, s.sealed)
FROM (SELECT * FROM holding WHERE kind = 'person' AND (live OR for_good) AND {which}) h
LEFT JOIN accord.pointer p ON NOT h.support AND p.dossier_id = h.dossier_id AND p.id = h.pointer_id
LEFT JOIN accord.support_pointer s ON h.support AND s.dossier_id = h.dossier_id AND s.id = h.pointer_id
ORDER BY h.no
"""
FOLLOWING = PERSONS.format(which="no > %s ORDER BY no LIMIT %s")
NUMBERED = PERSONS.format(which="no = ANY (%s)")
COUNT = "SELECT count(*) FROM holding WHERE kind = 'person' AND (live OR for_good)"


def count_holdings() -> int:
    """How many persons will be compared."""
    [(count,)] = fetch(COUNT)
    return int(count)


def export_holdings(after: int, most: int, group_of: Callable[[uuid.UUID], int]) -> tuple[list[Row], int]:
    """The next ``most`` persons after a holding's number, and the number to go on after (0: there are no more)."""
    found = fetch(FOLLOWING, [after, most])
    rows = []
    for row in found:
        no, agency, live, is_open, for_good, subject, *_rest = row
        if (opened := _opened(row)) is not None:
            roles = (MEETS * live) | (OPEN * is_open) | (FOR_GOOD * for_good)
            rows.append(Row(no, group_of(agency), roles, subject, *opened))
    return rows, found[-1][0] if found else 0


def payloads_of(numbers: Iterable[int]) -> dict[int, bytes]:
    """The opened payloads of some holdings, as they are now."""
    opened = {row[0]: _opened(row) for row in fetch(NUMBERED, [sorted(set(numbers))])}
    return {no: found[1] for no, found in opened.items() if found is not None}


def export(folder: Folder, tell: Callable[[int], None] = lambda persons: None) -> int:
    """Write all persons into the work folder; begun before, it goes on after the last part. How many there are."""
    noted = folder.noted("exported")
    if noted is None:
        groups: dict[str, int] = (folder.noted("agencies") or {}).copy()
        parts = folder.parts()
        after = max((int(_last(part)) for part in parts), default=0)
        for number, rows in enumerate(_parts(after, groups), start=len(parts)):
            # Before the part: a number that an agency has been given stays its own.
            folder.note("agencies", groups)
            tell(folder.write_part(number, rows))
        persons = sum(pq.read_metadata(part).num_rows for part in folder.parts())
        folder.note("exported", noted := {"persons": persons})
    return int(noted["persons"])


def _parts(after: int, groups: dict[str, int]) -> Iterator[list[Row]]:
    part: list[Row] = []
    while True:
        rows, last = export_holdings(
            after, AT_ONCE, lambda agency: groups.setdefault(str(agency), len(groups))
        )
        part += rows
        if not last or len(part) >= A_PART:
            if part:
                yield part
            part = []
        if not last:
            return
        after = last


def _last(part: Any) -> int:
    column = pq.read_table(part, columns=["no"])["no"]
    return int(column[-1].as_py()) if len(column) else 0


def _opened(row: tuple[Any, ...]) -> tuple[tuple[int, ...], bytes] | None:
    """(keys, payload), or None for what does not open or is gone meanwhile."""
    no, *_facts, dossier_id, pointer_id, support, sealed = row
    if sealed is None:
        return None
    try:
        whole = encoding.unseal(dossier_id, pointer_id, bytes(sealed), support=support)
        return whole.keys, whole.payload
    except crypto.NotOpened:
        log.error("pointer does not open", holding=no)
        return None
