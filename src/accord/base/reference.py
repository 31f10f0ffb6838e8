"""Codes that people quote: short, sayable on a bad telephone line, and telling nothing."""

from __future__ import annotations

import uuid

# Without the letters I, L, O and U (Crockford), so that a reference survives a bad telephone line.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def reference_of(row_id: uuid.UUID, prefix: str = "R") -> str:
    """The code that people quote, ``R-7K3M-92QD``: 40 bits of the random id. It counts nothing and tells nothing."""
    bits = row_id.int >> 80
    letters = "".join(ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
