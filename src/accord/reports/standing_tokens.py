"""What a standing search and a new record have in common, as keyed tokens.

A search becomes the tokens that would find it, a record the tokens that it answers to; one in common is a find. The
rules are those of the search page (``lookalikes.search``): identifiers in any spelling, names by their beginning or
one whole and the beginning of the other, references whole. Aliases are met too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from accord.base import crypto
from accord.linkage import IdentifierKind, normalise_identifier
from accord.reports.lookalikes import MOST_WORDS, forms_of
from accord.reports.models import Identifier, Person
from accord.reports.rows import Sheet, folded

KEY = "standing"
SHORTEST = 2  # letters of a name that are searched for
LONGEST = 40


def of_words(text: str) -> list[int]:
    """The tokens of what was typed; none where it says too little."""
    name, typed = folded(text), text.strip()
    if len(name) < SHORTEST:
        return []
    said = [f"ref|{typed.upper()}", f"file|{typed}", f"name|{name[:LONGEST]}"]
    said += [f"id|{kind}|{form}" for kind, form in forms_of(typed)]
    parts = name.split()[:MOST_WORDS]
    for at in range(1, len(parts)):
        said.append(_both(" ".join(parts[:at]), " ".join(parts[at:])))
    return _tokens(said)


def of_person(person: Person, identifiers: Sequence[Identifier]) -> list[int]:
    """What watches a person: both names, in either order, and every identifier. One name alone says too little."""
    said = [_id(each) for each in identifiers]
    given, family = person.given_folded, person.family_folded
    if given and family:
        said += [_both(family, given), _both(given, family)]
    return _tokens(said)


def of_identifier(identifier: Identifier) -> list[int]:
    return _tokens([_id(identifier)])


def answered_by(sheet: Sheet) -> list[int]:
    """Every token that a report answers to."""
    said = [f"ref|{sheet.report.reference}"]
    said += [f"file|{sheet.report.file_number}"] if sheet.report.file_number else []
    said += [_id(each) for each in sheet.identifiers]
    for person in sheet.persons:
        said += _names(person.given_folded, person.family_folded, map(folded, person.aliases))
    return _tokens(said)


def answered_by_fields(subject: str, fields: Mapping[str, str]) -> list[int]:
    """The same for what was disclosed: ``subject`` "report", "person" or "identifier", with its field names."""
    if subject == "identifier":
        return _tokens(_given_identifier(fields))
    if subject == "person":
        aliases = [folded(each) for each in fields.get("aliases", "").split(" · ")]
        return _tokens(
            _names(folded(fields.get("given_name", "")), folded(fields.get("family_name", "")), aliases)
        )
    return _tokens(
        f"{short}|{fields[name]}"
        for short, name in (("ref", "reference"), ("file", "file_number"))
        if fields.get(name)
    )


def _given_identifier(fields: Mapping[str, str]) -> list[str]:
    try:
        kind = IdentifierKind(fields.get("kind", ""))
        normal = normalise_identifier(kind, fields.get("value", ""), context=fields.get("context", ""))
    except ValueError:  # NotUnderstood is one
        return []
    return [f"id|{kind}|{normal.form}"]


def _id(identifier: Identifier) -> str:
    return f"id|{identifier.kind}|{identifier.form}"


def _both(whole: str, begun: str) -> str:
    return f"both|{whole[:LONGEST]}|{begun[:LONGEST]}"


def _names(given: str, family: str, aliases: Iterable[str]) -> Iterator[str]:
    for name in {given, family, *aliases}:
        yield from (f"name|{begun}" for begun in _beginnings(name, SHORTEST))
    for whole, other in ((family, given), (given, family)):
        if whole:
            yield from (_both(whole, begun) for begun in _beginnings(other, 1))


def _beginnings(name: str, shortest: int) -> Iterator[str]:
    return (name[:end] for end in range(shortest, min(len(name), LONGEST) + 1))


def _tokens(said: Iterable[str]) -> list[int]:
    return [crypto.keyed_number(KEY, each.encode()) for each in dict.fromkeys(said)]
