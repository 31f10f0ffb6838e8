"""The attacks find what lies open, and what is computed is right: an attack that never succeeds proves nothing."""

from __future__ import annotations

from datetime import date
from itertools import product

from accord.bench.leak.command import as_table, measured
from accord.bench.leak.dictionary import with_the_key
from accord.bench.leak.frequency import by_rank
from accord.bench.leak.graph import by_shape
from accord.bench.leak.population import population
from accord.bench.leak.tables import Table, composites, secret, single_fields
from accord.linkage import Person
from accord.linkage.candidates import ROWS_A_KEY

NAMES = ["".join(letters) for letters in product("bdfgkl", repeat=4)][: ROWS_A_KEY + 1]


def test_ranks_open_a_table_of_skewed_single_values() -> None:
    plain = [("roy",)] * 5 + [("singh",)] * 3 + [("tremblay",)]
    stored = [(7,)] * 5 + [(9,)] * 3 + [(2,)]
    told = by_rank(Table(plain, stored), plain)
    assert told["10"] == {"persons": 1.0, "right": 1.0}


def test_ranks_of_other_people_open_nothing() -> None:
    table = Table([("roy",)] * 5, [(7,)] * 5)
    assert by_rank(table, [("singh",)] * 5)["10"] == {"persons": 0.0, "right": 0.0}


def test_the_shape_names_people_who_differ_in_what_they_share() -> None:
    rows = [(1, 2, 3), (2, 3), (3, 4, 5, 6), (6,), (1, 2, 3, 4, 5, 6, 7)]
    other_key = [tuple(100 - token for token in row) for row in reversed(rows)]
    told = by_shape(rows, other_key, whom=[4, 3, 2, 1, 0])
    assert told["persons"] == 1.0
    assert told["right"] == 1.0


def test_a_register_of_strangers_names_nobody() -> None:
    rows = [(1, 2, 3), (2, 3), (3, 4, 5, 6)]
    assert by_shape(rows, rows, whom=[-1, -1, -1])["persons"] == 0.0


def test_half_the_register_is_strangers() -> None:
    people, registers = population(60, seed=3)
    half = registers["half"].whom
    assert len(people) == len(half) == 60
    assert sum(one < 0 for one in half) == 30
    assert all(one in (-1, at) for at, one in enumerate(half))


def test_stored_keys_stand_beside_the_plain_keys_they_were_made_of() -> None:
    people, _registers = population(40, seed=3)
    table = composites(people, secret())
    said = {token: value for stored, plain in zip(table.stored, table.plain, strict=True)
            for token, value in zip(stored, plain, strict=True)}  # fmt: skip
    assert len(set(said.values())) == len(said)  # one token a value, throughout


def test_with_the_key_names_and_birthdays_fall() -> None:
    people, _registers = population(150, seed=3)
    key = secret()
    told = with_the_key(composites(people, key), people, key)
    assert told["persons"] > 0.5 and told["dates"] > 0.5
    wrong = with_the_key(composites(people, secret()), people, key)
    assert wrong["persons"] < 0.05 and wrong["dates"] < 0.05


def test_a_key_above_the_cap_is_no_loot() -> None:
    people = [Person(given_name="Ana", family_name=name, date_of_birth=date(1990, 5, 4)) for name in NAMES]
    table = composites(people, secret())
    said = {value for row in table.plain for value in row}
    assert any(one.startswith("aa ") for one in said)
    assert not any(one.startswith("date ") for one in said)
    assert all(len(stored) == len(plain) for stored, plain in zip(table.stored, table.plain, strict=True))


def test_composites_tell_less_than_single_fields() -> None:
    people, registers = population(1500, seed=5)
    known = registers["half"].people
    ours = by_rank(composites(people, secret()), composites(known, secret()).plain)
    peer = by_rank(single_fields(people, secret()), single_fields(known, secret()).plain)
    assert ours["100"]["persons"] < peer["100"]["persons"] / 3


def test_the_bench_ends_in_a_table() -> None:
    result = measured(300, seed=2)
    table = as_table(result)
    assert "composite keys" in table
    assert "single fields (peer)" in table
    assert set(result["graph"]["composite keys"]) == {"same", "other hands", "half"}
