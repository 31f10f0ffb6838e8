"""Texts kept in files and not in the catalogue (rights, duties, laws, instruments) say the same in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import accord
from accord.base.translations.french import NBSP, set_properly

PACKAGE = Path(accord.__file__).parent
PLACES = re.compile(r"\{\w+\}")
# 2,000 and 2 000 are one number; 1er is 1
THOUSANDS = re.compile(rf"(?<=\d)[,{NBSP}\N{{NARROW NO-BREAK SPACE}} ](?=\d{{3}}\b)")


def pairs(told: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Where, the English and the French of each text written as `x_en` and `x_fr`."""
    if isinstance(told, list):
        for n, each in enumerate(told):
            yield from pairs(each, f"{where}.{n}")
    elif isinstance(told, dict):
        for stem in {name[:-3] for name in told if name.endswith(("_en", "_fr"))}:
            english = told.get(
                f"{stem}_en", told.get(stem, "")
            )  # a source is English unless it says otherwise
            yield f"{where}.{stem}", english, told.get(f"{stem}_fr", "")
        for name, each in told.items():
            yield from pairs(each, f"{where}.{name}")


def texts() -> list[tuple[str, str, str]]:
    """Maps of imports and the words of the screening engine are read by tests of their own."""
    files = [
        file
        for file in sorted(PACKAGE.rglob("*.toml"))
        if file.parent.name != "maps" and file.name != "words.toml"
    ]
    return [each for file in files for each in pairs(tomllib.loads(file.read_text()), file.name)]


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", THOUSANDS.sub("", text)))


def test_each_text_stands_in_both_languages():
    assert len(texts()) > 300
    assert [where for where, english, french in texts() if bool(english) != bool(french)] == []


def test_french_is_set_as_french():
    assert [where for where, _, french in texts() if set_properly(french) != french] == []


def test_numbers_and_places_are_the_same():
    told = [
        (where, english, french)
        for where, english, french in texts()
        if numbers(english) != numbers(french)
        or sorted(PLACES.findall(english)) != sorted(PLACES.findall(french))
    ]
    assert told == []
