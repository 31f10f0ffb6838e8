"""Whom to call: reference data in ``lines.toml``, each line with the day on which somebody checked it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from accord.support.screening.words import Words

FILE = Path(__file__).with_name("lines.toml")


@dataclass(frozen=True)
class Line:
    """``number`` as it is dialled, or empty; ``verified_on`` is None where nobody has checked it."""

    uses: tuple[str, ...]
    name: Words
    number: str
    note: Words
    verified_on: date | None


def lines_for(use: str) -> list[Line]:
    """``danger``, ``missing`` or ``images``, in the order of the file."""
    return [line for line in _lines() if use in line.uses]


@cache
def _lines() -> tuple[Line, ...]:
    return tuple(
        Line(
            uses=tuple(each["for"]),
            name=Words(each["name_en"], each["name_fr"]),
            number=each["number"],
            note=Words(each["note_en"], each["note_fr"]),
            verified_on=each.get("verified_on"),
        )
        for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["lines"]
    )
