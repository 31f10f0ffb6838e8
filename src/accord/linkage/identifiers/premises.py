"""Premises: hotels by name and civic addresses, English and French alike."""

from __future__ import annotations

from accord.linkage.folding import words
from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood
from accord.linkage.street import address_words

_HOTEL_NOISE = frozenset("hotel hotels the le la les l du de des d a at au and et".split())
_HOTEL_WORDS = {
    "auberge": "inn",
    "centre": "center",
    "ville": "city",
    "aeroport": "airport",
    "suites": "suite",
}


def normalise_premises(value: str, context: str = "") -> Normal:
    """Return premises as ``hotel:…`` or ``address:…``, folded, street types and directions in one spelling.

    Without a context, text that starts with a number and has another word is an address. Raises NotUnderstood.
    """
    head, colon, tail = value.partition(":")
    if colon and head.strip().lower() in ("hotel", "address"):
        context, value = head, tail
    shown = " ".join(value.split())
    kind = context.strip().lower()
    parts = words(value)
    if not kind:
        kind = "address" if len(parts) > 1 and parts[0][0].isdigit() else "hotel"
    if kind == "hotel":
        found = [_HOTEL_WORDS.get(word, word) for word in parts]
        found = [word for word in found if word not in _HOTEL_NOISE] or found
    elif kind == "address":
        found = list(address_words(value))
    else:
        raise NotUnderstood("premises.unknown_context", value)
    if not parts:
        raise NotUnderstood("premises.empty", value)
    if len("".join(found)) < 3 or (kind == "address" and len(found) < 2):
        raise NotUnderstood("premises.too_vague", value)
    return Normal(IdentifierKind.PREMISES, f"{kind}:{' '.join(found)}", shown)
