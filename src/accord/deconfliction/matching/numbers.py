"""Ids that follow from what they name, so that a job run twice makes each thing once, in whatever order it runs."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from accord.base import crypto
from accord.deconfliction.encoding import MATCHING

# Crockford's base 32: no I, L, O, U, so that a number survives being read out on the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def match_id(ends: Iterable[tuple[uuid.UUID, int]]) -> uuid.UUID:
    """Of two (agency, subject), sorted."""
    parts = b"".join(agency.bytes + subject.to_bytes(8, "big", signed=True) for agency, subject in ends)
    return crypto.keyed_id(MATCHING, b"match|" + parts)


def hit_id(match: uuid.UUID, side: int) -> uuid.UUID:
    """Each side's own: neither can be derived from the other, or from the number."""
    return crypto.keyed_id(MATCHING, b"hit|" + match.bytes + bytes([side]))


def derived_id(kind: str, *parts: uuid.UUID | str) -> uuid.UUID:
    """Of a notice, a broker's item, a request."""
    said = b"|".join(part.bytes if isinstance(part, uuid.UUID) else part.encode() for part in parts)
    return crypto.keyed_id(MATCHING, kind.encode() + b"|" + said)


def spoken_number(match: uuid.UUID) -> str:
    """The opaque reference both sides may quote: H-7K3M-92QD (40 bits)."""
    number = int.from_bytes(crypto.keyed_digest(MATCHING, b"number|" + match.bytes)[:5], "big")
    letters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(35, -1, -5))
    return f"H-{letters[:4]}-{letters[4:]}"
