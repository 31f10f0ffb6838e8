"""From a person to a payload: blocks put one behind the other."""

from __future__ import annotations

from accord.linkage.fields import Fields, fields_of
from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.names import Name
from accord.linkage.payload import blocks, layout
from accord.linkage.payload.blocks import IDENTIFIER_NUMBERS, sound_of
from accord.linkage.person import Person
from accord.linkage.tokens import Tokeniser, tokeniser

__all__ = ["IDENTIFIER_NUMBERS", "payload_of", "person_payload", "sound_of"]


def person_payload(person: Person, key: bytes) -> bytes:
    """Return the packed keyed tokens of a person, of one of the sizes in ``layout.SIZES``.

    Deterministic for one person and key. Raises ValueError for a key that is too short. The payload is made to
    be sealed: within it a shared token is visible to whoever can open two.
    """
    return payload_of(fields_of(person), tokeniser(key))


def payload_of(fields: Fields, tokens: Tokeniser) -> bytes:
    """Return the payload of folded fields under a prepared key."""
    main, *aliases = fields.names
    payload = b"".join(
        (
            _head(fields),
            blocks.name(tokens, main.given, main.given_parts),
            blocks.name(tokens, main.family, main.family_parts),
            _birth(fields, tokens),
            blocks.run(tokens, "place", fields.city),
            blocks.postcode(tokens, fields.postal_code),
            blocks.number(tokens, fields.number),
            blocks.loose(tokens, "street", fields.street),
            blocks.loose(tokens, "place", fields.birth_place),
            blocks.loose(tokens, "occupation", fields.occupation),
            blocks.loose(tokens, "email", fields.email),
            blocks.one(tokens, "sex", fields.sex),
            _identifiers(tokens, fields.identifiers),
            *(_alias(tokens, alias) for alias in aliases),
        )
    )
    size = layout.SIZES[1] if len(aliases) <= 1 else layout.SIZES[4]
    return payload + blocks.filler(tokens, "alias", size - len(payload))


def _head(fields: Fields) -> bytes:
    kind, width = layout.NO_DATE, 1
    if fields.born:
        kind = layout.FULL_DATE
    elif fields.years:
        kind, width = layout.YEAR_RANGE, fields.years[1] - fields.years[0] + 1
    return bytes((layout.VERSION, len(fields.names), kind, width, 0, 0, 0, 0))


def _birth(fields: Fields, tokens: Tokeniser) -> bytes:
    if fields.born:
        return blocks.full_date(tokens, fields.born)
    return blocks.year_range(tokens, *fields.years) if fields.years else blocks.no_date(tokens)


def _alias(tokens: Tokeniser, alias: Name) -> bytes:
    return blocks.alias_run(tokens, alias.given, alias.given_parts) + blocks.alias_run(
        tokens, alias.family, alias.family_parts
    )


def _identifiers(tokens: Tokeniser, found: tuple[tuple[str, str], ...]) -> bytes:
    held = b"".join(
        bytes((IDENTIFIER_NUMBERS[IdentifierKind(kind)],)) + tokens.digest(f"person|{kind}|{form}")[:7]
        for kind, form in found[: layout.IDENTIFIERS]
    )
    free = layout.IDENTIFIERS - len(held) // layout.IDENTIFIER
    return held + blocks.no_identifier(tokens) * free
