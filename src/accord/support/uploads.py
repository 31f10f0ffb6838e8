"""Which files a file of a survivor may hold: told by their first bytes, never by their name."""

from __future__ import annotations

SUFFIXES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "text/plain": ".txt",
}
_SIGNS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


class Refused(ValueError):
    """Why a file is not taken: "kind", "size", "empty" or "abuse"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def kind_of(content: bytes) -> str | None:
    """The media type that the bytes show, of those that are taken; plain text is what decodes and holds no control."""
    for sign, kind in _SIGNS.items():
        if content.startswith(sign):
            return kind
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    looks_like_markup = text.lstrip("\ufeff \t\r\n").startswith("<")
    return None if looks_like_markup or any(ord(c) < 32 and c not in "\t\r\n" for c in text) else "text/plain"
