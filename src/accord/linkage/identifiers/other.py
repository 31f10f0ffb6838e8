"""Anything else that names a thing: a loyalty number, a tattoo's wording, a device."""

from __future__ import annotations

from accord.linkage.folding import words
from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood


def normalise_other(value: str) -> Normal:
    """Return the folded words joined by spaces. Raises NotUnderstood when no letter or digit is left."""
    form = " ".join(words(value))
    if not form:
        raise NotUnderstood("other.empty", value)
    return Normal(IdentifierKind.OTHER, form, " ".join(value.split()))
