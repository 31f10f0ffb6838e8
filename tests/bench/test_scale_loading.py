"""Loading in bulk writes the rows that filing and matching one by one would have written."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest

from accord.base import crypto
from accord.bench.scale import people
from accord.bench.scale.copying import Pattern
from accord.bench.scale.loading import Filer, Loader, without_indexes
from accord.bench.scale.run import patterns_of
from accord.deconfliction import encoding
from accord.deconfliction.matching import candidates, encounters, keys
from accord.deconfliction.matching.held import fetch, held
from accord.deconfliction.matching.rebuilding import rebuild_index
from tests.deconfliction.partnership import Desk, run_jobs

PERSONS, VALUES = 3, 12


@pytest.fixture
def loaded(world, monkeypatch, tmp_path):
    """A loader that has filed a few persons and values on two desks."""
    monkeypatch.setattr(people, "CACHE", tmp_path)
    monkeypatch.setattr(people, "CHUNK", PERSONS)
    monkeypatch.setattr("accord.bench.scale.run.wait_for_jobs", lambda admin: run_jobs())
    desks = [Desk(world, world.agency()) for _ in range(2)]
    first = desks[0]

    acting = SimpleNamespace(dossier_id=first.dossier.id, lead=lambda: _acting(world, first.lead))
    patterns = patterns_of(world.admin, acting)
    world.admin.execute("SET session_replication_role = replica")
    filers = [Filer(one.dossier.id, one.agency.id, one.lead.id, one.lead.human_id) for one in desks]
    loader = Loader(world.admin, filers, patterns)
    with without_indexes(world.admin, "accord.pointer", "matching.holding"):
        for chunk in people.encoded(crypto.key(encoding.MATCHING), PERSONS):
            loader.persons(chunk)
        loader.identifiers(VALUES, people.Values(VALUES))
    loader.settle()
    loader.finish()
    return loader


@contextmanager
def _acting(world, member):
    with world.acting(member):
        yield member


LOADED = (
    "id IN (SELECT pointer_id FROM matching.holding WHERE no > (SELECT min(no) + 2 FROM matching.holding))"
)
FIRST = "(SELECT min(no) + 2 FROM matching.holding)"  # three rows came by the real path


def test_columns_that_name_nothing_of_a_row_are_those_of_the_real_path(loaded, world):
    same = "kind, role, cls, for_good, about_victim, consents, opening, state, token IS NULL, length(payload)"
    real = set(world.sql(f"SELECT {same} FROM accord.pointer WHERE NOT ({LOADED})"))
    made = world.sql(f"SELECT {same} FROM accord.pointer WHERE {LOADED}")
    assert len(made) == PERSONS + VALUES and set(made) == real
    same = "support, open, for_good, consents, contact_allowed, live, keyed, kind, token IS NULL"
    real = set(world.sql(f"SELECT {same} FROM matching.holding WHERE no <= {FIRST}"))
    assert set(world.sql(f"SELECT {same} FROM matching.holding WHERE no > {FIRST}")) == real


def test_pointers_say_what_encoding_says(loaded, world):
    what = "SELECT dossier_id, id, subject_id, subject, content, token, payload FROM accord.pointer WHERE "
    persons = [encoding.encode(people.subject_of(one)) for one in people.persons(0)]
    found = world.sql(f"{what}{LOADED} AND kind = 'person'")
    assert len(found) == len(persons)
    for dossier, pointer, subject_id, subject, content, _token, sealed in found:
        one = encoding.unseal(dossier, pointer, bytes(sealed), support=False)
        assert one in persons
        who = people.subject_of(people.persons(0)[persons.index(one)])
        who = replace(who, subject_id=subject_id)
        assert (subject, content) == (
            encoding.subject_number(dossier, who, one), encoding.content_number(dossier, one),
        )  # fmt: skip
    numbers = people.Values(VALUES).numbers(0, VALUES).tolist()
    values = {one.token: one for one in map(encoding.encode, map(people.Values.typed, numbers))}
    rows = world.sql(f"{what}{LOADED} AND kind <> 'person'")
    assert {row[5] for row in rows} == set(values)
    for dossier, _id, _subject_id, subject, content, token, _payload in rows:
        about = people.Values.typed(numbers[0])
        assert subject == encoding.subject_number(dossier, about, values[token])
        assert content == encoding.content_number(dossier, values[token])


def test_index_is_the_one_that_a_rebuilding_makes(loaded, world):
    what = (
        "SELECT dossier_id, pointer_id, agency_id, human_id, support, open, for_good, consents, contact_allowed, live,"
        " keyed, kind, subject, content, token FROM matching.holding ORDER BY pointer_id"
    )
    asked = [key for one in people.persons(0) for key in encoding.encode(people.subject_of(one)).keys]

    def found():
        pointer = dict(fetch("SELECT no, pointer_id FROM holding"))
        seen = keys.find(asked)
        return sorted(
            (of, pointer[no]) for of, no in zip(seen.of.tolist(), seen.numbers.tolist(), strict=True)
        )

    before, index = world.sql(what), found()
    rebuild_index()
    assert world.sql(what) == before and found() == index


def test_checks_find_what_was_loaded(loaded, world):
    (one, *_others) = [encoding.encode(people.subject_of(one)) for one in people.persons(0)]
    somebody = held("h.live", [])[0]
    stranger = replace(somebody, no=0, agency_id=uuid.uuid4())
    bands = [result.band for _no, result in candidates.compared(stranger, one.keys, one.payload)]
    assert bands and bands[0] == "strong"
    number = int(people.Values(VALUES).numbers(5, 1)[0])
    token = encoding.encode(people.Values.typed(number)).token
    assert encounters.same_value([token])[token]


def test_a_pattern_needs_a_row(world):
    with pytest.raises(LookupError):
        Pattern.read(world.admin, "accord.filing", "false")


def test_indexes_are_made_again_as_they_were(world):
    what = "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('accord', 'matching') ORDER BY 1"
    before = world.sql(what)
    with without_indexes(world.admin, "accord.pointer", "matching.holding"):
        assert len(world.sql(what)) < len(before) - 4
    assert world.sql(what) == before
