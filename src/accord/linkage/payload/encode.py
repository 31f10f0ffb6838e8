"""From a person to a payload. One pass; every token is made here, where the plain text is."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import date
from itertools import chain, islice

from metaphone import doublemetaphone

from accord.linkage.fields import LONGEST_RUN, Fields, fields_of
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.payload import layout
from accord.linkage.person import Person
from accord.linkage.tokens import Tokeniser, deletions, double_wildcards, tokeniser, transpositions, wildcards

IDENTIFIER_NUMBERS = {kind: number for number, kind in enumerate(IdentifierKind, start=1)}


def person_payload(person: Person, key: bytes) -> bytes:
    """Return the packed keyed tokens of a person, of one of the sizes in ``layout.SIZES``.

    Deterministic for one person and key. Raises ValueError for a key that is too short. The payload is made to
    be sealed: within it a shared token is visible to whoever can open two.
    """
    return payload_of(fields_of(person), tokeniser(key))


def payload_of(fields: Fields, tokens: Tokeniser) -> bytes:
    """Return the payload of folded fields under a prepared key."""
    aliases = fields.names[1:]
    size = layout.SIZES[1] if len(aliases) <= 1 else layout.SIZES[4]
    packed = bytearray(tokens.filler(repr(fields), size))
    main = fields.names[0]
    years = fields.years
    packed[: layout.HEAD] = bytes(
        (
            layout.VERSION,
            len(fields.names),
            _date_kind(fields),
            (years[1] - years[0] + 1) if years else 1,
            0,
            0,
            0,
            0,
        )
    )
    _name(packed, layout.GIVEN_AT, tokens, main.given, main.given_parts)
    _name(packed, layout.FAMILY_AT, tokens, main.family, main.family_parts)
    _date(packed, layout.DATE_AT, tokens, fields)
    _place(packed, layout.CITY_AT, tokens, fields.city, "place")
    _postcode(packed, layout.POSTCODE_AT, tokens, fields.postal_code)
    _number(packed, layout.NUMBER_AT, tokens, fields.number)
    _loose(packed, layout.STREET_AT, tokens, fields.street, "street")
    _loose(packed, layout.BIRTH_PLACE_AT, tokens, fields.birth_place, "place")
    _one(packed, layout.SEX_AT, tokens, fields.sex, "sex")
    _one(packed, layout.OCCUPATION_AT, tokens, fields.occupation, "occupation")
    _identifiers(packed, layout.IDENTIFIERS_AT, tokens, fields.identifiers)
    for at, alias in enumerate(aliases):
        place = layout.ALIASES_AT + at * layout.ALIAS
        _alias(packed, place, tokens, alias.given, alias.given_parts)
        _alias(packed, place + layout.ALIAS_RUN, tokens, alias.family, alias.family_parts)
    return bytes(packed)


def sound_of(run: str) -> str:
    """Return the primary double-metaphone code of a folded run (Philips 2000), or the run when it has none."""
    return doublemetaphone(run)[0] or run


def _date_kind(fields: Fields) -> int:
    if fields.born:
        return layout.FULL_DATE
    return layout.YEAR_RANGE if fields.years else layout.NO_DATE


def _put(packed: bytearray, at: int, numbers: Iterable[int], room: int) -> None:
    """Write at most ``room`` 32-bit tokens; the filler behind them stays."""
    found = tuple(islice(numbers, room))
    struct.pack_into(f"<{len(found)}I", packed, at, *found)


def _one(packed: bytearray, at: int, tokens: Tokeniser, value: str, field: str) -> None:
    struct.pack_into("<I", packed, at, tokens.narrow(f"{field}|e|{value}") if value else 0)


def _near(tokens: Tokeniser, value: str, field: str) -> Iterable[int]:
    """Wildcards and sorted pairs; to share one means one substitution or one swap at most."""
    return (tokens.narrow(f"{field}|w|{one}") for one in chain(wildcards(value), transpositions(value)))


def _deleted(tokens: Tokeniser, value: str, field: str, letters: int) -> Iterable[int]:
    """Delete-1 values as *exact* tokens of their own, so that they meet the other side's exact token.

    Values of one or two letters have none (one edit makes anything of them), nor have those beyond ``letters``.
    """
    return (
        (tokens.narrow(f"{field}|e|{one}") for one in deletions(value)) if 3 <= len(value) <= letters else ()
    )


def _run_head(packed: bytearray, at: int, tokens: Tokeniser, run: str, field: str) -> None:
    bare_initial = len(run) == 1
    struct.pack_into(
        "<4I",
        packed,
        at,
        tokens.narrow(f"{field}|e|{run}"),
        0 if bare_initial else tokens.narrow(f"{field}|m|{sound_of(run)}"),
        tokens.narrow(f"{field}|3|{run[:3]}"),
        tokens.narrow(f"{field}|1|{run[:1]}"),
    )
    packed[at + layout.NAME_TOKENS : at + layout.NAME_TOKENS + layout.FILTER] = tokens.bigram_filter(
        run
    ).to_bytes(layout.FILTER, "little")


def _place(packed: bytearray, at: int, tokens: Tokeniser, run: str, field: str) -> None:
    run = run[:LONGEST_RUN]
    if not run:
        struct.pack_into("<4I", packed, at, 0, 0, 0, 0)
        return
    _run_head(packed, at, tokens, run, field)
    near = at + layout.NAME_TOKENS + layout.FILTER
    _put(packed, near, _deleted(tokens, run, field, layout.NEAR_LETTERS), layout.NAME_DELETIONS)
    _put(
        packed,
        near + 4 * layout.NAME_DELETIONS,
        _near(tokens, run, field) if 3 <= len(run) <= layout.NEAR_LETTERS else (),
        layout.NAME_WILDCARDS,
    )


def _parts(packed: bytearray, at: int, tokens: Tokeniser, parts: tuple[str, ...]) -> None:
    _put(packed, at, (tokens.narrow(f"name|e|{part[:LONGEST_RUN]}") for part in parts), layout.NAME_PARTS)


def _name(packed: bytearray, at: int, tokens: Tokeniser, run: str, parts: tuple[str, ...]) -> None:
    _place(packed, at, tokens, run, "name")
    if run:
        _parts(packed, at + layout.PLACE, tokens, parts)


def _alias(packed: bytearray, at: int, tokens: Tokeniser, run: str, parts: tuple[str, ...]) -> None:
    run = run[:LONGEST_RUN]
    if not run:
        struct.pack_into("<4I", packed, at, 0, 0, 0, 0)
        return
    _run_head(packed, at, tokens, run, "name")
    _parts(packed, at + layout.NAME_TOKENS + layout.FILTER, tokens, parts)


def _loose(packed: bytearray, at: int, tokens: Tokeniser, run: str, field: str) -> None:
    run = run[:LONGEST_RUN]
    if not run:
        struct.pack_into("<2I", packed, at, 0, 0)
        return
    struct.pack_into(
        "<2I", packed, at, tokens.narrow(f"{field}|e|{run}"), tokens.narrow(f"{field}|3|{run[:3]}")
    )
    packed[at + 8 : at + 8 + layout.FILTER] = tokens.bigram_filter(run).to_bytes(layout.FILTER, "little")


def _date(packed: bytearray, at: int, tokens: Tokeniser, fields: Fields) -> None:
    struct.pack_into("<6I", packed, at, 0, 0, 0, 0, 0, 0)
    pairs = at + 24 + 4 * layout.DATE_DIGITS
    if fields.born:
        _full_date(packed, at, tokens, fields.born)
    elif fields.years:
        low, high = fields.years
        _put(
            packed,
            pairs,
            (tokens.narrow(f"date|y|{year:04d}") for year in range(low, high + 1)),
            layout.DATE_PAIRS,
        )


def _full_date(packed: bytearray, at: int, tokens: Tokeniser, born: date) -> None:
    year, month, day = f"{born.year:04d}", f"{born.month:02d}", f"{born.day:02d}"
    digits = year + month + day
    low, high = sorted((month, day))
    kinds = (
        f"e|{digits}", f"y|{year}", f"ym|{year}{month}", f"yd|{year}{day}", f"md|{month}{day}", f"s|{year}{low}{high}",
    )  # fmt: skip
    _put(packed, at, (tokens.narrow(f"date|{kind}") for kind in kinds), 6)
    _put(packed, at + 24, (tokens.narrow(f"date|w|{one}") for one in wildcards(digits)), layout.DATE_DIGITS)
    pairs = (tokens.narrow(f"date|w2|{one}") for one in double_wildcards(digits))
    _put(packed, at + 24 + 4 * layout.DATE_DIGITS, pairs, layout.DATE_PAIRS)
    months = 12 * born.year + born.month - 1
    beside = [f"ym|{one // 12:04d}{one % 12 + 1:02d}" for one in (months - 1, months + 1)]
    beside += [f"y|{one:04d}" for one in (born.year - 1, born.year + 1)]
    _put(
        packed,
        at + 24 + 4 * (layout.DATE_DIGITS + layout.DATE_PAIRS),
        (tokens.narrow(f"date|{one}") for one in beside),
        4,
    )


def _postcode(packed: bytearray, at: int, tokens: Tokeniser, code: str) -> None:
    if not code:
        struct.pack_into("<2I", packed, at, 0, 0)
        return
    letters = layout.POSTCODE_LETTERS
    _put(packed, at, (tokens.narrow(f"postcode|e|{code}"), tokens.narrow(f"postcode|3|{code[:3]}")), 2)
    _put(packed, at + 8, _deleted(tokens, code, "postcode", letters), letters)
    if len(code) <= letters:
        _put(packed, at + 8 + 4 * letters, _near(tokens, code, "postcode"), layout.POSTCODE_WILDCARDS)
        pairs = (tokens.narrow(f"postcode|w2|{one}") for one in double_wildcards(code))
        _put(packed, at + 8 + 4 * (letters + layout.POSTCODE_WILDCARDS), pairs, layout.POSTCODE_PAIRS)


def _number(packed: bytearray, at: int, tokens: Tokeniser, number: str) -> None:
    if not number:
        struct.pack_into("<I", packed, at, 0)
        return
    digits = layout.NUMBER_DIGITS
    _put(packed, at, (tokens.narrow(f"number|e|{number}"),), 1)
    if 2 <= len(number) <= digits:
        _put(packed, at + 4, (tokens.narrow(f"number|e|{one}") for one in deletions(number)), digits)
    if 2 <= len(number) <= digits:
        _put(
            packed,
            at + 4 + 4 * digits,
            (tokens.narrow(f"number|w|{one}") for one in wildcards(number)),
            digits,
        )


def _identifiers(packed: bytearray, at: int, tokens: Tokeniser, found: tuple[tuple[str, str], ...]) -> None:
    for place in range(layout.IDENTIFIERS):
        head = at + place * layout.IDENTIFIER
        if place < len(found):
            kind, form = found[place]
            packed[head] = IDENTIFIER_NUMBERS[IdentifierKind(kind)]
            packed[head + 1 : head + 8] = tokens.digest(f"person|{kind}|{form}")[:7]
        else:
            packed[head] = 0
