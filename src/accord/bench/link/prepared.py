"""What every engine is given: the same columns under our names, row by row, and no truth."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from accord.bench.link.guess import guess_map
from accord.linkage.identifiers import IdentifierKind
from accord.linkage.measure.files import Map, Row, read_rows
from accord.linkage.measure.tables import table_of
from accord.linkage.person import Person

TEXT = "given_name family_name full_name sex street_number street city postal_code birth_place occupation".split()
COLUMNS = [*TEXT, "date_of_birth", *(kind.value for kind in IdentifierKind)]
_SAMPLE = 2_000


class BadLabels(Exception):
    """The file, its map or its truth column cannot be used; the message says why and what to do."""


def header_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return (column names, first rows) of a delimited file. Raises BadLabels for a file without rows."""
    header, rows = table_of(path)
    if not rows:
        raise BadLabels(f"{path.name} has a header but no rows, or is empty")
    return header, rows[:_SAMPLE]


def map_of(path: Path, given: Path | None, other: Path | None = None) -> Map:
    """Return the map given, or one guessed from a file and the one to link it with.

    Raises BadLabels where either is of no use.
    """
    header, rows = header_of(path)
    if given is None:
        columns = guess_map(header, rows, header_of(other)[1] if other else None)
    else:
        try:
            columns = Map.load(given)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadLabels(f"{given.name} is no map of columns: {error}. See docs/linkage-maps.md") from None
    if not columns.fields:
        raise BadLabels(
            f"no column of {path.name} has a known name; write a map ([fields]) and give it with --map"
        )
    if not columns.truth_column:
        raise BadLabels(
            f"{path.name}: no column says who is who, so nothing can be scored."
            " Name it in the map: [truth] column = '…'"
        )
    return columns


def labelled(path: Path, columns: Map) -> list[Row]:
    """Return the rows of a file with their true ids. Raises BadLabels for columns that the file lacks."""
    header, _rows = header_of(path)
    if missing := sorted(_columns(columns) - set(header)):
        raise BadLabels(f"{path.name} has no column {', '.join(missing)}; it has {', '.join(header)}")
    return read_rows(path, columns)


def has_all(path: Path, columns: Map) -> bool:
    """Say whether a file has every column that a map names."""
    return _columns(columns) <= set(header_of(path)[0])


def _columns(columns: Map) -> set[str]:
    """The columns that a map reads, that of the truth included."""
    return {one for ours in columns.fields for one in columns.columns_of(ours)} | {columns.truth_column}


def write(rows: Sequence[Row], path: Path) -> list[str]:
    """Write rows for the engines: ``row`` (from 0) and the columns that any row fills; return these columns.

    Dates are ISO, a known year alone is four digits.
    """
    values = [_values(row.person) for row in rows]
    used = [column for column in COLUMNS if any(column in one for one in values)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", *used])
        writer.writerows([at, *(one.get(column, "") for column in used)] for at, one in enumerate(values))
    return used


def _values(person: Person) -> dict[str, str]:
    values = {name: getattr(person, name) for name in TEXT}
    values |= dict(reversed([(str(kind), text) for kind, text in person.identifiers]))
    if person.date_of_birth:
        values["date_of_birth"] = person.date_of_birth.isoformat()
    elif person.year_of_birth and person.year_of_birth[0] == person.year_of_birth[1]:
        values["date_of_birth"] = f"{person.year_of_birth[0]:04d}"
    return {name: " ".join(value.split()) for name, value in values.items() if value.strip()}
