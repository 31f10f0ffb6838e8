"""``python -m accord.bench.link.ours ENGINE FOLDER``: one of our engines, in a process of its own like the peers."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from accord.bench.link.deciding import Alone, Arrays, Decided, decided
from accord.bench.link.prepared import COLUMNS
from accord.linkage.measure.files import Map, Row, read_rows
from accord.linkage.measure.pairs import KEY, Encoded, candidate_pairs
from accord.linkage.vectors import levels_at

LEAST_BITS = -20.0
"""The batch engine keeps pairs above a threshold only: low enough that the bench can choose its own."""


def tokens(left: Sequence[Row], right: Sequence[Row] | None) -> Decided:
    """What the platform does online: index keys are the only candidates, payloads are compared; weights learnt here.

    The scalar scorer gives the same weights as the one over arrays that runs here; see ``tests/linkage/vectors``.
    """
    from accord.linkage.train.fit import fit_sample, keyed_of
    from accord.linkage.train.sample import sample_of

    sample = sample_of("tokens", left, right)
    content = fit_sample(sample).content
    model = keyed_of(content)

    def alone(file: Encoded) -> Arrays:
        lefts, rights = candidate_pairs(file, None)
        return lefts, rights, model.weigh_many(levels_at(file.payloads, lefts, file.payloads, rights))

    pairs = sample.lefts, sample.rights, model.weigh_many(sample.candidates)
    two = Alone(len(left), partial(alone, sample.left), partial(alone, sample.right))
    return decided(pairs, content, two if right else None)


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

    def scored(lefts: np.ndarray, rights: np.ndarray, one: Encoded, other: Encoded) -> Arrays:
        pairs = zip(lefts.tolist(), rights.tolist(), strict=True)
        return lefts, rights, np.array(model.score_pairs(one.folded, other.folded, pairs))

    def alone(file: Encoded) -> Arrays:
        return scored(*candidate_pairs(file, None), file, file)

    pairs = scored(sample.lefts, sample.rights, sample.left, sample.right)
    two = Alone(len(left), partial(alone, sample.left), partial(alone, sample.right))
    return decided(pairs, content, two if right else None)


def batch(left: Sequence[Row], right: Sequence[Row] | None) -> Decided:
    """The batch engine, each file an agency; one file alone is compared as if each row were an agency's own.

    Whoever has both files needs no index of others: keys of one fact serve as well."""
    from accord.linkage.train.fit import fit

    content = fit(left, right)
    pairs = _in_batch([*left, *(right or ())], content, len(left) if right else None)
    if not right:
        return decided(pairs, content, None)
    lefts, rights, weights = pairs
    alone = Alone(
        len(left), partial(_in_batch, left, content, None), partial(_in_batch, right, content, None)
    )
    return decided((lefts, rights - len(left), weights), content, alone)


def _in_batch(rows: Sequence[Row], content: dict[str, Any], first: int | None) -> Arrays:
    """Compare rows with each other, or the first so many with the others; lower row first."""
    from accord.linkage.batch.folder import MEETS, Folder
    from accord.linkage.batch.folder import Row as Compared
    from accord.linkage.batch.local import compare
    from accord.linkage.batch.own import own_keys
    from accord.linkage.batch.plan import Plan
    from accord.linkage.fields import fields_of
    from accord.linkage.payload.encode import payload_of
    from accord.linkage.tokens import tokeniser
    from accord.linkage.train.fit import keyed_of

    tokens_of = tokeniser(KEY)
    low = {**content, "rules": {**content["rules"], "possible": LEAST_BITS}}
    with tempfile.TemporaryDirectory(prefix="accord-batch-") as place:
        folder = Folder(Path(place) / "work")
        compared = []
        for no, row in enumerate(rows):
            fields = fields_of(row.person)
            keys = [
                (key & 0xFFFFFFFF) - 2**31 for key in own_keys(fields, KEY)
            ]  # as wide as the index stores them
            group = no if first is None else int(no >= first)
            compared.append(Compared(no, group, MEETS, no, keys, payload_of(fields, tokens_of)))
        folder.write_part(0, compared)
        compare(folder, keyed_of(low), Plan())
        found = folder.pairs()
        lefts, rights = found["left"].to_numpy(), found["right"].to_numpy()
        return np.minimum(lefts, rights), np.maximum(lefts, rights), found["weight"].to_numpy()


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
