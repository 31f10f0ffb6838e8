"""Anonlink with cryptographic linkage keys, as its documentation shows it: ``anonlink_pairs.py FOLDER``.

Runs alone, imports nothing of ours. As the clkhash tutorials do for the FEBRL sets: one Bloom filter of 1,024 bits a
row, bigrams of texts, single positioned digits of dates, codes and numbers, bits for each feature alike; Dice
similarity of every pair (no blocks), the best few of each row at or above a threshold.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import anonlink
from clkhash import clk, schema

SECRET = "a secret for measuring"  # noqa: S105 - nothing real is hidden by it
THRESHOLD = 0.6
BEST_OF_ROW = 20
BITS = 200
POSITIONED = {"date_of_birth", "postal_code", "street_number", "phone", "sex"}


def feature(name: str) -> dict[str, object]:
    """Return the description of one column."""
    comparison = (
        {"type": "ngram", "n": 1, "positional": True} if name in POSITIONED else {"type": "ngram", "n": 2}
    )
    return {
        "identifier": name,
        "format": {"type": "string", "encoding": "utf-8", "maxLength": 500},
        "hashing": {
            "comparison": comparison,
            "strategy": {"bitsPerFeature": BITS},
            "hash": {"type": "doubleHash"},
            "missingValue": {"sentinel": ""},
        },
    }


def described(columns: list[str]) -> schema.Schema:
    """Return the schema of all columns."""
    content = {
        "version": 3,
        "clkConfig": {
            "l": 1024,
            "kdf": {"type": "HKDF", "hash": "SHA256", "info": "", "salt": "", "keySize": 64},
        },
        "features": [feature(name) for name in columns],
    }
    return schema.from_json_dict(json.loads(json.dumps(content)))


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filters(rows: list[dict[str, str]], columns: list[str]) -> list[object]:
    """Return the Bloom filter of each row."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([row[name].strip().lower() for name in columns] for row in rows)
    text.seek(0)
    return clk.generate_clk_from_csv(text, SECRET, described(columns), validate=False, progress_bar=False)


def main(folder: Path) -> None:
    """Encode, compare all, write ``pairs.csv``."""
    left = read(folder / "left.csv")
    linking = (folder / "right.csv").exists()
    right = read(folder / "right.csv") if linking else left
    columns = [name for name in left[0] if name != "row" and name in right[0]]
    mine = filters(left, columns)
    theirs = filters(right, columns) if linking else mine
    scores, _files, rows = anonlink.candidate_generation.find_candidate_pairs(
        [mine, theirs], anonlink.similarities.dice_coefficient, THRESHOLD, k=BEST_OF_ROW + (not linking)
    )
    with (folder / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["left", "right", "score"])
        writer.writerows(zip(rows[0], rows[1], scores, strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
