"""The Python Record Linkage Toolkit as its guides show it: ``recordlinkage_pairs.py FOLDER``. Imports nothing of ours.

As "Link two datasets" and "Data deduplication" do: an index of blocks (a full one is impossible beyond some thousand
rows) on given name, family name, date, postcode or place, joined; Jaro–Winkler at 0.85 for names and streets, exact
comparison for dates and codes; the unsupervised ECMClassifier on the agreements. The score is its probability.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import recordlinkage
from recordlinkage.preprocessing import clean

MOST_PAIRS = 6_000_000
NAMES = ("given_name", "family_name", "full_name", "street", "city", "birth_place")
EXACT = ("date_of_birth", "postal_code", "street_number", "sex", "occupation", "email", "phone")
BLOCKS = (
    ("given_name",), ("family_name",), ("full_name",), ("date_of_birth",), ("email",), ("phone",), ("postal_code",),
    ("given_name", "family_name"), ("family_name", "city"), ("given_name", "city"), ("city",), ("birth_place",),
)  # fmt: skip


def read(path: Path) -> pd.DataFrame:
    """Return the rows of a file, texts cleaned, empty ones missing."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("row")
    frame.index = frame.index.astype(int)
    for column in frame.columns:
        text = frame[column].str.strip().str.lower()
        frame[column] = clean(text, strip_accents="unicode") if column in NAMES else text
    return frame.mask(frame == "")


def sizes(left: pd.DataFrame, right: pd.DataFrame | None, block: tuple[str, ...]) -> int:
    """Return how many pairs a block makes."""
    mine = left.groupby(list(block)).size()
    if right is None:
        return int((mine * (mine - 1) / 2).sum())
    return int(mine.mul(right.groupby(list(block)).size(), fill_value=0).sum())


def main(folder: Path) -> None:
    """Index, compare, classify, write ``pairs.csv``."""
    left = read(folder / "left.csv")
    right = read(folder / "right.csv") if (folder / "right.csv").exists() else None
    columns = [one for one in left.columns if right is None or one in right.columns]
    indexer, total = recordlinkage.Index(), 0
    for block in BLOCKS:
        if set(block) <= set(columns):
            count = sizes(left, right, block)
            if total + count <= MOST_PAIRS:
                indexer.block(list(block))
                total += count
    tables = [left] if right is None else [left, right]
    pairs = indexer.index(*tables)
    compare = recordlinkage.Compare()
    for column in columns:
        if column in NAMES:
            compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
        elif column in EXACT:
            compare.exact(column, column, label=column)
    features = compare.compute(pairs, *tables)
    features = features.loc[:, features.nunique() > 1].astype(int)
    score = np.ones(len(features))  # where all pairs of the blocks are alike there is nothing to learn
    if len(features.columns):
        classifier = recordlinkage.ECMClassifier()
        classifier.fit(features)
        score = classifier.prob(features).to_numpy()
    found = pd.DataFrame(
        {"left": pairs.get_level_values(0), "right": pairs.get_level_values(1), "score": score}
    )
    found.to_csv(folder / "pairs.csv", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
