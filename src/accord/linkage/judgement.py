"""What a human answered about a pair, and how two answers add.

After nomenklatura's habit (MIT, Friedrich Lindenberg): judgements are stored and added, records are never
merged, so withdrawing a judgement undoes everything derived from it.
"""

from __future__ import annotations

from enum import StrEnum


class Judgement(StrEnum):
    """One side's answer to "is this the same person or thing?".

    ``a + b`` adds two answers about the *same pair*. The order does not matter; a clear answer outweighs
    a doubtful one, but two clear answers that contradict leave doubt:

    ======  =========  =========  =========
      +     same       different  unsure
    ======  =========  =========  =========
    same    same       unsure     same
    diff.   unsure     different  different
    unsure  same       different  unsure
    ======  =========  =========  =========

    A pair has two sides, so two answers: add only the *latest* of each (the sum of three would depend on their
    order). A joint case asks for more than a sum: see :func:`agreed`.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"

    def __add__(self, other: object) -> Judgement:
        """Return the sum of two answers about one pair; raises TypeError for anything but a Judgement."""
        if not isinstance(other, Judgement):
            return NotImplemented
        if self is other:
            return self
        if self is Judgement.UNSURE:
            return other
        if other is Judgement.UNSURE:
            return self
        return Judgement.UNSURE


def agreed(left: Judgement | None, right: Judgement | None) -> bool:
    """Say whether both sides have answered, and both said *same*: the condition for a joint case."""
    return left is Judgement.SAME and right is Judgement.SAME
