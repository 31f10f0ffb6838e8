"""Blocks of 16-bit tokens compared place by place, all at once: a block is one whole number, 16 bits a lane.

Two blocks share a token at the same place exactly when their exclusive-or has a lane of zeros. That is found without
looking at any lane: subtracting one from every lane borrows into the top bit first where a lane was zero (the carry
trick of A. Mycroft, 1987, for a zero byte in a word).
"""

from __future__ import annotations


class Lanes:
    """So many lanes side by side."""

    __slots__ = ("_ones", "_tops")

    def __init__(self, count: int) -> None:
        self._ones = sum(1 << (16 * at) for at in range(count))
        self._tops = self._ones << 15

    def spread(self, token: int) -> int:
        """Return the low 16 bits of a token in every lane."""
        return (token & 0xFFFF) * self._ones

    def meet(self, left: int, right: int) -> bool:
        """Say whether two blocks share a token at the same place."""
        differ = left ^ right
        return bool((differ - self._ones) & ~differ & self._tops)
