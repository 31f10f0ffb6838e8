"""Identifiers noted on a person: which kinds agree. A different telephone is no evidence against anything."""

from __future__ import annotations

from accord.linkage.identifiers.normal import IdentifierKind
from accord.linkage.payload import layout
from accord.linkage.payload.blocks import IDENTIFIER_NUMBERS

KINDS = {number: kind for kind, number in IDENTIFIER_NUMBERS.items()}
_PLACES = tuple(layout.IDENTIFIERS_AT + place * layout.IDENTIFIER for place in range(layout.IDENTIFIERS))


def _held(payload: bytes) -> tuple[bytes, ...]:
    return tuple(payload[at : at + layout.IDENTIFIER] for at in _PLACES if payload[at])


class Identifiers:
    """The identifiers of the left payload."""

    __slots__ = ("_held",)

    def __init__(self, payload: bytes) -> None:
        self._held = frozenset(_held(payload))

    def shared(self, right: bytes) -> tuple[IdentifierKind, ...]:
        """Return the kinds of the identifiers both payloads hold, in the order of the kinds."""
        if not self._held or not right[layout.IDENTIFIERS_AT]:
            return ()
        return tuple(sorted({KINDS[one[0]] for one in self._held.intersection(_held(right))}))
