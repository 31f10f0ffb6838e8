"""The model: weights a level, frozen frequencies of common names, thresholds; read from a JSON file.

Fellegi and Sunter (1969): each level of each field weighs log2(m/u), where m is how often true pairs show it and
u how often others do. For common names u is their own (frequencies frozen in the file, so a score tells nothing
about live holdings). Fields that go together are not counted twice, see ``weigh.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

from accord.linkage.compare.levels import FIELDS
from accord.linkage.keyed import KeyedModel
from accord.linkage.weigh import Rules, Table

PACKAGED = Path(__file__).parent / "models" / "persons-2.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Model:
    """Weights and frequencies in plain text; :meth:`keyed` makes them usable on tokens.

    ``tables``: field → weight of each level (bits), a last 0 for missing. ``heads``: field → common value →
    its own table. ``rules``: thresholds, caps and penalties. ``report``: how it was trained.
    """

    version: str
    tables: dict[str, Table]
    heads: dict[str, dict[str, Table]]
    rules: Rules
    report: dict[str, Any]

    @classmethod
    def load(cls, path: Path | None = None) -> Model:
        """Read a model file (default: the packaged one). Raises ValueError for another format, OSError, KeyError."""
        return _load(path or PACKAGED)

    @classmethod
    def of(cls, content: dict[str, Any]) -> Model:
        """Build a model from the parsed content of a model file."""
        if content.get("format") != FORMAT:
            raise ValueError(f"model file format {content.get('format')!r} is not {FORMAT}")
        tables = {field: _table(content["fields"][field], names) for field, names in FIELDS.items()}
        heads = {
            field: {value: _head(tables[field], own, FIELDS[field]) for value, own in values.items()}
            for field, values in content["frequencies"].items()
        }
        return cls(content["version"], tables, heads, Rules(**content["rules"]), content.get("report", {}))

    def keyed(self, key: bytes) -> KeyedModel:
        """Return the model for payloads made under a key (at least 16 bytes, else ValueError); keep it."""
        return KeyedModel(self.tables, self.heads, self.rules, key)


@cache
def _load(path: Path) -> Model:
    return Model.of(json.loads(path.read_text(encoding="utf-8")))


def _table(levels: dict[str, list[float]], names: tuple[str, ...]) -> Table:
    """Return the weights in the order of the levels, then 0 for missing. A level younger than the file weighs as the
    last one that it knows."""
    known = (levels.get(name, levels[names[-1]]) for name in names)
    return (*(log2(m / u) for m, u in known), 0.0)


def _head(table: Table, own: dict[str, float], names: tuple[str, ...]) -> Table:
    """Return a common value's table: the field's, shifted at the levels whose own weight is given (bits)."""
    return (*(own.get(name, weight) for name, weight in zip(names, table, strict=False)), 0.0)
