"""The work folder of a run: what is compared, and what has been found so far.

It holds opened payloads: mode 0700, files 0600, and whoever made it removes it at the end. A file appears whole
(written aside, flushed, renamed), so that a kill at any moment leaves nothing half done.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

MEETS, OPEN, FOR_GOOD = 1, 2, 4
"""What a row takes part in: meets other groups; within its own group an open row meets those protected for good."""

ROWS = pa.schema(
    [
        ("no", pa.int32()),
        ("grp", pa.int32()),
        ("roles", pa.uint8()),
        ("subject", pa.int64()),
        ("keys", pa.list_(pa.int32())),
        ("payload", pa.binary()),
    ]
)
PAIRS = pa.schema([("left", pa.int32()), ("right", pa.int32()), ("weight", pa.float64())])
CANDIDATES = b"candidates"


@dataclass(frozen=True, slots=True)
class Row:
    """A person to compare. ``no``: the caller's number; ``group``: the agency's; ``roles``: flags above;
    ``subject``: the caller's, handed through."""

    no: int
    group: int
    roles: int
    subject: int
    keys: Sequence[int]
    payload: bytes


class Folder:
    """A work folder, made where it does not stand yet."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.chmod(0o700)
        self.path = path

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def remove(self) -> None:
        """Remove it and everything in it."""
        shutil.rmtree(self.path, ignore_errors=True)

    # What is compared

    def write_part(self, number: int, rows: Iterable[Row]) -> int:
        """Write some rows; how many."""
        columns: list[list[Any]] = [[], [], [], [], [], []]
        for one in rows:
            for column, value in zip(
                columns, (one.no, one.group, one.roles, one.subject, list(one.keys), one.payload), strict=True
            ):
                column.append(value)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, ROWS, strict=True)]
        self.write_table(f"rows-{number:06d}.parquet", pa.table(arrays, schema=ROWS))
        return len(columns[0])

    def parts(self) -> list[Path]:
        """Files of rows, in order."""
        return sorted(self.path.glob("rows-*.parquet"))

    # What is found

    def write_pairs(
        self, number: int, left: np.ndarray, right: np.ndarray, weight: np.ndarray, candidates: int
    ) -> None:
        """Write a chunk's pairs (numbers of the caller's), and how many were compared for them."""
        table = pa.table([left, right, weight], schema=PAIRS)
        table = table.replace_schema_metadata({CANDIDATES: str(candidates).encode()})
        self.write_table(f"pairs-{number:06d}.parquet", table)

    def done(self) -> dict[int, tuple[int, int]]:
        """Chunk → (candidates, pairs) of the chunks that are done."""
        found = {}
        for path in sorted(self.path.glob("pairs-*.parquet")):
            said = pq.ParquetFile(path)
            found[int(path.stem[6:])] = (
                int(said.schema_arrow.metadata[CANDIDATES]),
                int(said.metadata.num_rows),
            )
        return found

    def pairs(self) -> pa.Table:
        """All pairs found, sorted."""
        tables = [
            pq.read_table(path).replace_schema_metadata()
            for path in sorted(self.path.glob("pairs-*.parquet"))
        ]
        table = pa.concat_tables([PAIRS.empty_table(), *tables])
        return table.sort_by([("left", "ascending"), ("right", "ascending")])

    # Notes

    def note(self, name: str, value: dict[str, Any]) -> None:
        """Remember something about the run."""
        self._whole(f"{name}.json", lambda path: path.write_text(json.dumps(value)))

    def noted(self, name: str) -> dict[str, Any] | None:
        """What was remembered."""
        path = self / f"{name}.json"
        found: dict[str, Any] | None = json.loads(path.read_text()) if path.exists() else None
        return found

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a table; keyed tokens do not compress."""
        self._whole(name, lambda path: pq.write_table(table, path, compression="NONE", row_group_size=8_192))

    def _whole(self, name: str, write: Any) -> None:
        aside = self / f".{name}"
        aside.touch(mode=0o600)
        write(aside)
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        aside.replace(self / name)
