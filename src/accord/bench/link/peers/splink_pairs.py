"""Splink 5 as its documentation shows it: ``splink_pairs.py [--every-column] FOLDER``. Imports nothing of ours.

The settings follow its demonstrations (febrl3, febrl4, fake_1000, historical persons, "blocking rules" and "model
training" guides), for whatever columns there are:

- Columns are lower-cased, trimmed, freed of accents, empty ones null. A name in one field is parted into a first and
  a last name, and a year alone is its first of January, as in the historical set.
- One file: ForenameSurnameComparison with term frequencies on both names joined; two files: NameComparison for each.
  DateOfBirthComparison. PostcodeComparison where most codes are British, else Damerau–Levenshtein 1 and 2 with term
  frequencies; the street number with them; other places only without a postcode ("strongly correlated" with it).
  Jaro–Winkler 0.9 with term frequencies on city and birth place, exact match with them on the occupation;
  EmailComparison. ``--every-column`` compares street and city beside the postcode, against the advice.
- Blocking rules of the demonstrations as far as their columns exist and none makes too many pairs.
- u from random pairs, then EM blocked on names, on the date, on the e-mail, on the postcode or place.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

MOST_A_RULE = 5_000_000
MOST_ALL = 25_000_000
RANDOM_PAIRS = 1e7
RECALL = 0.7
BRITISH = "^[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}$"
G, F, D, P, C = "given_name", "family_name", "date_of_birth", "postal_code", "city"
YEAR, AREA = "substr(date_of_birth,1,4)", "substr(postal_code,1,3)"

RULES: list[tuple[str, ...]] = [
    (G, F),
    ("email",),
    ("phone",),
    (D,),
    (P,),
    (F,),
    (G,),
    ("street_number", "street"),
    ("substr(given_name,1,3)", "substr(family_name,1,4)"),
    (F, D),
    (G, D),
    (P, G),
    (P, F),
    (C, G),
    (C, F),
    ("birth_place", G),
    ("birth_place", F),
    (D, "birth_place"),
    (D, C),
    (AREA, D),
    (AREA, G),
    (AREA, F),
    ("substr(given_name,1,2)", "substr(family_name,1,2)", YEAR),
    ("substr(given_name,1,2)", "substr(family_name,1,2)", C),
]
TAUGHT = {D, "email", P, C, "birth_place"}
"""Columns that EM can be blocked on to learn both names at once."""
SWAPPED = "l.given_name = r.family_name and l.family_name = r.given_name"


def needs(rule: tuple[str, ...]) -> set[str]:
    """Return the columns of a rule."""
    return {part.removeprefix("substr(").split(",")[0] for part in rule}


class Data:
    """The cleaned rows, in a DuckDB of their own."""

    def __init__(self, folder: Path) -> None:
        self.db = duckdb.connect()
        self.linking = (folder / "right.csv").exists()
        self.tables = ["left_rows", "right_rows"][: 1 + self.linking]
        for table, file in zip(self.tables, ("left.csv", "right.csv"), strict=False):
            source = f"read_csv('{folder / file}', all_varchar=true, header=true)"
            columns = [one[0] for one in self.db.sql(f"select * from {source} limit 0").description]
            clean = ", ".join(
                f'nullif(trim(strip_accents(lower("{one}"))), \'\') as "{one}"'
                for one in columns
                if one != "row"
            )
            self.db.execute(
                f"create table {table} as select cast(row as bigint) as unique_id, {clean} from {source}"
            )
            self._shape(table, columns)
        self.columns = set.intersection(*(self._filled(table) for table in self.tables))

    def _shape(self, table: str, columns: list[str]) -> None:
        """Part full names, make years dates, and join both names for their common frequency."""
        if "date_of_birth" in columns:
            self.db.execute(
                f"update {table} set date_of_birth = date_of_birth || '-01-01' where length(date_of_birth) = 4"
            )
        if "full_name" in columns:
            for name in (G, F):
                if name not in columns:
                    self.db.execute(f"alter table {table} add column {name} varchar")
            # "family, given" where one word or two stand before the comma; else what follows it is a title
            first = r"regexp_matches(full_name, '^[^ ,]+( [^ ,]+)?,') and not regexp_matches(full_name, ',.*[0-9]')"
            words = r"regexp_replace(full_name, ',.*$', '')"
            self.db.execute(
                f"update {table} set given_name = nullif(case when {first}"
                r" then regexp_extract(full_name, ', *([^ ]+)', 1)"
                f" else regexp_extract({words}, '^([^ ]+) ', 1) end, ''),"
                f" family_name = nullif(case when {first} then regexp_extract(full_name, '^([^,]+)', 1)"
                f" else regexp_extract({words}, '([^ ]+)$', 1) end, '')"
                " where given_name is null and family_name is null"
            )
        if "full_name" in columns or {G, F} <= set(columns):
            self.db.execute(f"alter table {table} add column both_names varchar")
            self.db.execute(f"update {table} set both_names = given_name || ' ' || family_name")

    def _filled(self, table: str) -> set[str]:
        names = [one[0] for one in self.db.sql(f"select * from {table} limit 0").description]
        counts = self.db.sql(
            f"select {', '.join(f'count({name})' for name in names)} from {table}"
        ).fetchall()[0]
        return {name for name, count in zip(names, counts, strict=True) if count} - {"unique_id", "full_name"}

    def share(self, condition: str) -> float:
        """Return the share of the left rows that fit a condition, of those where it is known."""
        value = self.db.sql(f"select avg(cast({condition} as int)) from {self.tables[0]}").fetchall()[0][0]
        return float(value or 0)

    def pairs(self, rule: tuple[str, ...]) -> int:
        """Return how many pairs a rule makes."""
        keys, known = ", ".join(rule), " and ".join(f"{part} is not null" for part in rule)
        sizes = [
            f"select {keys}, count(*) as n from {table} where {known} group by all" for table in self.tables
        ]
        if not self.linking:
            return int(
                self.db.sql(f"select coalesce(sum(n * (n - 1) / 2), 0) from ({sizes[0]})").fetchall()[0][0]
            )
        on = " and ".join(f"l.k{at} = r.k{at}" for at in range(len(rule)))
        named = ", ".join(f"{part} as k{at}" for at, part in enumerate(rule))
        sides = [
            f"(select {named}, count(*) as n from {table} where {known} group by all)"
            for table in self.tables
        ]
        query = f"select coalesce(sum(l.n * r.n), 0) from {sides[0]} l join {sides[1]} r on {on}"
        return int(self.db.sql(query).fetchall()[0][0])


def comparisons(data: Data, *, every_column: bool = False) -> list[object]:
    """Return the comparisons for the columns there are."""
    place = {P, C} & data.columns
    unless_code = data.columns - ({C} if P in place and not every_column else set())
    have = unless_code - ({"street"} if place and not every_column else set())
    if {G, F} <= have and not data.linking and data.columns & TAUGHT:
        found: list[object] = [
            cl.ForenameSurnameComparison(G, F, forename_surname_concat_col_name="both_names")
        ]
    else:
        found = [with_frequencies(cl.NameComparison(name)) for name in (G, F) if name in have]
    british = P in have and data.share(f"regexp_matches({P}, '{BRITISH}')") > 0.5
    code = (
        cl.PostcodeComparison(P)
        if british
        else with_frequencies(cl.DamerauLevenshteinAtThresholds(P, [1, 2]))
    )
    others = {
        D: cl.DateOfBirthComparison(D, input_is_string=True, invalid_dates_as_null=True),
        P: code,
        C: with_frequencies(cl.JaroWinklerAtThresholds(C, 0.9)),
        "street": cl.JaroWinklerAtThresholds("street", 0.9),
        "street_number": with_frequencies(cl.ExactMatch("street_number")),
        "birth_place": with_frequencies(cl.JaroWinklerAtThresholds("birth_place", 0.9)),
        "occupation": with_frequencies(cl.ExactMatch("occupation")),
        "email": cl.EmailComparison("email"),
        "phone": cl.DamerauLevenshteinAtThresholds("phone", [1, 2]),
        "sex": cl.ExactMatch("sex"),
    }
    return found + [one for name, one in others.items() if name in have]


def with_frequencies(comparison: Any) -> Any:
    """Return a comparison whose agreement on a rare value weighs more."""
    return comparison.configure(term_frequency_adjustments=True)


def blocking(data: Data) -> list[object]:
    """Return the rules that make candidates: each within its bound, and all together."""
    chosen: list[object] = []
    total = 0
    for rule in RULES:
        if needs(rule) <= data.columns:
            count = data.pairs(rule)
            if count <= MOST_A_RULE and total + count <= MOST_ALL:
                chosen.append(block_on(*rule))
                total += count
    return [*chosen, SWAPPED] if {G, F} <= data.columns else chosen


def deterministic(data: Data) -> list[object]:
    """Return rules whose pairs are nearly all true; looser ones where nobody is written alike twice, none at worst."""
    have = data.columns
    rules: list[tuple[str, ...]] = [
        ("email",),
        (G, F, D),
        (D, P),
        (G, F, P),
        (G, F, "birth_place"),
        (G, F, C),
    ]
    found = [rule for rule in rules if set(rule) <= have][:3]
    found = found or [(G, F) if {G, F} <= have else tuple(have)[:2]]
    looser = [rule for rule in ((F, D), (G, D), (G, F)) if set(rule) <= have]
    chosen = next((some for some in (found, looser) if any(data.pairs(rule) for rule in some)), [])
    return [block_on(*rule) for rule in chosen]


def passes(data: Data) -> list[tuple[str, ...]]:
    """Return what EM is blocked on, one pass after another: what a pass holds equal, another one learns."""
    wanted: list[list[tuple[str, ...]]] = [
        [(G, F), (F,), (G,)],
        [(D,)],
        [("email",)],
        [(P,), (AREA, "substr(family_name,1,1)")],
    ]
    if not data.columns & TAUGHT:
        wanted = [[(G, F)], [(F,)], [(G,)]]  # with names alone each can only teach the other
    if P not in data.columns:
        wanted.append([(C,), ("birth_place",), (C, "substr(family_name,1,1)")])
    found = []
    for choices in wanted:
        fitting = [
            one
            for one in choices
            if needs(one) <= data.columns
            and data.columns
            - needs(one)
            - {"both_names"}  # a pass that leaves nothing to learn breaks the linker
            and 0 < data.pairs(one) <= 4 * MOST_A_RULE
        ]
        found += fitting[:1]
    return found


def main(folder: Path, *, every_column: bool) -> None:
    """Train, predict, write ``pairs.parquet``."""
    data = Data(folder)
    api = DuckDBAPI(connection=data.db)
    settings = SettingsCreator(
        link_type="link_only" if data.linking else "dedupe_only",
        comparisons=comparisons(data, every_column=every_column),
        blocking_rules_to_generate_predictions=blocking(data),
        retain_matching_columns=False,
    )
    tables = [api.register(data.db.table(name), dataset_display_name=f"{name}_given") for name in data.tables]
    linker = Linker(tables if data.linking else tables[0], settings)
    training = linker.training
    if surely := deterministic(data):
        training.estimate_probability_two_random_records_match(surely, recall=RECALL)
    training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
    for one in passes(data):
        try:
            training.estimate_parameters_using_expectation_maximisation(
                block_on(*one), estimate_without_term_frequencies=True
            )
        except (
            Exception
        ) as error:  # a pass whose pairs are too few; the others teach the rest, as its guide says
            print("pass", one, "left out:", error)  # noqa: T201
    found = linker.inference.predict()
    side = "source_dataset_l like 'left%'" if data.linking else "true"
    data.db.execute(
        f'copy (select case when {side} then unique_id_l else unique_id_r end as "left",'
        f' case when {side} then unique_id_r else unique_id_l end as "right", match_weight as score'
        f" from {found.physical_name}) to '{folder / 'pairs.parquet'}' (format parquet)"
    )


if __name__ == "__main__":
    main(Path(sys.argv[-1]), every_column="--every-column" in sys.argv[1:-1])
