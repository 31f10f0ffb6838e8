"""The blocks of a payload, each made of one value. Every token is made here, where the plain text is.

A block depends on its value alone, filler included, so the last of each kind are kept: common names, towns and dates
cost nothing after the first time. What is kept lies in the memory of the process that holds the plain text anyway.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, islice

from metaphone import doublemetaphone

from accord.linkage.fields import LONGEST_RUN
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.payload import layout
from accord.linkage.tokens import Tokeniser, deletions, double_wildcards, transpositions, wildcards

IDENTIFIER_NUMBERS = {kind: number for number, kind in enumerate(IdentifierKind, start=1)}

_KEPT = 1 << 15
"""Blocks of a kind that are kept: some five megabytes of the largest kind."""


@lru_cache(maxsize=_KEPT)
def sound_of(run: str) -> str:
    """Return the primary double-metaphone code of a folded run (Philips 2000), or the run when it has none."""
    return doublemetaphone(run)[0] or run


@lru_cache(maxsize=1024)
def filler(tokens: Tokeniser, what: str, length: int) -> bytes:
    """Return filler for a place where nothing is known."""
    return tokens.filler(what, length)


def no_identifier(tokens: Tokeniser) -> bytes:
    """Return the place of an identifier that is not there."""
    return b"\0" + filler(tokens, "identifier", layout.IDENTIFIER - 1)


def no_date(tokens: Tokeniser) -> bytes:
    """Return the block of an unknown birth."""
    return bytes(layout.DIGITS) + filler(tokens, "date", layout.DATE - layout.DIGITS)


@lru_cache(maxsize=_KEPT)
def name(tokens: Tokeniser, value: str, parts: tuple[str, ...]) -> bytes:
    """Return a run with its parts."""
    return run(tokens, "name", value) + _parts(tokens, value, parts)


@lru_cache(maxsize=_KEPT)
def alias_run(tokens: Tokeniser, value: str, parts: tuple[str, ...]) -> bytes:
    """Return a run with its parts and without near tokens."""
    return _run_head(tokens, "name", value[:LONGEST_RUN]) + b"\0\0" + _parts(tokens, value, parts)


@lru_cache(maxsize=_KEPT)
def run(tokens: Tokeniser, field: str, value: str) -> bytes:
    """Return the block of a run of letters; an empty one is missing."""
    value = value[:LONGEST_RUN]
    near = chain(wildcards(value), transpositions(value))
    short = 3 <= len(value) <= layout.NEAR_LETTERS
    return (
        _run_head(tokens, field, value)
        + _deleted(tokens, field, value, layout.NAME_DELETIONS)
        + _short(tokens, f"{field}|w|", near if short else (), layout.NAME_WILDCARDS, value)
    )


@lru_cache(maxsize=_KEPT)
def loose(tokens: Tokeniser, field: str, value: str) -> bytes:
    """Return the block of a loose run."""
    value = value[:LONGEST_RUN]
    if not value:
        return bytes(4) + filler(tokens, field, layout.LOOSE - 4)
    exact, start = tokens.narrow(f"{field}|e|{value}"), tokens.short(f"{field}|3|{value[:3]}")
    return struct.pack("<I2H24s", exact, start, 0, _bigrams(tokens, value))


@lru_cache(maxsize=_KEPT)
def full_date(tokens: Tokeniser, born: date) -> bytes:
    """Return the block of a date of birth."""
    year, month, day = f"{born.year:04d}", f"{born.month:02d}", f"{born.day:02d}"
    digits = year + month + day
    low, high = sorted((month, day))
    two_of = (f"ym|{year}{month}", f"yd|{year}{day}", f"md|{month}{day}", f"s|{year}{low}{high}")
    months = 12 * born.year + born.month - 1
    beside = [f"ym|{one // 12:04d}{one % 12 + 1:02d}" for one in (months - 1, months + 1)]
    beside += [f"y|{one:04d}" for one in (born.year - 1, born.year + 1)]
    return (
        struct.pack("<2I", tokens.narrow(f"date|e|{digits}"), tokens.narrow(f"date|y|{year}"))
        + _short(tokens, "date|", two_of, 4)
        + _short(tokens, "date|w|", wildcards(digits), layout.DATE_DIGITS)
        + _short(tokens, "date|w2|", double_wildcards(digits), layout.DATE_PAIRS)
        + _short(tokens, "date|", beside, 4)
    )


@lru_cache(maxsize=1024)
def year_range(tokens: Tokeniser, low: int, high: int) -> bytes:
    """Return the block of an inclusive range of years, which stand where a date has its double wildcards; those around
    it, nearest first, where a date has its wildcards."""
    years = (f"{year:04d}" for year in range(low, high + 1))
    around = (year for gap in range(1, layout.YEARS_AROUND // 2 + 1) for year in (low - gap, high + gap))
    return (
        bytes(layout.DIGITS)
        + _short(tokens, "date|y|", (f"{year:04d}" for year in around), layout.YEARS_AROUND)
        + _short(tokens, "date|y|", years, layout.DATE_PAIRS, f"{low}-{high}")
        + filler(tokens, "beside", 2 * 4)
    )


@lru_cache(maxsize=_KEPT)
def postcode(tokens: Tokeniser, code: str) -> bytes:
    """Return the block of a postal code."""
    if not code:
        return bytes(4) + filler(tokens, "postcode", layout.POSTCODE - 4)
    known = code if len(code) <= layout.POSTCODE_LETTERS else ""
    return (
        struct.pack("<IH", tokens.narrow(f"postcode|e|{code}"), tokens.short(f"postcode|3|{code[:3]}"))
        + _short(
            tokens,
            "postcode|w|",
            chain(wildcards(known), transpositions(known)),
            layout.POSTCODE_WILDCARDS,
            code,
        )
        + _deleted(tokens, "postcode", code, layout.POSTCODE_LETTERS)
        + _short(tokens, "postcode|w2|", double_wildcards(known), layout.POSTCODE_PAIRS, code)
    )


@lru_cache(maxsize=_KEPT)
def number(tokens: Tokeniser, value: str) -> bytes:
    """Return the block of a civic number."""
    if not value:
        return bytes(4) + filler(tokens, "number", layout.NUMBER - 4)
    known = value if 2 <= len(value) <= layout.NUMBER_DIGITS else ""
    return (
        struct.pack("<I", tokens.narrow(f"number|e|{value}"))
        + _short(tokens, "number|e|", deletions(known), layout.NUMBER_DIGITS, value)
        + _short(tokens, "number|w|", wildcards(known), layout.NUMBER_DIGITS, value)
    )


@lru_cache(maxsize=1024)
def one(tokens: Tokeniser, field: str, value: str) -> bytes:
    """Return one exact token."""
    return struct.pack("<I", tokens.narrow(f"{field}|e|{value}") if value else 0)


def _run_head(tokens: Tokeniser, field: str, value: str) -> bytes:
    if not value:
        return bytes(4) + filler(tokens, field, layout.NEAR - 4)
    bare_initial = len(value) == 1
    return struct.pack(
        "<I2H24sH",
        tokens.narrow(f"{field}|e|{value}"),
        0 if bare_initial else tokens.short(f"{field}|m|{sound_of(value)}") or 1,
        tokens.short(f"{field}|3|{value[:3]}"),
        _bigrams(tokens, value),
        tokens.short(f"{field}|1|{value[:1]}"),
    )


def _bigrams(tokens: Tokeniser, value: str) -> bytes:
    return tokens.bigram_filter(value).to_bytes(layout.FILTER, "little")


def _parts(tokens: Tokeniser, value: str, parts: tuple[str, ...]) -> bytes:
    found = b"".join(struct.pack("<I", tokens.narrow(f"name|e|{part[:LONGEST_RUN]}")) for part in parts)
    return found + tokens.filler(f"parts|{value}", 4 * layout.NAME_PARTS - len(found))


def _deleted(tokens: Tokeniser, field: str, value: str, letters: int) -> bytes:
    """Delete-1 values as *exact* tokens of their own, so that they meet the other side's exact token.

    Values of one or two letters have none (one edit makes anything of them), nor have those beyond ``letters``.
    """
    known = deletions(value) if 3 <= len(value) <= letters else ()
    return _short(tokens, f"{field}|e|", known, letters, value)


def _short(tokens: Tokeniser, what: str, values: Iterable[str], room: int, seed: str = "") -> bytes:
    """Return at most ``room`` 16-bit tokens, then filler of the seed."""
    found: Iterator[int] = (tokens.short(what + value) for value in values)
    made = tuple(islice(found, room))
    packed = struct.pack(f"<{len(made)}H", *made)
    return (
        packed + tokens.filler(f"{what}{room}|{seed}", 2 * (room - len(made))) if len(made) < room else packed
    )
