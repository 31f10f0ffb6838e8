"""Rows in PostgreSQL's binary COPY format, after a row that the real path has written.

The pattern is read from the database as it stands; only what differs from row to row is put in its place. So whatever
a column holds that nobody thought of here is what the real path writes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = struct.pack(">h", -1)
ROWS_AT_ONCE = 100_000
Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Pattern:
    """A table (with its schema), its columns, and the binary fields of one of its rows (``None``: null)."""

    table: str
    columns: tuple[str, ...]
    fields: tuple[bytes | None, ...]

    @classmethod
    def read(cls, admin: psycopg.Connection, table: str, where: str) -> Pattern:
        """Read the first row that meets a condition. Raises LookupError without one."""
        schema, name = table.split(".")
        rows = admin.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
            " AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [schema, name],
        ).fetchall()
        columns = tuple(str(row[0]) for row in rows)
        query = (
            f"COPY (SELECT {', '.join(columns)} FROM {table} WHERE {where} LIMIT 1) TO STDOUT (FORMAT binary)"
        )
        with admin.cursor().copy(query.encode()) as copy:
            raw = b"".join(bytes(part) for part in copy)
        return cls(table, columns, _fields(raw))

    def fixed(self, count: int, values: Columns) -> bytes:
        """``count`` rows with some columns' values, each an array of as many bytes a row as the pattern has there."""
        layout: list[tuple[str, Any]] = [("count", ">i2")]
        for name, field in zip(self.columns, self.fields, strict=True):
            layout.append((f"{name} size", ">i4"))
            if field:
                layout.append((name, f"V{len(field)}"))
        rows = np.zeros(count, np.dtype(layout))
        rows["count"] = len(self.columns)
        for name, field in zip(self.columns, self.fields, strict=True):
            rows[f"{name} size"] = -1 if field is None else len(field)
            if field:
                rows[name] = (
                    as_bytes(values[name]) if name in values else np.frombuffer(field, f"V{len(field)}")[0]
                )
        return rows.tobytes()

    def varying(self, values: Mapping[str, Sequence[bytes]]) -> Iterator[bytes]:
        """Rows with values of any length."""
        head = struct.pack(">h", len(self.columns))
        whole: list[Any] = [
            values.get(
                name, struct.pack(">i", -1) if field is None else struct.pack(">i", len(field)) + field
            )
            for name, field in zip(self.columns, self.fields, strict=True)
        ]
        sized = [
            one if isinstance(one, bytes) else [struct.pack(">i", len(each)) + each for each in one]
            for one in whole
        ]
        count = len(next(iter(values.values())))
        for at in range(count):
            yield head + b"".join(one if isinstance(one, bytes) else one[at] for one in sized)

    def write(self, admin: psycopg.Connection, rows: Iterator[bytes]) -> None:
        """COPY rows into the table."""
        with admin.cursor().copy(
            f"COPY {self.table} ({', '.join(self.columns)}) FROM STDIN (FORMAT binary)".encode()
        ) as copy:
            copy.write(SIGNATURE)
            for part in rows:
                copy.write(part)
            copy.write(END)


def as_bytes(values: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers big-endian, raw bytes as they are: one void value a row."""
    if values.dtype.kind == "V":
        return values
    swapped = values.astype(values.dtype.newbyteorder(">"))
    return swapped.view(f"V{values.dtype.itemsize}")


def _fields(raw: bytes) -> tuple[bytes | None, ...]:
    at = len(SIGNATURE)
    (count,) = struct.unpack_from(">h", raw, at)
    if count < 0:
        raise LookupError("no row to take as a pattern")
    at += 2
    found: list[bytes | None] = []
    for _ in range(count):
        (size,) = struct.unpack_from(">i", raw, at)
        at += 4
        found.append(None if size < 0 else raw[at : at + size])
        at += max(0, size)
    return tuple(found)
