"""``python -m accord.bench.link.ours ENGINE FOLDER``: one of our engines, in a process of its own like the peers."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from accord.bench.link.prepared import COLUMNS
from accord.linkage.measure.files import Map, Row, read_rows
from accord.linkage.measure.groups import grouped
from accord.linkage.measure.resolve import resolved

LEAST_BITS = -20.0
"""The batch engine keeps pairs above a threshold only: low enough that the bench can choose its own."""

SENT_DOWN = 1000.0
"""Bits that a pair loses which was decided against."""

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]
Decided = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Left rows, right rows, bits, bits before it was decided who is whose."""


def tokens(left: Sequence[Row], right: Sequence[Row] | None) -> Decided:
    """What the platform does online: index keys are the only candidates, payloads are compared; weights learnt here.

    The scalar scorer gives the same weights as the one over arrays that runs here; see ``tests/linkage/vectors``.
    """
    from accord.linkage.train.fit import fit_sample, keyed_of
    from accord.linkage.train.sample import sample_of

    sample = sample_of("tokens", left, right)
    content = fit_sample(sample).content
    weights = keyed_of(content).weigh_many(sample.candidates)
    return _decided((sample.lefts, sample.rights, weights), content, right)


def plain(left: Sequence[Row], right: Sequence[Row] | None) -> Decided:
    """The twin: the same weights over levels found on plain text. Candidates are those of the keys, so that the
    difference is what the tokens cost; what the keys cost is told by the candidate recall."""
    from accord.linkage.model import Model
    from accord.linkage.plain import PlainModel
    from accord.linkage.train.fit import fit_sample
    from accord.linkage.train.sample import sample_of

    sample = sample_of("plain", left, right)
    content = fit_sample(sample).content
    model = PlainModel(Model.of(content))
    folded = sample.left.folded
    others = folded if right is None else sample.right.folded
    pairs = zip(sample.lefts.tolist(), sample.rights.tolist(), strict=True)
    weights = np.array(model.score_pairs(folded, others, pairs))
    return _decided((sample.lefts, sample.rights, weights), content, right)


def batch(left: Sequence[Row], right: Sequence[Row] | None) -> Decided:
    """The batch engine, each file an agency; one file alone is compared as if each row were an agency's own.

    Whoever has both files needs no index of others: keys of one fact serve as well."""
    from accord.linkage.batch.folder import MEETS, Folder
    from accord.linkage.batch.folder import Row as Compared
    from accord.linkage.batch.local import compare
    from accord.linkage.batch.own import own_keys
    from accord.linkage.batch.plan import Plan
    from accord.linkage.fields import fields_of
    from accord.linkage.measure.pairs import KEY
    from accord.linkage.payload.encode import payload_of
    from accord.linkage.tokens import tokeniser
    from accord.linkage.train.fit import fit, keyed_of

    content, tokens_of = fit(left, right), tokeniser(KEY)
    low = {**content, "rules": {**content["rules"], "possible": LEAST_BITS}}
    with tempfile.TemporaryDirectory(prefix="accord-batch-") as place:
        folder = Folder(Path(place) / "work")
        rows = []
        for no, row in enumerate([*left, *(right or ())]):
            fields = fields_of(row.person)
            group = no if right is None else int(no >= len(left))
            keys = [
                (key & 0xFFFFFFFF) - 2**31 for key in own_keys(fields, KEY)
            ]  # as wide as the index stores them
            rows.append(Compared(no, group, MEETS, no, keys, payload_of(fields, tokens_of)))
        folder.write_part(0, rows)
        compare(folder, keyed_of(low), Plan())
        found = folder.pairs()
        lefts, rights = found["left"].to_numpy(), found["right"].to_numpy()
    lefts, rights = np.minimum(lefts, rights), np.maximum(lefts, rights)
    rights = rights - (0 if right is None else len(left))
    return _decided((lefts, rights, found["weight"].to_numpy()), content, right)


def _decided(pairs: Arrays, content: dict[str, Any], right: Sequence[Row] | None) -> Decided:
    """Decide who is whose. One file: rows are grouped, and a pair has the weight at which its rows come together.

    Where two files hold everybody once, so far as unlabelled pairs tell, a row's second-best pair is sent far down:
    still a candidate, never above a threshold.
    """
    lefts, rights, weights = pairs
    threshold = content["rules"]["possible"]
    if right is None:
        return _in_groups(lefts, rights, weights, threshold)
    kept = resolved(lefts, rights, weights, threshold)
    return lefts, rights, np.where(kept, weights, weights - SENT_DOWN), weights


def _in_groups(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float) -> Decided:
    """Return the candidates and, their weight unknown, the other pairs that groups make."""
    one, other, joined = grouped(lefts, rights, weights, threshold)
    width = int(max(rights.max(initial=0), other.max(initial=0))) + 1
    known, found = lefts * width + rights, one * width + other
    pairs, first = np.unique(np.concatenate((known, found)), return_index=True)
    before = np.concatenate((weights, np.full(len(found), np.nan)))[first]
    together = np.isin(pairs, found)
    after = before - SENT_DOWN
    after[together] = joined[np.argsort(found)]
    return pairs // width, pairs % width, after, before


ENGINES: dict[str, Callable[[Sequence[Row], Sequence[Row] | None], Decided]] = {
    "tokens": tokens,
    "plain": plain,
    "batch": batch,
}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    return read_rows(path, Map({column: column for column in COLUMNS if column in header}))


def main(arguments: Sequence[str]) -> int:
    """Read the folder's files, score, write ``pairs.parquet``; exit code 0."""
    name, folder = arguments[0], Path(arguments[1])
    left = _rows(folder / "left.csv")
    right = _rows(folder / "right.csv") if (folder / "right.csv").exists() else None
    found = ENGINES[name](left, right)
    pq.write_table(
        pa.table(dict(zip(("left", "right", "score", "unresolved"), found, strict=True))),
        folder / "pairs.parquet",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
