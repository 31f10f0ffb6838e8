"""A TOML file made into an ``Instrument``, or a complaint that says which file, which item and what to write."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from accord.support.screening.elements import ELEMENTS
from accord.support.screening.instrument import (
    IndicatorList,
    Instrument,
    Item,
    Kind,
    Population,
    Section,
    Strength,
    Target,
    Verified,
)
from accord.support.screening.reading_bands import bands_of
from accord.support.screening.tables import Table, table_of, text_of

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}")
VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")
MOST_ITEMS = 500
# Who signed is kept beside the text: signing does not make it another text.
BESIDE = ("signed_off_by", "signed_off_on")


def load(path: Path) -> Instrument:
    """Read one file. Raises ``BadFile``."""
    return read(text_of(path), file=path.name)


def read(text: str, *, file: str) -> Instrument:
    """Read the text of one file, called ``file`` in complaints. Raises ``BadFile``."""
    top = table_of(text, file=file)
    verified = Verified(top.choice("verified", Verified))
    source = top.text("source")
    lists = tuple(_list(table) for table in _unique(top, "lists"))
    dimensions = {table: _section(table) for table in _unique(top, "dimensions")}
    phases = tuple(_section(table, last=True) for table in _unique(top, "phases"))
    spoken = {section.code: _spoken(table) for table, section in dimensions.items()}
    for table in dimensions:
        table.finish()
    feeds = _pins(top)
    known = {
        "lists": [each.code for each in lists],
        "dimensions": [each.code for each in dimensions.values()],
        "phases": [each.code for each in phases],
    }
    items = tuple(
        _item(table, known=known, spoken=spoken, feeds=feeds, verified=verified, source=source)
        for table in _items(top)
    )
    instrument = Instrument(
        code=_matching(top, "code", ID),
        version=_matching(top, "version", VERSION),
        title=top.words("title"),
        population=top.choice("population", [*Population, "any"]),
        kind=top.choice("kind", [*Kind, "any"], default="any"),
        items=items,
        source=source,
        verified=verified,
        verified_on=top.day("verified_on", optional=verified is Verified.NO),
        licence_note=top.words("licence_note"),
        bands=bands_of(top, items),
        lists=lists,
        dimensions=tuple(dimensions.values()),
        phases=phases,
        signed_off_by=top.text("signed_off_by", optional=True),
        signed_off_on=top.day("signed_off_on", optional=True),
        fingerprint=_fingerprint(text),
    )
    if bool(instrument.signed_off_by) != bool(instrument.signed_off_on):
        raise top.bad("half_signed")
    top.finish()
    return instrument


def _unique(top: Table, name: str) -> list[Table]:
    """The entries of a section; their codes may not repeat."""
    tables = top.tables(name)
    places = Counter(table.where for table in tables)
    for table in tables:
        if places[table.where] > 1:
            raise table.bad("repeated")
    return tables


def _items(top: Table) -> list[Table]:
    tables = _unique(top, "items")
    if not tables:
        raise top.bad("no_items")
    if len(tables) > MOST_ITEMS:
        raise top.bad("too_many_items", most=MOST_ITEMS)
    return tables


def _section(table: Table, *, last: bool = False) -> Section:
    section = Section(_matching(table, "code", ID), table.words("title"))
    if last:
        table.finish()
    return section


def _list(table: Table) -> IndicatorList:
    made = IndicatorList(
        code=_matching(table, "code", ID),
        title=table.words("title"),
        population=Population(table.choice("population", Population)),
        kind=Kind(table.choice("kind", Kind)),
        verified=Verified(table.choice("verified", Verified)),
        source=table.text("source"),
    )
    table.finish()
    return made


def _pins(top: Table) -> dict[str, str]:
    """[feeds]: the instruments that answers feed, each with the version that was meant."""
    pins = top.raw("feeds", {})
    if not isinstance(pins, dict) or not all(
        isinstance(version, str) and VERSION.fullmatch(version) for version in pins.values()
    ):
        raise top.bad("bad_pins")
    return pins


def _spoken(table: Table) -> tuple[frozenset[str], frozenset[str]] | None:
    """What an entry says it speaks for and weighs with; None where it says neither."""
    if "speaks_for" not in table and "weighs_with" not in table:
        return None
    return frozenset(table.choices("speaks_for", ELEMENTS)), frozenset(table.choices("weighs_with", ELEMENTS))


def _item(
    table: Table, *, known: dict[str, list[str]], spoken: dict[str, Any], feeds: dict[str, str], verified: Verified,
    source: str,
) -> Item:  # fmt: skip
    dimension = table.choice("dimension", known["dimensions"]) if known["dimensions"] else ""
    speaks_for, weighs_with = _spoken(table) or spoken.get(dimension) or (frozenset(), frozenset())
    item = Item(
        id=_matching(table, "id", ID),
        text=table.words("text"),
        prompt=table.words("prompt"),
        dimension=dimension,
        phases=table.choices("phases", known["phases"]),
        weights=_weights(table, known["lists"]),
        speaks_for=speaks_for,
        weighs_with=weighs_with,
        feeds=_targets(table, feeds),
        verified=Verified(table.choice("verified", Verified, default=verified)),
        source=table.text("source", optional=True) or source,
    )
    table.finish()
    return item


def _weights(table: Table, lists: list[str]) -> MappingProxyType[str, Strength | float]:
    """Strengths or numbers, by list. A negative weight would let an answer speak against a person: refused."""
    raw = table.raw("weights", {})
    if not isinstance(raw, dict):
        raise table.bad("not_table_field", field="weights")
    weights: dict[str, Strength | float] = {}
    for code, weight in raw.items():
        if code not in lists:
            raise table.bad("unknown_list", value=code, allowed=", ".join(lists) or "–")
        number = isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight < 1_000_000
        if not number and weight not in [*Strength]:
            raise table.bad("bad_weight", field=f"weights.{code}", value=weight)
        weights[code] = float(weight) if number else Strength(weight)
    return MappingProxyType(weights)


def _targets(table: Table, pins: dict[str, str]) -> tuple[Target, ...]:
    targets = []
    raw = table.raw("feeds", [])
    if not isinstance(raw, list):
        raise table.bad("not_list", field="feeds")
    for each in raw:
        code, colon, item_id = each.partition(":") if isinstance(each, str) else ("", "", "")
        if not colon or code not in pins or not ID.fullmatch(item_id):
            raise table.bad("bad_feed", value=each)
        targets.append(Target(code, pins[code], item_id))
    return tuple(targets)


def _matching(table: Table, name: str, pattern: re.Pattern[str]) -> str:
    value = table.text(name)
    if not pattern.fullmatch(value):
        raise table.bad("bad_version" if pattern is VERSION else "bad_id", field=name, value=value)
    return value


def _fingerprint(text: str) -> str:
    """SHA-256 over what the file says, in hexadecimal: comments, order of keys and sign-off left out."""
    content = {key: value for key, value in tomllib.loads(text).items() if key not in BESIDE}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
