"""A map of columns guessed from a header and some values, for a file that comes without one.

What names of columns mean stands in :mod:`accord.bench.link.headers`. What is guessed is printed as TOML, so that it
can be kept, mended and given back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise

from anyascii import anyascii

from accord.bench.link.headers import ID_OF_ELSE, ID_WORDS, NAMES, ROW_ID, SECOND, TRUE_ID, TRUTH
from accord.linkage.measure.dates import format_of
from accord.linkage.measure.files import Map

Record = Mapping[str, str]

_FEBRL = r"rec-(\d+)"
_OURS = {name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names.split())}


def plain(header: str) -> str:
    """Return a header as lower-case words joined by "_", without accents; other scripts letter by letter."""
    bare = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", anyascii(unicodedata.normalize("NFKC", header)))
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")


def guess_map(header: Sequence[str], rows: Sequence[Record], others: Sequence[Record] | None = None) -> Map:
    """Return a map for a header, as far as names tell; ``rows`` (a sample) tell the format of dates and true ids.

    ``others``: rows of the file to link with, whose values tell a true id from a row's number.
    """
    filled = [column for column in header if _filled(rows, column)]
    best: dict[str, tuple[int, str]] = {}
    for column in filled:
        field, rank = _OURS.get(plain(column), ("", 0))
        if field:
            best[field] = min(best.get(field, (rank, column)), (rank, column))
    fields: dict[str, str | Sequence[str]] = {field: best[field][1] for field in NAMES if field in best}
    _one_name(fields)
    for field, names in SECOND.items():
        rest = [column for column in filled if field in fields and plain(column) in names.split()]
        if rest:
            fields[field] = [str(fields[field]), *rest]
    _one_date(fields)
    formats = {}
    if "date_of_birth" in fields and (pattern := format_of(_values(rows, str(fields["date_of_birth"])))):
        formats["date_of_birth"] = pattern
    taken = {one for value in fields.values() for one in ([value] if isinstance(value, str) else value)}
    column, pattern = _truth([column for column in header if column not in taken], rows, others)
    return Map(fields, formats, truth_column=column, truth_pattern=pattern)


def _filled(rows: Sequence[Record], column: str) -> bool:
    return not rows or any((row.get(column) or "").strip() for row in rows)


def _one_name(fields: dict[str, str | Sequence[str]]) -> None:
    """Settle which of given, family and full name there are: "nom" alone holds the whole name."""
    if "family_name" in fields and "given_name" not in fields and "full_name" not in fields:
        fields["full_name"] = fields.pop("family_name")
    elif "family_name" in fields and "given_name" not in fields:
        fields["given_name"] = fields.pop("full_name")  # "name, surname": the first is the given one
    if "given_name" in fields and "family_name" not in fields:
        fields.setdefault("full_name", fields["given_name"])
        del fields["given_name"]
    if {"given_name", "family_name"} <= set(fields):
        fields.pop("full_name", None)


def _one_date(fields: dict[str, str | Sequence[str]]) -> None:
    """Drop the parts of a date beside the whole of it, and parts without a year: "bd" alone may be anything."""
    if "date_of_birth" in fields or "birth_year" not in fields:
        for part in ("birth_year", "birth_month", "birth_day"):
            fields.pop(part, None)


def as_toml(columns: Map) -> str:
    """Return a map as the TOML that ``--map`` reads."""

    def quoted(text: object) -> str:
        return "'" + str(text) + "'" if "'" not in str(text) else '"' + str(text).replace('"', '\\"') + '"'

    def listed(theirs: str | Sequence[str]) -> str:
        return quoted(theirs) if isinstance(theirs, str) else f"[{', '.join(map(quoted, theirs))}]"

    lines = ["[fields]", *(f"{ours} = {listed(theirs)}" for ours, theirs in columns.fields.items())]
    if columns.formats:
        lines += ["", "[formats]", *(f"{ours} = {quoted(one)}" for ours, one in columns.formats.items())]
    if columns.truth_column:
        lines += ["", "[truth]", f"column = {quoted(columns.truth_column)}"]
        lines += [f"pattern = {quoted(columns.truth_pattern)}"] if columns.truth_pattern else []
    return "\n".join(lines) + "\n"


def _truth(
    columns: Sequence[str], rows: Sequence[Record], others: Sequence[Record] | None
) -> tuple[str, str]:
    """Return (column, pattern) of the true id; ("", "") where no column looks like one.

    A name that says a person's or an entity's id is believed; of several the first whose values come twice. What may
    be a row's own number is believed in FEBRL's pattern, or when its values come twice; so is any other id, at last.
    """
    named = {plain(column): column for column in columns}
    sure = [named[name] for name in TRUTH if name in named]
    sure += [column for name, column in named.items() if name not in TRUTH and TRUE_ID.fullmatch(name)]
    for column in [*sure, *(named[name] for name in ROW_ID if name in named)]:
        values = _values(rows, column)
        if values and all(re.match(_FEBRL, value) for value in values):
            return column, _FEBRL
    twice = [column for column in sure if _comes_twice(rows, others, column)]
    twice += [named[name] for name in ROW_ID if name in named and _tells(rows, others, named[name])]
    some = [column for name, column in named.items() if _is_some_id(name) and _tells(rows, others, column)]
    return [*twice, *sure, *some, ""][0], ""


def _is_some_id(name: str) -> bool:
    words = set(name.split("_"))
    return bool(words & ID_WORDS) and not words & ID_OF_ELSE


def _values(rows: Sequence[Record], column: str) -> list[str]:
    return [value for row in rows if (value := (row.get(column) or "").strip())]


def _comes_twice(rows: Sequence[Record], others: Sequence[Record] | None, column: str) -> bool:
    values = _values(rows, column)
    return len(set(values)) < len(values) or not set(values).isdisjoint(_values(others or (), column))


def _tells(rows: Sequence[Record], others: Sequence[Record] | None, column: str) -> bool:
    """Say whether a column that may number rows tells of persons: values come twice, and are no mere count."""
    files = [found for found in (_values(rows, column), _values(others or (), column)) if found]
    return _comes_twice(rows, others, column) and not all(_counts_on(values) for values in files)


def _counts_on(values: Sequence[str]) -> bool:
    """Say whether values are whole numbers, each one more than the last."""
    if not all(value.isdecimal() for value in values):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(values))
