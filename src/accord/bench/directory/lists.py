"""The public lists that the questions were judged on, read through the project's own maps."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from accord.directory.records import Reading

# Where each list stands under the folder of lists, and the map that reads it.
LISTS = (
    ("kingston/services.json", "kingston", "json"),
    ("toronto/housing_shelters_211.csv", "toronto_shelters", "csv"),
    ("toronto/refugee_services_211.geojson", "toronto_newcomers", "json"),
    ("ilao/services.csv", "ilao", "csv"),
)


@dataclass(frozen=True)
class Asked:
    """A question and its answers, each ``source:id`` in that list."""

    words: str
    place: str
    french: bool
    slips: bool
    answers: frozenset[str]


def readings(folder: Path) -> Iterator[Reading]:
    """Each list. Raises ``FileNotFoundError`` naming the first that is not there."""
    from accord.directory.mapped import read_mapped
    from accord.directory.mapping import load_mapping

    maps = Path(str(files("accord.directory") / "maps"))
    for name, map, form in LISTS:
        if not (folder / name).exists():
            raise FileNotFoundError(folder / name)
        yield read_mapped(folder / name, load_mapping(maps / f"{map}.toml"), form)


def judged() -> list[Asked]:
    """Our own questions (``judged.toml``)."""
    said = tomllib.loads((files("accord.bench.directory") / "judged.toml").read_text(encoding="utf-8"))
    return [
        Asked(
            each["asks"],
            each.get("place", ""),
            each.get("french", False),
            each.get("slips", False),
            frozenset(
                f"{said['lists'][short]}:{id}" for short, _, id in (a.partition(":") for a in each["answers"])
            ),
        )
        for each in said["question"]
    ]


def written_by_others(folder: Path) -> list[Asked]:
    """Questions that the makers of the Kingston list wrote for each of its services, one right answer each.

    Services that the list names twice are both right.
    """
    rows = json.loads((folder / LISTS[0][0]).read_text(encoding="utf-8"))
    same = {
        row["name"]: frozenset(f"kingston:{each['id']}" for each in rows if each["name"] == row["name"])
        for row in rows
    }
    asked = [("synthetic_queries", False), ("synthetic_queries_fr", True)]
    return [
        Asked(words[:100], "Kingston", french, False, same[row["name"]])
        for column, french in asked
        for row in rows
        for words in row.get(column) or []
    ]
