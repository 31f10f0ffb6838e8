"""Composite index keys: what two payloads must share before anybody compares them.

Every key joins two facts (the start of a name and a town, a sound and a day), so that none of them alone names a
person; a full date counts as three facts. All are blind to the order of given and family name. An error in a word
spares its start, its end or its sound, so three keys stand where every deletion of a letter would take a dozen.
See ``candidates.py`` for how to look them up.

The kinds were chosen by what each adds to the true pairs found, a key's room, over labelled and invented files of
many sorts, counted once as if only keys of one person served, as in a holding of millions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from accord.linkage.fields import LONGEST_RUN, Fields, fields_of
from accord.linkage.names import Name
from accord.linkage.payload.encode import sound_of
from accord.linkage.person import Person
from accord.linkage.tokens import tokeniser

MOST_KEYS = 80
"""Keys of one person; the commonest kinds go first where there would be more."""

_WIDEST_RANGE = 3  # years; a wider age range makes no keys by year
_MOST_WORDS = 6


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
    main = fields.names[0]
    words = _words(fields.names)
    yield from _by_identifier(fields, main)
    if fields.born:
        yield from _by_date(words, main, fields, fields.born)
    yield from _by_address(fields, main)
    yield from _by_pair(fields.names)
    yield from _by_place(main, fields)
    yield from _by_part(fields.names, fields)
    yield from _by_year(words, main, fields)


def _words(names: tuple[Name, ...]) -> tuple[str, ...]:
    """Return the runs of all names, then the parts of the main one, without bare initials."""
    runs = [run[:LONGEST_RUN] for name in names for run in name.runs]
    parts = [part for part in (*names[0].family_parts, *names[0].given_parts) if len(part) > 2]
    return tuple(dict.fromkeys(word for word in (*runs, *parts) if len(word) > 1))[:_MOST_WORDS]


def _ends(name: Name) -> Iterator[str]:
    """Yield the start and the end of both runs, marked, so that a start never meets an end."""
    for run in name.runs:
        if len(run) > 2:
            yield f"{run[:3]}-"
            yield f"-{run[-3:]}"


def _initials(name: Name) -> tuple[str, ...]:
    return tuple(sorted({run[0] for run in name.runs}))


def _by_identifier(fields: Fields, main: Name) -> Iterator[str]:
    """Yield identifiers whole, and of an e-mail what one slip in it leaves."""
    for kind, form in fields.identifiers:
        yield f"id {kind} {form}"
    for kind, form in fields.identifiers:
        if kind != "email":
            continue
        box, _at, host = form.partition("@")
        yield f"box {box}"
        yield f"mm {box[:4]} {host[:4]}"
        yield f"me {box[-4:]} {host[:4]}"
        letters = "".join(letter for letter in box if letter.isalpha())
        yield f"ml {letters} {host[:3]}"
        yield from (f"mn {box[:4]} {run}" for run in main.runs if len(run) > 1)
        if fields.city:
            yield f"mc {box[:4]} {fields.city[:4]}"
        yield from (f"my {box[:4]} {year}" for year in _years(fields))


def _by_date(words: tuple[str, ...], main: Name, fields: Fields, born: date) -> Iterator[str]:
    """Yield the date whole, or two parts of it beside a sound, the initials or a place."""
    year, month, day = f"{born.year:04d}", f"{born.month:02d}", f"{born.day:02d}"
    parts = (("md", month + day), ("ym", year + month), ("yd", year + day))
    yield f"date {year}{month}{day}"
    yield from (f"ds {initial} {year}{''.join(sorted((month, day)))}" for initial in _initials(main))
    yield from (f"s-md {sound} {month}{day}" for sound in dict.fromkeys(map(sound_of, words)))
    yield from (f"i-ym {initial} {year}{month}" for initial in _initials(main))
    place = fields.city or fields.birth_place
    if place:
        yield from (f"c-{kind} {place[:4]} {part}" for kind, part in parts)
    if fields.postal_code:
        yield f"py {fields.postal_code} {year}"


def _by_address(fields: Fields, main: Name) -> Iterator[str]:
    number, street = fields.number, fields.street
    if number and street:
        yield f"ns {number} {street}"
    if number and fields.postal_code:
        yield f"np {number} {fields.postal_code}"
    if street and fields.city:
        yield f"st {street} {fields.city}"
    if street:
        yield from (f"s-s {sound_of(run)} {street[:4]}" for run in main.runs if len(run) > 1)


def _by_pair(names: tuple[Name, ...]) -> Iterator[str]:
    """Yield two words of one name: whole, by sound, by their starts, by their ends, or one and an initial."""
    for name in names:
        words = sorted({*name.runs, *name.family_parts, *name.given_parts} - {""})
        yield from (f"ww {one} {two}" for one, two in combinations([w for w in words if len(w) > 1][:4], 2))
        if not (name.given and name.family):
            continue
        given, family = name.given, name.family
        yield "aa {} {}".format(*sorted((given[:3], family[:3])))
        yield "zz {} {}".format(*sorted((given[-3:], family[-3:])))
        for one, two in ((given, family), (family, given)):
            if len(one) > 1:
                yield f"az {one[:3]} {two[-3:]}"
                yield f"si {sound_of(one)} {two[0]}"


def _by_place(main: Name, fields: Fields) -> Iterator[str]:
    """Yield the ends of a name and its sound beside either end of a place, and two places together."""
    city, code, born_in, occupation = fields.city, fields.postal_code, fields.birth_place, fields.occupation
    ends = tuple(_ends(main))
    sounds = tuple(dict.fromkeys(sound_of(run) for run in main.runs if len(run) > 1))
    if code:
        yield from (f"ip {initial} {code}" for initial in _initials(main))
        if main.given and main.family:
            yield f"iip {''.join(_initials(main))} {code[:3]}"
        yield from (f"p {end} {code[:3] if end[-1] == '-' else code[-3:]}" for end in ends)
    if city and code:
        yield f"cp {city[:4]} {code}"
    if born_in and code:
        yield f"bp {born_in[:4]} {code}"
    if born_in and occupation:
        yield f"bo {born_in[:4]} {occupation}"
    for kind, place in (("c", city), ("b", born_in)):
        if place:
            yield from (f"s{kind} {sound} {sound_of(place)}" for sound in sounds)
            yield from (f"{kind} {end} {place[:4]}" for end in ends)
            yield from (f"{kind}e {end} {place[-4:]}" for end in ends)
    if occupation:
        yield from (f"o {one} {occupation}" for one in (*sounds, *ends))


def _by_part(names: tuple[Name, ...], fields: Fields) -> Iterator[str]:
    """Yield parts of the main name and the words of aliases beside a place, which a lone alias may not meet."""
    main = names[0]
    words = [*main.family_parts, *main.given_parts]
    words += [run for name in names[1:] if len(name.runs) > 1 for run in name.runs]
    for word in tuple(dict.fromkeys(word for word in words if len(word) > 2 and word not in main.runs))[:4]:
        if fields.city:
            yield f"sc {sound_of(word)} {sound_of(fields.city)}"
        if fields.birth_place:
            yield f"sb {sound_of(word)} {sound_of(fields.birth_place)}"
        if fields.postal_code:
            yield f"p {word[:3]}- {fields.postal_code[:3]}"


def _by_year(words: tuple[str, ...], main: Name, fields: Fields) -> Iterator[str]:
    for year in _years(fields):
        yield from (f"y {end} {year}" for end in _ends(main))
        yield from (f"sy {sound_of(word)} {year}" for word in words if word not in main.runs)


def _years(fields: Fields) -> tuple[int, ...]:
    if fields.born:
        return (fields.born.year,)
    if fields.years and fields.years[1] - fields.years[0] < _WIDEST_RANGE:
        return tuple(range(fields.years[0], fields.years[1] + 1))
    return ()
