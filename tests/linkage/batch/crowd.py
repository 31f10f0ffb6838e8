"""Invented rows for both engines: three agencies, some people seen by two, some names beyond ASCII."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from accord.linkage import Model, person_keys, person_payload
from accord.linkage.batch.folder import FOR_GOOD, MEETS, OPEN, Folder, Row
from accord.linkage.keyed import KeyedModel
from accord.linkage.train.invent import Inventor

KEY = b"a key for the tests of relinking"
FOREIGN = ("Zoë", "Łukasz", "José", "Đặng", "Мария", "李娜")


def model() -> KeyedModel:
    return Model.load().keyed(KEY)


def crowd(persons: int, seed: int = 5) -> list[Row]:
    random, inventor, rows = Random(seed), Inventor(seed), []
    for at, who in enumerate(inventor.people(persons)):
        if at % 7 == 0:
            who = replace(who, given_name=FOREIGN[at % len(FOREIGN)])  # noqa: PLW2901
        rows.append((random.randrange(3), who))
        if at % 4 == 0:
            rows.append((random.randrange(3), inventor.again(who)))
    return [
        Row(
            no=10 + 3 * at,
            group=group,
            roles=(MEETS, MEETS | OPEN, MEETS | FOR_GOOD, FOR_GOOD)[at % 4],
            subject=at,
            keys=tuple(dict.fromkeys(_narrow(key) for key in person_keys(who, KEY))),
            payload=person_payload(who, KEY),
        )
        for at, (group, who) in enumerate(rows)
    ]


def _narrow(key: int) -> int:
    return ((key & 0xFFFFFFFF) ^ 0x80000000) - 0x80000000


def folder_of(path: Path, rows: list[Row]) -> Folder:
    folder = Folder(path)
    half = len(rows) // 2
    folder.write_part(0, rows[:half])
    folder.write_part(1, rows[half:])
    return folder
