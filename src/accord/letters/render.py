"""One call makes a PDF. The template is ours; what people wrote reaches it as JSON in memory, never as markup.

Templates stand in ``templates/<area>/<name>.typ`` and begin with ``#import "/page.typ": *``, which brings ``data`` and
the ``letter`` that sets language, paper and type.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import typst
from anyascii import anyascii

TEMPLATES = Path(__file__).parent / "templates"
# PDF/UA-1 (ISO 14289-1): tagged, with a title, a language and an alternative to each picture; or no file at all.
STANDARD: Literal["ua-1"] = "ua-1"
PAPERS = ("us-letter", "a4", "a6")
NO_GLYPH = "could not be displayed with font"


class NoSuchLetter(LookupError):
    """There is no template of this name."""


def render(template: str, data: Mapping[str, Any], *, language: str, paper: str = "us-letter") -> bytes:
    """The PDF of ``templates/<template>.typ``: tagged after PDF/UA-1, nothing in it of when or by whom it was made.

    ``data`` is what JSON can hold: texts, numbers, lists, mappings; dates as the words that are to be read.
    ``language`` is its ISO 639 code, with a region or not (``fr``, ``fr-CA``). ``paper`` is one of ``PAPERS``.
    What no font of this machine can draw is spelt in Latin letters (a name, never a question mark).
    Raises ``NoSuchLetter``, and ``ValueError`` for a paper that is none.
    """
    source = (TEMPLATES / f"{template}.typ").resolve()
    if not source.is_file() or TEMPLATES not in source.parents:
        raise NoSuchLetter(template)
    if paper not in PAPERS:
        raise ValueError(paper)
    try:
        return _compile(source, data, language, paper)
    except typst.TypstError as error:
        if NO_GLYPH not in str(error):
            raise
        return _compile(source, _spelt(data, _in_latin), language, paper)


def _compile(source: Path, data: Mapping[str, Any], language: str, paper: str) -> bytes:
    tongue, _dash, region = language.partition("-")
    inputs = {"data": json.dumps(data), "language": tongue, "region": region.upper(), "paper": paper}
    made = typst.compile(
        str(source), root=str(TEMPLATES), format="pdf", sys_inputs=inputs, pdf_standards=STANDARD
    )
    assert isinstance(made, bytes)
    return made


def _spelt(value: Any, spell: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return spell(value)
    if isinstance(value, Mapping):
        return {name: _spelt(each, spell) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_spelt(each, spell) for each in value]
    return value


def _in_latin(text: str) -> str:
    """Letters beyond Latin spelt out; accents and typographic signs stay as they are."""
    return "".join(letter if _is_drawn(ord(letter)) else anyascii(letter) for letter in text)


def _is_drawn(point: int) -> bool:
    return point < 0x250 or 0x2010 <= point <= 0x203A
