"""Tables of a TOML file, read field by field, with complaints that say which file, which entry and what to write."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from accord.support.screening.words import Words, said

LARGEST_FILE = 1_000_000  # bytes; the longest that is shipped has a twentieth of it
LONGEST_TEXT = 1000


class BadFile(ValueError):
    """A file that cannot be used as it is. ``words`` says in both languages which file, where in it, and what to do."""

    def __init__(self, problem: str, *, file: str, where: str | Words = "", **values: Any) -> None:
        place = said("problems.in_file", file=file)
        if where:
            place = said("problems.in_entry", file=file, where=where)
        what = said(f"problems.{problem}", **values)
        self.words = said("problems.place_and_what", place=place, what=what)
        super().__init__(self.words.en)


class Table:
    """One table. Fields are taken one by one; ``finish`` refuses what nobody took: a misspelt field is a lost one."""

    def __init__(self, content: Any, *, file: str, where: str = "") -> None:
        self.file, self.where = file, where
        if not isinstance(content, dict):
            raise self.bad("not_table")
        self._content = dict(content)

    def bad(self, problem: str, **values: Any) -> BadFile:
        return BadFile(problem, file=self.file, where=self.where, **values)

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def text(self, name: str, *, optional: bool = False) -> str:
        value = self._content.pop(name, "" if optional else None)
        if value is None:
            raise self.bad("missing", field=name)
        if not isinstance(value, str) or (not value.strip() and not optional):
            raise self.bad("not_text", field=name)
        if len(value) > LONGEST_TEXT:
            raise self.bad("too_long", field=name, most=LONGEST_TEXT)
        return value.strip()

    def words(self, name: str) -> Words:
        """``name_en`` and ``name_fr``: whoever is served in French is served as well."""
        return Words(self.text(f"{name}_en"), self.text(f"{name}_fr"))

    def choice(self, name: str, allowed: Iterable[str], *, default: str | None = None) -> str:
        value = self._content.pop(name, default)
        if value not in (known := [*allowed]):
            raise self.bad("not_allowed", field=name, value=value, allowed=", ".join(known))
        return value

    def choices(self, name: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Several, each known; none where the field is absent."""
        value = self._content.pop(name, [])
        if not isinstance(value, list):
            raise self.bad("not_list", field=name)
        known = [*allowed]
        for each in value:
            if each not in known:
                raise self.bad("not_allowed", field=name, value=each, allowed=", ".join(known))
        return tuple(value)

    def number(self, name: str) -> float:
        return self._as_number(name, self._content.pop(name, None))

    def numbers(self, name: str) -> dict[str, float]:
        value = self._content.pop(name, {})
        if not isinstance(value, dict):
            raise self.bad("not_table_field", field=name)
        return {key: self._as_number(f"{name}.{key}", each) for key, each in value.items()}

    def _as_number(self, name: str, value: Any) -> float:
        good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1_000_000
        if not good:  # also what is not a number at all: nan fails both comparisons
            raise self.bad("not_number", field=name)
        return float(value)

    def day(self, name: str, *, optional: bool = False) -> date | None:
        value = self._content.pop(name, None)
        if value is None and optional:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.bad("not_day", field=name)
        return value

    def yes(self, name: str) -> bool:
        """A field that is true, or false by being absent."""
        value = self._content.pop(name, False)
        if not isinstance(value, bool):
            raise self.bad("not_yes", field=name)
        return value

    def raw(self, name: str, default: Any = None) -> Any:
        return self._content.pop(name, default)

    def tables(self, name: str) -> list[Table]:
        """The entries of ``[[name]]``, each known by its id or code, else by its place."""
        value = self._content.pop(name, [])
        if not isinstance(value, list):
            raise self.bad("not_entries", field=name)
        return [
            Table(entry, file=self.file, where=f"{self.where} {name} {_called(entry, place)}".strip())
            for place, entry in enumerate(value, start=1)
        ]

    def finish(self) -> None:
        if self._content:
            raise self.bad("unread", fields=", ".join(sorted(self._content)))


def _called(entry: Any, place: int) -> str:
    named = (entry.get("id") or entry.get("code")) if isinstance(entry, dict) else None
    return str(named or f"#{place}")


def text_of(path: Path) -> str:
    """Raises ``BadFile`` where the file is missing, too large or not UTF-8."""
    try:
        content = path.read_bytes()
        if len(content) > LARGEST_FILE:
            raise BadFile("too_large", file=path.name, most=LARGEST_FILE)
        return content.decode("utf-8")
    except OSError:
        raise BadFile("unreadable", file=path.name) from None
    except UnicodeDecodeError:
        raise BadFile("not_utf8", file=path.name) from None


def table_of(text: str, *, file: str) -> Table:
    """A whole file. Raises ``BadFile`` with the line where TOML stops making sense."""
    try:
        return Table(tomllib.loads(text), file=file)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadFile("not_toml", file=file, why=error) from None
