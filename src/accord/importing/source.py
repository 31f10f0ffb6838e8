"""Reading a file whatever its dialect: CSV in any usual encoding and delimiter, or Parquet."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

DELIMITERS = ",;\t|"
LONGEST_VALUE = 1_000_000  # characters in one cell; beyond that the quotes of the file are surely broken
PARQUET_MAGIC = b"PAR1"


class BadFile(ValueError):
    """The file cannot be read at all; the message says what to do."""


@dataclass(frozen=True)
class Line:
    """One row: its number in the file (the first row of data is 1), its values by column, or what is wrong with it."""

    number: int
    values: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class Source:
    """An opened file: its columns, how many rows it has, and the rows, as often as they are asked for."""

    path: Path
    columns: list[str]
    encoding: str = ""  # "" for Parquet
    delimiter: str = ""

    def lines(self) -> Iterator[Line]:
        return _csv_lines(self) if self.encoding else _parquet_lines(self)

    def count(self) -> int:
        return sum(1 for _line in self.lines())


def open_source(path: Path) -> Source:
    """Recognise the file. Raises ``BadFile`` with what to do."""
    try:
        with path.open("rb") as file:
            head = file.read(1 << 20)
    except OSError as error:
        raise BadFile(
            _("The file %(path)s cannot be read: %(why)s") % {"path": path, "why": error.strerror}
        ) from error
    if not head.strip(b"\x00 \r\n\t"):
        raise BadFile(_("The file is empty."))
    return _open_parquet(path) if head.startswith(PARQUET_MAGIC) else _open_csv(path, head)


def _open_csv(path: Path, head: bytes) -> Source:
    encoding = _encoding(path, head)
    text = head.decode(encoding, errors="ignore")
    first = text.splitlines()[0] if text.splitlines() else ""
    delimiter = max(DELIMITERS, key=first.count)
    columns = [name.strip().lstrip("\ufeff") for name in next(csv.reader([first], delimiter=delimiter), [])]
    if len(set(columns)) < len(columns):
        twice = sorted({name for name in columns if columns.count(name) > 1})
        raise BadFile(
            _("These columns stand twice in the first line: %(names)s") % {"names": ", ".join(twice)}
        )
    return Source(path, columns, encoding, delimiter)


def _encoding(path: Path, head: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes say so; otherwise Windows-1252, which Excel writes in Canada."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _csv_lines(source: Source) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_VALUE)
    # Five bytes are undefined in Windows-1252: they become a replacement mark in one value, and lose no row.
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        reader = csv.reader((line.replace("\x00", "") for line in file), delimiter=source.delimiter)
        next(reader, None)
        number = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield Line(number, {}, _("The row cannot be read: %(why)s") % {"why": error})
                continue
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            yield _line(number, source.columns, cells)


def _line(number: int, columns: list[str], cells: list[str]) -> Line:
    values = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        why = _("The row has %(cells)d values for %(columns)d columns; is a quotation mark missing?")
        return Line(number, values, why % {"cells": len(cells), "columns": len(columns)})
    return Line(number, {column: values.get(column, "") for column in columns})


def _open_parquet(path: Path) -> Source:
    import duckdb

    try:
        described = duckdb.connect().execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    except duckdb.Error as error:
        raise BadFile(
            _("The file is no readable Parquet: %(why)s") % {"why": str(error).splitlines()[0]}
        ) from error
    return Source(path, [row[0] for row in described])


def _parquet_lines(source: Source) -> Iterator[Line]:
    import duckdb

    rows = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(source.path)])
    number = 0
    while batch := rows.fetchmany(1000):
        for values in batch:
            number += 1
            plain = ("" if value is None else str(value).strip() for value in values)
            yield Line(number, dict(zip(source.columns, plain, strict=True)))
