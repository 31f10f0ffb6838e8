"""Filing a whole file: batch by batch, a transaction each, resumable, and with a list of what was not understood."""

from __future__ import annotations

import csv
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.dossiers.models import Dossier
from accord.importing.mapping import BadMap, Mapping
from accord.importing.rows import Filing, Reading, keyed_lines, read_row
from accord.importing.source import Source
from accord.reports.actions import file_many
from accord.reports.models import Report

BATCH = 250


@dataclass
class Result:
    """Rows of one run. ``already`` were filed by an earlier run of the same rows."""

    read: int = 0
    filed: int = 0
    already: int = 0
    refused: int = 0
    remarked: int = 0


def import_persons(
    source: Source,
    mapping: Mapping,
    filing: Filing,
    *,
    dossier_id: uuid.UUID,
    act: Callable[[], AbstractContextManager[Member]],
    errors: Path | None = None,
    dry_run: bool = False,
    batch: int = BATCH,
    progress: Callable[[int], None] = lambda rows: None,
) -> Result:
    """File every row of the source on the dossier.

    ``act`` opens one committed transaction on behalf of the member: each batch runs in its own, so a run that is killed
    loses at most the batch at hand, and a second run goes on after it. A row that cannot be filed goes to ``errors``
    (CSV: row, what was done with it, why) and stops nothing. Raises ``BadMap`` where the map names missing columns.
    """
    missing = mapping.missing_columns(source.columns)
    if missing:
        raise BadMap(
            _("The file has no column named %(missing)s. It has: %(columns)s")
            % {"missing": ", ".join(missing), "columns": ", ".join(source.columns)}
        )
    result = Result()
    readings = _readings(source, mapping, filing, dossier_id)
    with _ErrorList(errors) as list_of_errors:
        while group := list(islice(readings, batch)):
            for reading in group:
                list_of_errors.add(reading, result)
            if not dry_run:
                with act() as member:
                    _file(group, member, dossier_id, result)
            progress(len(group))
    return result


def _readings(source: Source, mapping: Mapping, filing: Filing, dossier_id: uuid.UUID) -> Iterator[Reading]:
    for key, line in keyed_lines(source, dossier_id):
        yield read_row(line, mapping, filing, form_key=key)


def _file(group: list[Reading], member: Member, dossier_id: uuid.UUID, result: Result) -> None:
    dossier = Dossier.objects.get(pk=dossier_id)
    drafts = {reading.draft.form_key: reading.draft for reading in group if reading.draft}
    known = set(
        Report.objects.filter(dossier_id=dossier_id, form_key__in=drafts).values_list("form_key", flat=True)
    )
    fresh = [draft for key, draft in drafts.items() if key not in known]
    if fresh:
        file_many(by=member, dossier=dossier, drafts=fresh)
    result.filed += len(fresh)
    result.already += len(known)


class _ErrorList:
    """The file of remarks and refusals, made when the first is needed, readable by its owner alone."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: TextIO | None = None

    def __enter__(self) -> _ErrorList:
        return self

    def __exit__(self, *_ignored: object) -> None:
        if self._file:
            self._file.close()

    def add(self, reading: Reading, result: Result) -> None:
        result.read += 1
        result.refused += bool(reading.refusal)
        result.remarked += bool(reading.remarks and not reading.refusal)
        for why in [reading.refusal] if reading.refusal else reading.remarks:
            self._write(reading.number, "not filed" if reading.refusal else "left out", why)

    def _write(self, row: int, what: str, why: str) -> None:
        if self.path is None:
            return
        if self._file is None:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(["row", "what", "why"])
        # A formula that stood in a cell must not run when the list is opened in a spreadsheet.
        csv.writer(self._file).writerow([row, what, "'" + why if why[:1] in "=+-@\t\r" else why])
