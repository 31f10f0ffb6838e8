"""Keyed tokens: HMAC-SHA256 (FIPS 198-1) of ``field|kind|value``, cut to 2, 4 or 8 bytes.

Whoever lacks the key can neither read a token nor test a guess; whoever has it can enumerate names, so the key
stays outside the database. Tokens are compared, never reversed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from accord.linkage.bigrams import ranked
from accord.linkage.identifiers.normal import Normal

SHORTEST_KEY = 16
"""Bytes; a shorter key is refused as a mistake."""

_BLOCK = 64  # SHA-256's block, in bytes
FILTER_BITS = 192


class Tokeniser:
    """Makes tokens under one key. Holds the two half-finished hashes of HMAC, which halves the cost of each."""

    __slots__ = ("__weakref__", "_bigrams", "_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        """Prepare for a key of at least 16 bytes; raises ValueError for less."""
        if len(key) < SHORTEST_KEY:
            raise ValueError(f"a linkage key needs at least {SHORTEST_KEY} bytes")
        if len(key) > _BLOCK:
            key = hashlib.sha256(key).digest()
        padded = key.ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
        self._bigrams = self._bigram_bits()

    def digest(self, message: str) -> bytes:
        """Return the 32 bytes of HMAC-SHA256 of a text in UTF-8."""
        inner = self._inner.copy()
        inner.update(message.encode("utf-8", "surrogatepass"))
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()

    def wide(self, message: str) -> int:
        """Return a signed 64-bit token, which fits PostgreSQL's bigint."""
        return int.from_bytes(self.digest(message)[:8], "big", signed=True)

    def narrow(self, message: str) -> int:
        """Return an unsigned 32-bit token, never 0 (which means *missing* in a payload)."""
        return int.from_bytes(self.digest(message)[:4], "big") or 1

    def short(self, message: str) -> int:
        """Return an unsigned 16-bit token: the low half of the narrow one."""
        return int.from_bytes(self.digest(message)[2:4], "big")

    def bigram_filter(self, value: str) -> int:
        """Return the bigrams of ``_value_`` as a 192-bit filter, one bit a bigram."""
        known = self._bigrams
        bits = 0
        edged = f"_{value}_"
        for at in range(len(edged) - 1):
            bits |= known.get(edged[at : at + 2], 1)
        return bits

    def _bigram_bits(self) -> dict[str, int]:
        """Return the bit of each bigram, as a mask.

        Dealt out like cards, commonest first, each round in another keyed order: the 192 commonest bigrams, which
        are most of any text, never share a bit, and a filter of one hash and 24 bytes is truer to Dice's
        coefficient than one of 512 bits and four hashes.
        """
        pairs = ranked()
        found: dict[str, int] = {}
        for start in range(0, len(pairs), FILTER_BITS):
            lots = self.filler(f"bigrams {start}", 4 * FILTER_BITS)
            order = sorted(range(FILTER_BITS), key=lambda bit: lots[4 * bit : 4 * bit + 4])
            found |= {
                pair: 1 << bit for pair, bit in zip(pairs[start : start + FILTER_BITS], order, strict=False)
            }
        return found

    def filler(self, seed: str, length: int) -> bytes:
        """Return bytes that look like tokens, always the same for one seed and key."""
        return hashlib.shake_256(self.digest(f"filler|f|{seed}")).digest(length)


@lru_cache(maxsize=16)
def tokeniser(key: bytes) -> Tokeniser:
    """Return the tokeniser of a key; the last sixteen are kept, since a process uses few."""
    return Tokeniser(key)


def identifier_token(normal: Normal, key: bytes) -> int:
    """Return the signed 64-bit keyed token of an identifier, equal exactly where kind and form are equal."""
    return tokeniser(key).wide(f"identifier|{normal.kind}|{normal.form}")


def deletions(value: str) -> Iterator[str]:
    """Yield every text made by deleting one character."""
    for at in range(len(value)):
        yield value[:at] + value[at + 1 :]


def wildcards(value: str) -> Iterator[str]:
    """Yield the text with each character in turn replaced by ``?``."""
    for at in range(len(value)):
        yield value[:at] + "?" + value[at + 1 :]


def transpositions(value: str) -> Iterator[str]:
    """Yield the text with each adjacent pair in turn sorted in place and marked: equal when a pair was swapped."""
    for at in range(len(value) - 1):
        first, second = value[at], value[at + 1]
        pair = first + second if first < second else second + first
        yield f"{value[:at]}<{pair}>{value[at + 2 :]}"


def double_wildcards(value: str) -> Iterator[str]:
    """Yield the text with each two characters replaced by ``?``."""
    for first in range(len(value)):
        for second in range(first + 1, len(value)):
            yield value[:first] + "?" + value[first + 1 : second] + "?" + value[second + 1 :]
