"""Folding: any text in any script becomes plain ASCII words, the only form that is compared or keyed.

Every text enters through :func:`words` or :func:`fold`, which never fail and never look at more than
``MAX_TEXT`` characters, so that ten megabytes in a name field cost no more than a long name.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

MAX_TEXT = 400
"""Characters of a value that are looked at; the longest street or hotel name is far below."""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘ʼʹ`´]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


def to_ascii(text: str) -> str:
    """Return lower-case ASCII for text in any script (anyascii's tables), apostrophes dropped.

    Diacritics go first (``é`` and ``e`` + combining acute are one), then letters of other scripts are
    transliterated; characters without a counterpart vanish.
    """
    text = text[:MAX_TEXT]
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    text = unicodedata.normalize("NFKC", text)
    return anyascii(_APOSTROPHES.sub("", text)).replace("'", "").replace("`", "").lower()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order: ``"Côte-des-Neiges"`` → ``("cote", "des", "neiges")``."""
    return tuple(word for word in _NOT_WORD.split(to_ascii(text)) if word)


def fold(text: str) -> str:
    """Return all letters and digits of a text in one run: ``"O'Brien-Roy"`` → ``"obrienroy"``."""
    return _NOT_WORD.sub("", to_ascii(text))


def han_syllables(text: str) -> tuple[str, ...]:
    """Return one folded syllable per Han character when the text is wholly Han, else ``()``.

    anyascii runs syllables together, but in ``王小明`` the first character is the family name.
    """
    text = text.strip()[:MAX_TEXT]
    if not _HAN.fullmatch(text):
        return ()
    return tuple(fold(anyascii(character)) for character in text)
