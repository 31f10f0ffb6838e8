"""Filing the two files: left as an import, right as reports that members file one by one."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date

from accord.bench.hits.stage import Desk
from accord.deconfliction.actions import countersign_open
from accord.deconfliction.models import Opening, Pointer
from accord.dossiers.models import Dossier
from accord.importing.mapping import Mapping
from accord.importing.rows import Filing, keyed_lines, read_row
from accord.importing.run import import_persons
from accord.importing.source import Source
from accord.reports.actions import file_report
from accord.reports.draft import ReportDraft

BATCH = 250


def filing_of(pointers: str) -> Filing:
    """``open``: suspects whose desk asks to be found by partners; ``protected``: whoever else."""
    is_open = pointers == "open"
    return Filing(
        "Bench 2026-1", "bench", date.today(), role="suspect" if is_open else "other", open_wanted=is_open
    )


def feed_in_bulk(
    desk: Desk, source: Source, mapping: Mapping, filing: Filing, progress: Callable[[int], None]
) -> None:
    """Left, through the import; a second human then countersigns what asks to be open."""
    import_persons(
        source, mapping, filing, dossier_id=desk.dossier_id, act=desk.lead, batch=BATCH, progress=progress
    )
    while countersign_some(desk):
        continue


def feed_one_by_one(
    desk: Desk,
    source: Source,
    mapping: Mapping,
    filing: Filing,
    *,
    a_second: float,
    progress: Callable[[int], None],
) -> None:
    """Right: each row a report of its own, at a steady pace; late ones are filed at once, never dropped."""
    start = time.monotonic()
    for number, draft in enumerate(drafts_of(desk, source, mapping, filing)):
        time.sleep(max(0.0, start + number / a_second - time.monotonic()))
        with desk.lead() as member:
            report = file_report(by=member, dossier=Dossier.objects.get(pk=desk.dossier_id), draft=draft)
        if filing.open_wanted:
            countersign_some(desk, record_id=report.id)
        progress(1)


def drafts_of(desk: Desk, source: Source, mapping: Mapping, filing: Filing) -> Iterator[ReportDraft]:
    for key, line in keyed_lines(source, desk.dossier_id):
        if draft := read_row(line, mapping, filing, form_key=key).draft:
            yield draft


def labels_of(desk: Desk, source: Source, mapping: Mapping) -> dict[uuid.UUID, str]:
    """The true entity of each row, by the form key that its report carries."""
    assert mapping.truth is not None
    return {key: mapping.truth.entity(line.values) for key, line in keyed_lines(source, desk.dossier_id)}


def countersign_some(desk: Desk, record_id: uuid.UUID | None = None) -> int:
    """Sign up to a batch of the pointers that wait for a second human; how many there were."""
    with desk.second() as member:
        waiting = Pointer.objects.filter(dossier_id=desk.dossier_id, opening=Opening.ASKED)
        if record_id is not None:
            waiting = waiting.filter(record_id=record_id)
        pointers = list(waiting[:BATCH])
        for pointer in pointers:
            countersign_open(by=member, pointer=pointer)
    return len(pointers)
