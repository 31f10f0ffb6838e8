"""Splink 5's ``predict_between`` of one record and all others: ``splink_between.py PERSONS ROUNDS PLAIN.parquet…``.

Runs alone in an environment of its own and imports nothing of ours. Settings as its demonstrations of febrl show them:
names, date of birth, postcode and city, term frequencies on names and city; blocked on a name and a date, a name and a
postcode, both names; u from random pairs. Prints one JSON line of milliseconds.
"""

from __future__ import annotations

import json
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

FREQUENT = ("given_name", "family_name", "city")
RULES = (
    ("given_name", "date_of_birth"), ("family_name", "date_of_birth"), ("given_name", "family_name"),
    ("postal_code", "family_name"), ("postal_code", "given_name"), ("postal_code", "date_of_birth"),
)  # fmt: skip


def main(persons: int, rounds: int, files: list[str]) -> dict[str, float]:
    """Return p50, p95, p99 in milliseconds."""
    db = duckdb.connect()
    db.execute(f"create table all_rows as select * from read_parquet({files}) where unique_id < {persons}")
    api = DuckDBAPI(connection=db)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("family_name").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, invalid_dates_as_null=True),
            cl.DamerauLevenshteinAtThresholds("postal_code", [1, 2]),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        retain_matching_columns=False,
    )
    held = api.register(db.table("all_rows"), dataset_display_name="held")
    linker = Linker(held, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for column in FREQUENT:
        linker.table_management.compute_tf_table(column)
    taken = []
    for at in range(rounds + 2):
        row = f"from all_rows where unique_id = {at * 7 % persons}"
        db.execute(
            f"create table one_row_{at} as select * replace (unique_id + 1000000000 as unique_id) {row}"
        )
        start = time.perf_counter()
        asked = api.register(db.table(f"one_row_{at}"), dataset_display_name=f"asked_{at}")
        found = linker.inference.predict_between(held, asked, warning_mode="never")
        db.sql(f"select * from {found.physical_name}").fetchall()
        if at >= 2:
            taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    return {
        f"p{point}": round(taken[min(len(taken) - 1, len(taken) * point // 100)], 1) for point in (50, 95, 99)
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])))  # noqa: T201
