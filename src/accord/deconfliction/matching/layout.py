"""How the settled keys are laid out now, and the lock of whoever changes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from accord.deconfliction.matching import blocks
from accord.deconfliction.matching.held import execute, fetch

FIRST_KEY = -(1 << 31)
ALL_ORDINALS = 1 << 32
READ = "SELECT bits, grown_to, entries, settled_to FROM key_layout"


@dataclass(frozen=True, slots=True)
class Layout:
    """The row of ``key_layout`` (see ``KeyLayout``)."""

    bits: int = blocks.LEAST_BITS
    grown_to: int = 0
    entries: int = 0
    settled_to: int = FIRST_KEY

    def bits_of(self, of: blocks.Numbers) -> blocks.Numbers:
        """How many bits the bucket of each ordinal has."""
        return self.bits + (of < self.grown_to).astype(np.int64)

    def changed(self, by: int) -> Layout:
        """With so many entries more (or less)."""
        return replace(self, entries=max(0, self.entries + by))

    def going_on(self, following: int) -> Layout:
        """With settling to go on from a key."""
        return replace(self, settled_to=following)

    def grown(self, to: int) -> Layout:
        """Grown so far; with all of it grown, one bit more."""
        if to < ALL_ORDINALS:
            return replace(self, grown_to=to)
        return replace(self, bits=self.bits + 1, grown_to=0)

    def save(self) -> None:
        execute(
            "UPDATE key_layout SET bits = %s, grown_to = %s, entries = %s, settled_to = %s",
            [self.bits, self.grown_to, self.entries, self.settled_to],
        )


def locked(*, wait: bool = True) -> Layout | None:
    """The layout, locked to the end of the transaction; ``None`` when somebody else has it and we do not wait.

    Whoever changes blocks, or takes fresh keys away, takes this lock before any other of its transaction: so nobody
    waits crosswise, and no entry is lost between two who rewrite one block.
    """
    for _attempt in range(2):
        rows: list[Any] = fetch(f"{READ} FOR UPDATE" + ("" if wait else " SKIP LOCKED"))
        if rows:
            return Layout(*rows[0])
        if fetch(READ):
            return None
        first = Layout()
        execute(
            "INSERT INTO key_layout (id, bits, grown_to, entries, settled_to) VALUES (1, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [first.bits, first.grown_to, first.entries, first.settled_to],
        )
    return None
