"""Weights of candidates: the one scoring function of every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from accord.linkage.keyed import KeyedModel
from accord.linkage.vectors import levels_at, levels_of, matrix

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 65_536
"""Pairs whose levels are held at a time."""


def alike(
    model: KeyedModel,
    payloads: npt.NDArray[np.uint8],
    left: npt.NDArray[np.int64],
    right: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """(positions, weights) of the pairs of rows that reach the model's threshold."""
    places, weights = [np.empty(0, np.int64)], [np.empty(0, np.float64)]
    for start in range(0, len(left), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        found = model.weigh_many(levels_at(payloads, left[part], payloads, right[part]))
        good = np.flatnonzero(found >= model.rules.possible)
        places.append(good + start)
        weights.append(found[good])
    return np.concatenate(places), np.concatenate(weights)


def scorer_of_batches(
    model: KeyedModel,
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The same over Arrow batches of (left, right, left_payload, right_payload), as Spark hands them out."""

    def scored(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            if not batch.num_rows:
                continue
            sides = [
                matrix([one.as_py() for one in batch[name]]) for name in ("left_payload", "right_payload")
            ]
            width = max(side.shape[1] for side in sides)
            left, right = (np.pad(side, ((0, 0), (0, width - side.shape[1]))) for side in sides)
            weights = model.weigh_many(levels_of(left, right))
            good = np.flatnonzero(weights >= model.rules.possible)
            yield pa.RecordBatch.from_arrays(
                [
                    batch["left"].take(pa.array(good)),
                    batch["right"].take(pa.array(good)),
                    pa.array(weights[good]),
                ],
                names=["left", "right", "weight"],
            )

    return scored
