"""A delimited file as a header and rows of text, whatever program wrote it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

DELIMITERS = ",;\t|"
_BLANK = frozenset({"null", "n/a", "#n/a", "nan", "<na>", "\\n"})
"""What programs write for nothing."""

_MANY = 0.05
"""Share of a column from which the text NA is nothing, as R writes it, and not a name."""

Record = dict[str, str]


def text_of(path: Path) -> str:
    """Return a file's text: UTF-8, UTF-16 with its mark, else Windows-1252. Raises OSError."""
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def table_of(path: Path) -> tuple[list[str], list[Record]]:
    """Return (column names, rows), all values trimmed, missing ones empty. Raises OSError.

    Empty lines are no rows. A line that is too short lacks its last values; what one has too many is left out.
    """
    text = text_of(path)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    lines = _lines(text, delimiter)
    header = [name.strip() for name in next(lines, [])]
    rows = [dict(zip(header, _padded(line, len(header)), strict=False)) for line in lines]
    _empty_na(header, rows)
    return header, rows


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    return (line for line in reader if line)


def _padded(line: Sequence[str], width: int) -> list[str]:
    values = [value.strip() for value in line]
    return ["" if value.lower() in _BLANK else value for value in values] + [""] * (width - len(values))


def _empty_na(header: Sequence[str], rows: Sequence[Record]) -> None:
    for column in header:
        held = [row for row in rows if row[column] == "NA"]
        if len(held) > _MANY * len(rows):
            for row in held:
                row[column] = ""
