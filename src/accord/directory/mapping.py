"""A map says which of a file's columns is which of ours (facts about column names, in TOML); ``maps/`` has examples.

source = "toronto-211"          whose list this is
items, inside = "features", "properties"      where a JSON file has its list, and each row its columns
[columns]                       ours = theirs; of several, the first that is filled ("phones": all of them)
[constants]                     ours = value
[words.needs]                   their word = ours, for needs, status, genders …
[[join]]                        file, prefix, key, on: another CSV of the same folder, as "prefix.column"
[rules]                         places_need_a_number: an address without one, or a post box, is no place
                                all_of: fields that take every one of their columns, one after the other
                                organization_before: the organization is the name up to this sign
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accord.directory.records import TEXTS, BadList

OURS = frozenset(TEXTS).union(
    """
id name_en url email status confidential needs languages areas verified_on phones hours hours_en hours_fr keywords
organization.id organization.name_en organization.name_fr organization.description_en organization.description_fr
organization.url organization.email
place.id place.name place.street place.city place.province place.postal_code place.country place.latitude
place.longitude place.accessibility place.transport
age_min age_max genders accessibility statuses children pets substance_use notes_en notes_fr
""".split()
)
TABLES = {"source", "items", "inside", "columns", "constants", "words", "join", "rules"}


@dataclass(frozen=True)
class Join:
    file: str
    prefix: str
    key: str
    on: str


@dataclass(frozen=True)
class Mapping:
    source: str
    columns: dict[str, list[str]]
    constants: dict[str, Any] = field(default_factory=dict)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    items: str = ""
    inside: str = ""
    places_need_a_number: bool = False
    organization_before: str = ""
    all_of: tuple[str, ...] = ()


def load_mapping(file: Path) -> Mapping:
    """Raises BadList, in words, for a map that cannot be meant."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadList(f"{file.name}: {error}") from None
    columns = {ours: [theirs] if isinstance(theirs, str) else theirs
               for ours, theirs in _flat(said.get("columns", {})).items()}  # fmt: skip
    constants = _flat(said.get("constants", {}))
    unknown = sorted((set(columns) | set(constants)) - OURS) + sorted(set(said) - TABLES)
    if unknown:
        raise BadList(
            _("%(map)s: the directory has no %(names)s; look up the names in docs/directory.md")
            % {"map": file.name, "names": ", ".join(unknown)}
        )
    if missing := {"source", "id", "name_en"} - set(columns) - set(said):
        raise BadList(
            _("%(map)s: say what %(names)s is in their list")
            % {"map": file.name, "names": ", ".join(sorted(missing))}
        )
    try:
        joins = [Join(**each) for each in said.get("join", [])]
        return Mapping(
            source=said["source"], columns=columns, constants=constants, words=said.get("words", {}),
            joins=joins, items=said.get("items", ""), inside=said.get("inside", ""), **said.get("rules", {}),
        )  # fmt: skip
    except TypeError as error:
        raise BadList(f"{file.name}: {error}") from None


def _flat(table: dict[str, Any], before: str = "") -> dict[str, Any]:
    """TOML reads ``place.street`` as a table in a table; here it is one name again."""
    flat: dict[str, Any] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return flat
