"""MAP.toml: which of their columns is which of our fields, and how they write dates."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accord.linkage import IdentifierKind

PERSON_FIELDS = (
    "given_name", "family_name", "full_name", "aliases", "date_of_birth", "age_from", "age_to", "sex", "role",
    "street_number", "street", "city", "postal_code", "birth_place", "occupation",
)  # fmt: skip
REPORT_FIELDS = ("file_number", "narrative", "occurred_on", "report_city")
# A platform for a handle, a province for a plate, "hotel" or "address" for premises.
IDENTIFIER_FIELDS = tuple(kind.value for kind in IdentifierKind) + tuple(
    f"{kind.value}_context" for kind in IdentifierKind
)
FIELDS = frozenset(PERSON_FIELDS + REPORT_FIELDS + IDENTIFIER_FIELDS)
DATE_FIELDS = ("date_of_birth", "occurred_on")


class BadMap(ValueError):
    """The map cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Truth:
    """Where the true entity of a row stands, in a labelled file. For scoring only; never imported."""

    column: str
    pattern: re.Pattern[str] | None = None

    def entity(self, row: dict[str, str]) -> str:
        """The entity that a row is about, or "" where the label is missing."""
        value = row.get(self.column, "")
        if self.pattern is None:
            return value
        found = self.pattern.search(value)
        return (found.group(1) if found.groups() else found.group()) if found else ""


@dataclass(frozen=True)
class Mapping:
    """``fields``: ours → theirs. ``formats``: strptime patterns. ``defaults``: the same value for every row."""

    fields: dict[str, str]
    formats: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    truth: Truth | None = None

    def ours(self, row: dict[str, str]) -> dict[str, str]:
        """A row of theirs under our names, stripped of padding; empty values are left out."""
        found = {name: row.get(column, "").strip() for name, column in self.fields.items()}
        return {**self.defaults, **{name: value for name, value in found.items() if value}}

    def within(self, columns: list[str]) -> Mapping:
        """The same map, less the fields whose column this file lacks."""
        return replace(
            self, fields={ours: theirs for ours, theirs in self.fields.items() if theirs in columns}
        )

    def missing_columns(self, columns: list[str]) -> list[str]:
        """Columns that the map names and the file lacks."""
        wanted = {*self.fields.values(), *([self.truth.column] if self.truth else [])}
        return sorted(wanted - set(columns))


def load_mapping(path: Path) -> Mapping:
    """Read a MAP.toml. Raises ``BadMap`` with what to change."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadMap(_("The map %(path)s cannot be read.") % {"path": path}) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMap(_("The map is not TOML: %(why)s") % {"why": error}) from error
    unknown = sorted(set(raw) - {"fields", "formats", "defaults", "truth"})
    if unknown:
        raise BadMap(_("The map has sections that nothing reads: %(names)s") % {"names": ", ".join(unknown)})
    fields = _known(raw.get("fields", {}), "fields", FIELDS)
    if not fields:
        raise BadMap(
            _('The map names no fields. Write, under [fields], lines such as: given_name = "prenom"')
        )
    return Mapping(
        fields=fields,
        formats=_formats(raw.get("formats", {})),
        defaults=_known(raw.get("defaults", {}), "defaults", FIELDS),
        truth=_truth(raw.get("truth")),
    )


def _known(section: Any, name: str, allowed: frozenset[str]) -> dict[str, str]:
    if not isinstance(section, dict) or not all(isinstance(value, str) for value in section.values()):
        raise BadMap(_('[%(name)s] must hold lines of the form: ours = "theirs"') % {"name": name})
    unknown = sorted(set(section) - allowed)
    if unknown:
        raise BadMap(
            _("[%(name)s] names fields that do not exist: %(unknown)s. Known are: %(known)s")
            % {"name": name, "unknown": ", ".join(unknown), "known": ", ".join(sorted(allowed))}
        )
    return dict(section)


def _formats(section: Any) -> dict[str, str]:
    formats = _known(section, "formats", frozenset(DATE_FIELDS))
    for name, pattern in formats.items():
        try:
            # A pattern that cannot read back what it writes would turn every row into an error.
            datetime.strptime(datetime(2001, 2, 3).strftime(pattern), pattern)
        except ValueError as error:
            raise BadMap(
                _("[formats] %(name)s: %(pattern)s is no date pattern; for 27/03/1998 write %%d/%%m/%%Y")
                % {"name": name, "pattern": pattern}
            ) from error
    return formats


def _truth(section: Any) -> Truth | None:
    if section is None:
        return None
    if not isinstance(section, dict) or "column" not in section:
        raise BadMap(_("[truth] needs the name of a column"))
    try:
        pattern = re.compile(section["pattern"]) if "pattern" in section else None
    except re.error as error:
        raise BadMap(_("[truth] the pattern is no regular expression: %(why)s") % {"why": error}) from error
    return Truth(section["column"], pattern)
