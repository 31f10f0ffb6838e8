"""Making the matcher's index anew from the pointers, which are the truth: after a loss, or for another layout."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

from django.db import transaction

from accord.deconfliction.matching import meeting
from accord.deconfliction.matching.ending import drop_ended
from accord.deconfliction.matching.held import MATCHER, execute, fetch
from accord.deconfliction.matching.index import ENDED, index_pointers
from accord.deconfliction.matching.keys import KEYS_A_PERSON
from accord.deconfliction.matching.layout import Layout, locked
from accord.deconfliction.matching.settling_keys import FULL, settle_everything

BATCH = 200
SETTLED_EVERY = 40_000  # filings: some millions of keys

# What was withdrawn while the index was made anew: its dropping found the old index only.
LIVE_THOUGH_ENDED = """
SELECT DISTINCT p.dossier_id, p.record_id FROM holding h JOIN (
    SELECT dossier_id, id, record_id, state FROM accord.pointer
    UNION ALL SELECT dossier_id, id, record_id, state FROM accord.support_pointer
) p ON p.dossier_id = h.dossier_id AND p.id = h.pointer_id
WHERE h.live AND p.state IN ('withdrawn', 'replaced')
"""


def rebuild_index(progress: Callable[[int], None] = lambda filings: None) -> int:
    """Empty the index and fill it again; returns how many filings were read. Matches and what was told stay.

    In one transaction: until it commits, workers see the old index. Ended pointers come first, so that a person who
    was withdrawn and filed again is the same subject as before. Keys that too many shared are counted anew.
    """
    filings = 0
    with transaction.atomic(using=MATCHER):
        execute("SET LOCAL transaction_timeout = 0")
        _empty()
        for dossier_id, batch, records in _batches():
            index_pointers(dossier_id, batch, states=ENDED)
            drop_ended(dossier_id, records)
        for dossier_id, batch, _records in _batches():
            index_pointers(dossier_id, batch)
            if (filings + len(batch)) // SETTLED_EVERY > filings // SETTLED_EVERY:
                settle_everything()
            filings += len(batch)
            progress(len(batch))
        settle_everything()
    for dossier_id, record_id in fetch(LIVE_THOUGH_ENDED):
        meeting.drop(dossier_id, record_id)
    return filings


def count_filings() -> int:
    """How many filings a rebuilding reads."""
    [(count,)] = fetch("SELECT count(*) FROM accord.filing")
    return int(count)


def _empty() -> None:
    """Nothing left, and as many buckets as what comes will need: to grow is dearer than to begin large."""
    locked()
    for table in ("holding_key", "key_block", "holding"):
        execute(f"DELETE FROM {table}")
    [(persons,)] = fetch("SELECT count(*) FROM accord.pointer WHERE state = 'watched' AND kind = 'person'")
    layout = Layout()
    Layout(bits=max(layout.bits, (persons * KEYS_A_PERSON // FULL).bit_length())).save()


def _batches() -> Iterator[tuple[uuid.UUID, list[uuid.UUID], list[uuid.UUID]]]:
    rows = fetch("SELECT dossier_id, id, record_id FROM accord.filing ORDER BY dossier_id, filed_at, id")
    for at in range(0, len(rows), BATCH):
        chunk = rows[at : at + BATCH]
        for dossier_id in dict.fromkeys(row[0] for row in chunk):
            its = [row for row in chunk if row[0] == dossier_id]
            yield dossier_id, [row[1] for row in its], [row[2] for row in its]
