"""``python -m accord.linkage.measure LEFT [RIGHT] --map MAP.toml``: one JSON line; two files link, one deduplicates."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter

from accord.linkage.measure.files import Map, read_rows
from accord.linkage.measure.halves import halves
from accord.linkage.measure.pairs import KEY, best_threshold, encode, figures, pairs_true, score_all
from accord.linkage.model import Model


def measure(left_path: Path, right_path: Path | None, columns: Map, model: Model) -> dict[str, object]:
    """Return the figures of one labelled file (deduplication) or two (linking)."""
    start = perf_counter()
    left = encode(read_rows(left_path, columns))
    right = encode(read_rows(right_path, columns)) if right_path else None
    keyed = model.keyed(KEY)
    scored = score_all(left, right, keyed)
    true = pairs_true(left, right)
    rows = len(left.keys) + (len(right.keys) if right else 0)
    threshold, best = best_threshold(scored, true)
    return {
        "left": len(left.keys),
        "right": len(right.keys) if right else 0,
        "fields": sorted(columns.fields),
        "pairs_true": true,
        **figures(scored, true, keyed.rules.possible),
        "threshold": keyed.rules.possible,
        "best_f1": best,
        "best_threshold": threshold,
        "halves": halves(scored, left, right),
        "candidate_recall": round(float(scored.same.sum()) / true, 5) if true else 0.0,
        "candidates_a_row": round(len(scored.lefts) / max(1, len((right or left).keys)), 1),
        "keys_a_row": round(sum(map(len, left.keys)) / max(1, len(left.keys)), 1),
        "encode_ms": round(1000 * (left.seconds + (right.seconds if right else 0)) / max(1, rows), 3),
        "score_us": round(1e6 * scored.seconds / max(1, len(scored.lefts)), 2),
        "model": model.version,
        "seconds": round(perf_counter() - start, 1),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m accord.linkage.measure", description=__doc__)
    parser.add_argument("left", type=Path)
    parser.add_argument("right", type=Path, nargs="?")
    parser.add_argument("--map", type=Path, required=True, help="TOML map of columns")
    parser.add_argument("--only", default="", help="comma-separated fields of ours to keep")
    parser.add_argument("--model", type=Path, help="model file (default: the packaged one)")
    given = parser.parse_args(arguments)
    columns = Map.load(given.map)
    columns = columns.only(*given.only.split(",")) if given.only else columns
    print(json.dumps(measure(given.left, given.right, columns, Model.load(given.model))))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
