"""From which age a young person may agree alone, as far as somebody wrote it down: ``ages.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class AloneFrom:
    """``from_age`` in whole years; to what, in both languages. ``verified_on`` is empty while nobody checked it."""

    from_age: int
    for_en: str
    for_fr: str
    source: str
    verified_on: date | None = None


@cache
def ages() -> dict[str, AloneFrom]:
    """By the province's code of two letters; provinces that nobody wrote down are absent."""
    said = tomllib.loads((files("accord.consent") / "ages.toml").read_text(encoding="utf-8"))
    return {code: AloneFrom(**each) for code, each in said.items()}
