"""Making the matcher's index anew from the pointers, which are the truth: after a loss, or for another layout."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db import transaction

from accord.deconfliction.matching.held import MATCHER, execute, fetch
from accord.deconfliction.matching.index import ENDED, drop_ended, index_pointers

BATCH = 200


def rebuild_index() -> int:
    """Empty the index and fill it again; returns how many filings were read. Matches and what was told stay.

    In one transaction: until it commits, workers see the old index. Ended pointers come first, so that a person who
    was withdrawn and filed again is the same subject as before.
    """
    filings = 0
    with transaction.atomic(using=MATCHER):
        execute("DELETE FROM holding_key")
        execute("DELETE FROM holding")
        for dossier_id, batch, records in _batches():
            filings += len(batch)
            index_pointers(dossier_id, batch, states=ENDED)
            drop_ended(dossier_id, records)
        for dossier_id, batch, _records in _batches():
            index_pointers(dossier_id, batch)
    return filings


def _batches() -> Iterator[tuple[uuid.UUID, list[uuid.UUID], list[uuid.UUID]]]:
    rows = fetch("SELECT dossier_id, id, record_id FROM accord.filing ORDER BY dossier_id, filed_at, id")
    for at in range(0, len(rows), BATCH):
        chunk = rows[at : at + BATCH]
        for dossier_id in dict.fromkeys(row[0] for row in chunk):
            its = [row for row in chunk if row[0] == dossier_id]
            yield dossier_id, [row[1] for row in its], [row[2] for row in its]
