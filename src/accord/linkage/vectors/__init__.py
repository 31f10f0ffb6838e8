"""Many pairs at once: the comparators of ``accord.linkage.compare`` over arrays, for batch jobs and training.

The ladders are those of ``compare.levels``; each module here executes the one of its namesake in ``compare`` over all
pairs of a block, cheap tests first, dear ones only on the pairs that are still undecided. The same pair gets the
same levels and, to rounding, the same weight: ``tests/linkage/vectors`` drives both over the same people.
Nothing online imports this package (it needs NumPy).
"""

from __future__ import annotations

from accord.linkage.vectors.pair import levels_at, levels_of, matrix
from accord.linkage.vectors.pairlevels import PairLevels

__all__ = ["PairLevels", "levels_at", "levels_of", "matrix"]
