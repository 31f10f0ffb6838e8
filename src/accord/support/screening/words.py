"""What the engine says, in both languages at once: whoever shows it picks one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Words:
    """One phrase in English and in French."""

    en: str
    fr: str

    def in_language(self, code: str) -> str:
        """French for ``fr``, ``fr-ca`` …; English for all else."""
        return self.fr if code.lower().startswith("fr") else self.en

    def filled(self, **values: Any) -> Words:
        """With its ``{places}`` filled in; a value that is itself ``Words`` speaks the language of its place."""
        return Words(
            *(
                phrase.format(**{name: _in(value, code) for name, value in values.items()})
                for code, phrase in (("en", self.en), ("fr", self.fr))
            )
        )


def joined(several: list[Words]) -> Words:
    return Words(", ".join(each.en for each in several), ", ".join(each.fr for each in several))


def said(key: str, **values: Any) -> Words:
    """The phrase of words.toml at a dotted key, such as ``states.observed``, its places filled in."""
    found: Any = _all()
    for part in key.split("."):
        found = found[part]
    phrase = Words(found["en"], found["fr"])
    return phrase.filled(**values) if values else phrase


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _in(value: Any, code: str) -> Any:
    return value.in_language(code) if isinstance(value, Words) else value
