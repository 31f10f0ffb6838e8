"""What is run, at which size. Labelled files lie in a folder that the caller names; invented ones are made."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

CHICAGO = """\
# Day-care sites, not persons: the name in one field, and a place.
[fields]
full_name = "Site name"
street = "Address"
postal_code = "Zip"
[truth]
column = "True Id"
"""
_NAME_PLACE = "given_name,family_name,city"
_NAME_DATE_PLACE = "given_name,family_name,date_of_birth,city"


@dataclass(frozen=True, slots=True)
class Run:
    """One bench: its name among the results, which bench, its arguments, how often (for the spread)."""

    name: str
    bench: str
    arguments: tuple[str, ...]
    times: int = 1


def plan(data: Path, place: Path, *, small: bool) -> list[Run]:
    """Return all runs. Writes the maps and invented files that they need into ``place``."""
    runs = [*labelled(data, place), *invented(place, 2_000 if small else 20_000, 1 if small else 3)]
    times = 1 if small else 3
    febrl = data / "febrl" / "dataset4a.csv", data / "febrl" / "dataset4b.csv"
    others = {
        "scale": ("--persons", "20000", "--identifiers", "200000", "--rounds", "200", "--seconds", "10"),
        "relink": ("--persons", "5000"),
        "access": ("--rows", "20000", "--rounds", "50", "--pairs", "500"),
        "leak": ("--persons", "2000"),
        "places": ("--services", "500", "--persons", "200"),
    }
    found = [Run(name, name, small_arguments if small else (), times if name == "access" else 1)
             for name, small_arguments in others.items()]  # fmt: skip
    lists = next(
        (each for each in (data / "directories", data.parent / "directories") if each.is_dir()), None
    )
    if lists:
        many = ("--services", "2000") if small else ()
        found.append(Run("directory", "directory", ("--lists", str(lists), *many)))
    if all(path.exists() for path in febrl):
        columns = Path(__file__).parents[2] / "importing" / "maps" / "febrl4.toml"
        for pointers in ("protected", "open"):
            files = (*_cut(febrl, place, 500 if small else None), "--map", str(columns))
            found.append(Run(f"hits-{pointers}", "hits", (*files, "--pointers", pointers), times))
    return [*runs, *found]


def labelled(data: Path, place: Path) -> list[Run]:
    """Return a run for each labelled file that is there."""
    (place / "chicago.toml").write_text(CHICAGO)
    febrl = data / "febrl"
    four = str(febrl / "dataset4a.csv"), str(febrl / "dataset4b.csv")
    found = {
        "febrl4, all fields": four,
        "febrl4, name + date + suburb": (*four, "--only", _NAME_DATE_PLACE),
        "febrl4, name + suburb": (*four, "--only", _NAME_PLACE),
        "febrl3, all fields": (str(febrl / "dataset3.csv"),),
        "fake_1000, all fields": (str(data / "fake_1000.csv"),),
        "fake_1000, without e-mail": (str(data / "fake_1000.csv"), "--only", _NAME_DATE_PLACE),
        "chicago sites, one name + address": (
            str(data / "chicago_early_childhood.csv"), "--map", str(place / "chicago.toml"),
        ),
    }  # fmt: skip
    return [Run(name, "link", arguments) for name, arguments in found.items() if Path(arguments[0]).exists()]


def invented(place: Path, rows: int, seeds: int) -> list[Run]:
    """Write invented files of three harsher kinds and return a run for each."""
    from accord.bench.link.prepared import write
    from accord.linkage.train.profiles import rows_of

    runs = []
    for kind in ("places-fifth", "places-fifths", "historical"):
        for seed in range(101, 101 + seeds):
            left, right = rows_of(kind, seed, rows)
            files = []
            for side, one in (("a", left), ("b", right)):
                if one is not None:
                    path = place / f"{kind}-{rows}-{seed}{side}.csv"
                    write(one, path)
                    _with_truth(path, [row.truth for row in one])
                    files.append(str(path))
            runs.append(Run(f"invented {kind}, {rows:,} rows, seed {seed}", "link", tuple(files)))
    return runs


def _with_truth(path: Path, truths: list[str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["entity_id", *head])
        writer.writerows([truth, *row] for truth, row in zip(truths, rows, strict=True))


def _cut(paths: tuple[Path, ...], place: Path, rows: int | None) -> list[str]:
    """Return the files, or their first rows only."""
    if rows is None:
        return [str(path) for path in paths]
    found = []
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (place / path.name).write_text("".join(lines[: rows + 1]), encoding="utf-8")
        found.append(str(place / path.name))
    return found
