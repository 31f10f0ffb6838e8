"""The lines: as the file says them, or as a broker has corrected them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language

from accord.base.clock import now
from accord.directory.models import KeptLine

FILE = Path(__file__).with_name("lines.toml")
CORRECTABLE = (
    "number",
    "name_en",
    "name_fr",
    "says_en",
    "says_fr",
    "note_en",
    "note_fr",
    "source",
    "verified_on",
)
OLD = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """``number`` as it is read, or empty; ``uses`` as in ``lines.toml``; ``verified_on`` None where nobody has."""

    code: str
    uses: tuple[str, ...]
    number: str
    name_en: str
    name_fr: str
    says_en: str
    says_fr: str
    note_en: str
    note_fr: str
    source: str
    verified_on: date | None
    remark_en: str = ""
    remark_fr: str = ""

    @property
    def remark(self) -> str:
        """What else is to be known of the source; nothing once a broker has corrected the line."""
        return self._said("remark")

    @property
    def name(self) -> str:
        return self._said("name")

    @property
    def says(self) -> str:
        """To the person who calls."""
        return self._said("says")

    @property
    def note(self) -> str:
        """To the worker who calls for somebody."""
        return self._said("note")

    @property
    def dial(self) -> str:
        """As a telephone takes it: a short code as it is, a number with its country."""
        digits = "".join(each for each in self.number if each.isdigit())
        return f"+{digits}" if len(digits) == 11 else f"+1{digits}" if len(digits) == 10 else digits

    @property
    def is_due(self) -> bool:
        """Checked by nobody, or longer than a year ago; a line without a number has nothing to check."""
        today = timezone.localdate(now())
        return bool(self.number) and (self.verified_on is None or today - self.verified_on > OLD)

    def _said(self, what: str) -> str:
        said: str = getattr(self, f"{what}_{'fr' if (get_language() or 'en').startswith('fr') else 'en'}")
        return said


def lines_for(use: str) -> list[Line]:
    """In the order of the file."""
    return [line for line in all_lines() if use in line.uses]


def all_lines() -> list[Line]:
    kept = {row.code: row for row in KeptLine.objects.all()}
    return [_corrected(line, kept.get(code)) for code, line in shipped().items()]


@cache
def shipped() -> Mapping[str, Line]:
    """By code, as the file says them."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        code: Line(
            code=code,
            uses=tuple(said["for"]),
            **{name: said.get(name) if name == "verified_on" else said[name] for name in CORRECTABLE},
            remark_en=said.get("remark_en", ""),
            remark_fr=said.get("remark_fr", ""),
        )
        for code, said in told.items()
    }


def _corrected(line: Line, kept: KeptLine | None) -> Line:
    if kept is None:
        return line
    return replace(line, **{name: getattr(kept, name) for name in CORRECTABLE}, remark_en="", remark_fr="")
