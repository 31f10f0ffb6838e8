"""Persons from delimited files and a map of columns, for training and measuring only.

The platform's importer is another thing: it keeps bad rows, reports progress and writes to the database.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from accord.linkage.identifiers import IdentifierKind
from accord.linkage.person import Person

_TEXT_FIELDS = frozenset(
    "given_name family_name full_name sex street_number street city postal_code birth_place occupation".split()
)
_KINDS = frozenset(kind.value for kind in IdentifierKind)
_DATE_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%Y/%m/%d")


@dataclass(frozen=True, slots=True)
class Map:
    """Our field → their column; formats by field; the column and pattern of the true entity."""

    fields: dict[str, str]
    formats: dict[str, str] = field(default_factory=dict)
    truth_column: str = ""
    truth_pattern: str = ""

    @classmethod
    def load(cls, path: Path) -> Map:
        """Read a map in TOML: ``[fields]``, ``[formats]``, ``[truth]`` with ``column`` and ``pattern``."""
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        truth = content.get("truth", {})
        return cls(
            content["fields"], content.get("formats", {}), truth.get("column", ""), truth.get("pattern", "")
        )

    def only(self, *names: str) -> Map:
        """Return the map with some of our fields only."""
        return replace(self, fields={ours: theirs for ours, theirs in self.fields.items() if ours in names})


@dataclass(frozen=True, slots=True)
class Row:
    """A person and the true entity, empty where unknown."""

    person: Person
    truth: str


def read_rows(path: Path, columns: Map) -> list[Row]:
    """Return the persons of a delimited file; comma, semicolon or tab; UTF-8 or Windows-1252."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True)
    reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
    return [Row(_person(row, columns), _truth(row, columns)) for row in reader]


def _truth(row: dict[str, Any], columns: Map) -> str:
    value = (row.get(columns.truth_column) or "").strip()
    if not columns.truth_pattern:
        return value
    found = re.search(columns.truth_pattern, value)
    return found.group(1) if found else ""


def _person(row: dict[str, Any], columns: Map) -> Person:
    values = {ours: (row.get(theirs) or "").strip() for ours, theirs in columns.fields.items()}
    text = {ours: value for ours, value in values.items() if ours in _TEXT_FIELDS}
    identifiers = tuple((kind, value) for kind, value in values.items() if kind in _KINDS and value)
    born, years = read_date(values.get("date_of_birth", ""), columns.formats.get("date_of_birth", ""))
    aliases = tuple(alias for alias in values.get("aliases", "").split(";") if alias.strip())
    return Person(**text, aliases=aliases, date_of_birth=born, year_of_birth=years, identifiers=identifiers)


def read_date(text: str, pattern: str = "") -> tuple[date | None, tuple[int, int] | None]:
    """Return (date, None), or (None, range of one year) for a bare year, or (None, None)."""
    for one in (pattern, *_DATE_FORMATS) if pattern else _DATE_FORMATS:
        try:
            return datetime.strptime(text, one).date(), None
        except ValueError:
            continue
    if re.fullmatch(r"[12]\d{3}", text):
        return None, (int(text), int(text))
    return None, None
