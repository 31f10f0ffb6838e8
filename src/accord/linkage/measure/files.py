"""Persons from delimited files and a map of columns, for training and measuring only: docs/linkage-maps.md.

The platform's importer is another thing: it keeps bad rows, reports progress and writes to the database.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from accord.linkage.identifiers import IdentifierKind
from accord.linkage.measure.dates import Born, patterns_of, read_date
from accord.linkage.measure.tables import table_of
from accord.linkage.person import Person

_TEXT_FIELDS = frozenset(
    "given_name family_name full_name sex street_number street city postal_code birth_place occupation".split()
)
_KINDS = frozenset(kind.value for kind in IdentifierKind)
_PARTS = ("year", "month", "day")
KNOWN = (
    _TEXT_FIELDS
    | _KINDS
    | {"aliases", "date_of_birth", "year_of_birth"}
    | {f"birth_{part}" for part in _PARTS}
)
_SECTIONS = {"fields": dict, "formats": dict, "truth": dict}


class BadMap(ValueError):
    """The map cannot be used, or not with this file; the message says where and what the file has."""


@dataclass(frozen=True, slots=True)
class Map:
    """Our field → their column, or several joined by a space; formats by field; column and pattern of the truth."""

    fields: Mapping[str, str | Sequence[str]]
    formats: dict[str, str] = field(default_factory=dict)
    truth_column: str = ""
    truth_pattern: str = ""

    @classmethod
    def load(cls, path: Path) -> Map:
        """Read a map in TOML: ``[fields]``, ``[formats]``, ``[truth]``. Raises BadMap, naming the line where it can."""
        text = path.read_text(encoding="utf-8")
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadMap(f"{path.name}: {error}") from error

        def bad(word: str, why: str) -> BadMap:
            return BadMap(f"{path.name}, line {_line_of(text, word)}: {why}")

        for name, section in content.items():
            if name not in _SECTIONS or not isinstance(section, dict):
                raise bad(name, f"{name} is no section; known are [fields], [formats], [truth]")
        fields = content.get("fields", {})
        if not fields:
            raise BadMap(
                f'{path.name}: [fields] names no field; write lines such as given_name = "first_name"'
            )
        for name, column in fields.items():
            if name not in KNOWN:
                raise bad(
                    name, f"{name} is no field; our field stands on the left: {', '.join(sorted(KNOWN))}"
                )
            if not (column and (isinstance(column, str) or _texts(column))):
                raise bad(name, f'{name} needs a column, "theirs", or several, ["one", "two"]')
        for name, pattern in content.get("formats", {}).items():
            if name != "date_of_birth" or not _is_date_pattern(pattern):
                raise bad(
                    name, "[formats] takes date_of_birth, with a pattern such as %d/%m/%Y for 27/03/1998"
                )
        truth = content.get("truth", {})
        if truth and not isinstance(truth.get("column"), str):
            raise bad("truth", '[truth] needs column = "theirs"')
        try:
            groups = re.compile(truth.get("pattern", "()")).groups
        except re.error as error:
            raise bad("pattern", f"the pattern is no regular expression: {error}") from error
        if not groups:
            raise bad("pattern", "the pattern needs a group (in parentheses) that holds the entity")
        return cls(fields, content.get("formats", {}), truth.get("column", ""), truth.get("pattern", ""))

    def only(self, *names: str) -> Map:
        """Return the map with some of our fields only."""
        return replace(self, fields={ours: theirs for ours, theirs in self.fields.items() if ours in names})

    def columns_of(self, ours: str) -> tuple[str, ...]:
        """Return their columns of one of our fields, none where the map leaves it out."""
        theirs = self.fields.get(ours, ())
        return (theirs,) if isinstance(theirs, str) else tuple(theirs)

    def check(self, columns: Sequence[str], where: str) -> None:
        """Raise BadMap when a column of the map is not among a file's, saying which it has."""
        wanted = {theirs: ours for ours in self.fields for theirs in self.columns_of(ours)}
        if self.truth_column:
            wanted.setdefault(self.truth_column, "[truth] column")
        for theirs, ours in wanted.items():
            if theirs not in columns:
                raise BadMap(f'{where}: no column "{theirs}" (for {ours}); the file has {", ".join(columns)}')


@dataclass(frozen=True, slots=True)
class Row:
    """A person and the true entity, empty where unknown."""

    person: Person
    truth: str


def read_rows(path: Path, columns: Map) -> list[Row]:
    """Return the persons of a delimited file; see :mod:`accord.linkage.measure.tables`.

    Raises BadMap when the file lacks a column of the map, OSError when it cannot be read.
    """
    header, rows = table_of(path)
    columns.check(header, path.name)
    dates = columns.columns_of("date_of_birth")
    texts = (" ".join(filter(None, (row[one] for one in dates))) for row in rows) if dates else ()
    patterns = patterns_of(texts, columns.formats.get("date_of_birth", ""))
    return [Row(_person(row, columns, patterns), _truth(row, columns)) for row in rows]


def _line_of(text: str, word: str) -> int:
    """Return the first line that begins with a word (brackets aside), 1 where none does."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf'[\s\["]*{re.escape(word)}\b', line):
            return number
    return 1


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def _is_date_pattern(pattern: Any) -> bool:
    try:
        datetime.strptime(datetime(2001, 2, 3).strftime(pattern), pattern)
    except (TypeError, ValueError):
        return False
    return "%" in pattern


def _truth(row: dict[str, Any], columns: Map) -> str:
    value = (row.get(columns.truth_column) or "").strip()
    if not columns.truth_pattern:
        return value
    found = re.search(columns.truth_pattern, value)
    return (found.group(1) or "") if found else ""


def _person(row: dict[str, Any], columns: Map, patterns: Sequence[str]) -> Person:
    values = {
        ours: " ".join(filter(None, ((row.get(theirs) or "").strip() for theirs in columns.columns_of(ours))))
        for ours in columns.fields
    }
    text = {ours: value for ours, value in values.items() if ours in _TEXT_FIELDS}
    identifiers = tuple((kind, value) for kind, value in values.items() if kind in _KINDS and value)
    born, years = read_date(values.get("date_of_birth", ""), patterns)
    if born is None and years is None:
        born, years = _date_of_parts(*(values.get(f"birth_{part}", "") for part in _PARTS))
    if born is None and years is None:
        born, years = None, read_date(values.get("year_of_birth", ""), ())[1]
    aliases = tuple(alias for alias in values.get("aliases", "").split(";") if alias.strip())
    return Person(**text, aliases=aliases, date_of_birth=born, year_of_birth=years, identifiers=identifiers)


def _date_of_parts(year: str, month: str, day: str) -> Born:
    """Return the date of three columns; the year alone where month or day is missing or impossible."""
    numbers = [int(float(one)) if re.fullmatch(r"\d{1,4}(\.0)?", one) else 0 for one in (year, month, day)]
    try:
        return date(*numbers), None
    except ValueError:
        return None, read_date(year, ())[1]
