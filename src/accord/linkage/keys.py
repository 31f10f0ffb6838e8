"""Composite index keys: what two payloads must share before anybody compares them.

Every key joins two facts (a name and a year, a sound and a town), so that none of them alone names a person;
all are blind to the order of given and family name. See ``candidates.py`` for how to look them up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from accord.linkage.fields import LONGEST_RUN, Fields, fields_of
from accord.linkage.names import Name
from accord.linkage.payload.encode import sound_of
from accord.linkage.person import Person
from accord.linkage.tokens import deletions, tokeniser

MOST_KEYS = 120
"""Keys of one person; the commonest kinds go first where there would be more."""

LONGEST_DELETED = 12
_WIDEST_RANGE = 3  # years; a wider age range makes no keys by year


def person_keys(person: Person, key: bytes) -> tuple[int, ...]:
    """Return the person's index keys: distinct signed 64-bit integers, those of the rarest kind first.

    No keys come of one fact alone, and none of a one-word alias and a place: street names are shared by many, and
    "Candy in Toronto" would meet them all. Raises ValueError for a short key.
    """
    return keys_of(fields_of(person), key)


def keys_of(fields: Fields, key: bytes) -> tuple[int, ...]:
    """Return the index keys of folded fields."""
    tokens = tokeniser(key)
    plain = dict.fromkeys(plain_keys(fields))
    return tuple(dict.fromkeys(tokens.wide(f"key|{one}") for one in tuple(plain)[:MOST_KEYS]))


def plain_keys(fields: Fields) -> Iterator[str]:
    """Yield the keys in plain text, rarest kind first: for tests and for whoever holds the plain text anyway."""
    words = _name_words(fields.names)
    placed = _name_words((fields.names[0], *(name for name in fields.names[1:] if len(name.runs) > 1)))
    sounds = tuple(dict.fromkeys(sound_of(word) for word in words if len(word) > 1))
    yield from (f"id {kind} {form}" for kind, form in fields.identifiers)
    if fields.born:
        yield from _by_date(words, sounds, fields.born)
    yield from _by_address(fields)
    yield from _by_pair(fields.names)
    yield from _by_place(placed, fields)
    yield from _by_year(words, fields)
    yield from _by_deletion(fields.names[0], fields)


def _name_words(names: tuple[Name, ...]) -> tuple[str, ...]:
    """Return the runs of all names, then the parts of the main one, without bare initials."""
    runs = [run[:LONGEST_RUN] for name in names for run in name.runs]
    parts = [part for part in (*names[0].family_parts, *names[0].given_parts) if len(part) > 2]
    return tuple(dict.fromkeys(word for word in (*runs, *parts) if len(word) > 1))[:8]


def _by_date(words: tuple[str, ...], sounds: tuple[str, ...], born: date) -> Iterator[str]:
    year, month, day = f"{born.year:04d}", f"{born.month:02d}", f"{born.day:02d}"
    yield from (f"md {word} {month}{day}" for word in words)
    for sound in sounds[:4]:
        yield f"s-ym {sound} {year}{month}"
        yield f"s-yd {sound} {year}{day}"
        yield f"s-md {sound} {month}{day}"
    initials = sorted({word[0] for word in words[:2]})
    digits = year + month + day
    yield f"date {digits}"
    yield from (f"ds {initial} {year}{''.join(sorted((month, day)))}" for initial in initials)


def _by_address(fields: Fields) -> Iterator[str]:
    number, street = fields.number, fields.street
    if number and street:
        yield f"ns {number} {street}"
    if number and fields.postal_code:
        yield f"np {number} {fields.postal_code}"
    if street and fields.city:
        yield f"sc {street} {fields.city}"


def _by_pair(names: tuple[Name, ...]) -> Iterator[str]:
    for name in names:
        if name.given and name.family:
            first, second = sorted((sound_of(name.given), sound_of(name.family)))
            yield f"ss {first} {second}"
            first, second = sorted((name.given[:3], name.family[:3]))
            yield f"pp {first} {second}"
            yield f"wi {name.family} {name.given[0]}"
            yield f"wi {name.given} {name.family[0]}"
        for first, second in combinations(sorted({*name.runs, *name.family_parts, *name.given_parts})[:4], 2):
            yield f"ww {first} {second}"


def _by_place(words: tuple[str, ...], fields: Fields) -> Iterator[str]:
    """A name, its sound or a part of it, beside the postal area, the town (either end of it) or the place of birth."""
    for word in words:
        if fields.postal_code:
            yield f"p {word} {fields.postal_code[:3]}"
        for kind, place in (("c", fields.city), ("b", fields.birth_place)):
            if place:
                yield f"{kind} {word} {place[:4]}"
                yield f"{kind}e {word} {place[-4:]}"
        if fields.occupation:
            yield f"o {word} {fields.occupation}"
    for sound in tuple(dict.fromkeys(map(sound_of, words)))[:4]:
        if fields.city:
            yield f"s-c {sound} {fields.city[:4]}"
        if fields.birth_place:
            yield f"s-b {sound} {fields.birth_place[:4]}"


def _by_year(words: tuple[str, ...], fields: Fields) -> Iterator[str]:
    for year in _years(fields):
        yield from (f"y {word} {year}" for word in words)


def _years(fields: Fields) -> tuple[int, ...]:
    if fields.born:
        return (fields.born.year,)
    if fields.years and fields.years[1] - fields.years[0] < _WIDEST_RANGE:
        return tuple(range(fields.years[0], fields.years[1] + 1))
    return ()


def _by_deletion(name: Name, fields: Fields) -> Iterator[str]:
    """The main name's delete-1 neighbours, each with what is known beside it."""
    for run, other in ((name.given, name.family), (name.family, name.given)):
        shorter = tuple(deletions(run)) if 3 <= len(run) <= LONGEST_DELETED else ()
        beside = []
        if fields.born:
            beside += [("md", f"{fields.born:%m%d}"), ("y", str(fields.born.year))]
        beside += [("wi", other[0])] if other else []
        beside += [("c", fields.city[:4])] if fields.city else []
        beside += [("b", fields.birth_place[:4])] if fields.birth_place else []
        yield from (f"{kind} {one} {fact}" for kind, fact in beside for one in shorter)
