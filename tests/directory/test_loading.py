"""A list is loaded whole or not at all, by the operator alone; a confidential service never brings its address."""

from __future__ import annotations

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from accord.directory import queries
from accord.directory.loading import load, rows_of
from accord.directory.models import Service
from tests.directory.lists import STREET, offer, reading


def test_everything_that_was_read_is_read_back(world):
    load(reading())
    assert list(queries.offers()) == [("invented", offer())]
    assert world.sql("SELECT actions, door, reason FROM accord.audit_entry") == [
        (["directory.loaded"], "cli", "invented")
    ]


def test_list_loaded_again_changes_what_it_names_and_leaves_the_rest(world):
    load(reading(offer("s1"), offer("s2")))
    load(reading(offer("s1", name_en="Day shelter", numbers=[])))
    found = {each.external_id: each for _source, each in queries.offers()}
    assert found == {"s1": offer("s1", name_en="Day shelter", numbers=[]), "s2": offer("s2")}


def test_same_id_in_two_lists_is_two_services(world):
    load(reading(source="one"))
    load(reading(offer(name_en="Another"), source="two"))
    assert sorted(Service.objects.values_list("source", "name_en")) == [
        ("one", "Night shelter"),
        ("two", "Another"),
    ]


def test_one_bad_row_leaves_nothing_of_the_file(world):
    with pytest.raises(psycopg.errors.CheckViolation):
        load(reading(offer("s1"), offer("s2", needs=["magic"])))
    assert not Service.objects.exists()


def test_address_of_a_confidential_service_does_not_leave_the_process():
    assert STREET in str(rows_of("invented", [offer()]))
    assert STREET not in str(rows_of("invented", [offer(confidential=True)]))


def test_service_that_becomes_confidential_takes_its_address_out_of_the_directory(world):
    load(reading())
    assert world.sql("SELECT street FROM accord.location") == [(STREET,)]
    load(reading(offer(confidential=True)))
    assert world.sql("SELECT street FROM accord.location") == []
    assert world.sql("SELECT count(*) FROM accord.service_at_location") == [(0,)]


def test_database_refuses_a_place_for_a_confidential_service(world):
    load(reading())
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        world.sql("UPDATE accord.service SET confidential = true")
    load(reading(offer("s2", confidential=True)))
    for claimed in (False, True):
        with pytest.raises((psycopg.errors.ForeignKeyViolation, psycopg.errors.CheckViolation)):
            world.sql(
                "INSERT INTO accord.service_at_location (id, service_id, location_id, confidential)"
                " SELECT gen_random_uuid(), s.id, l.id, %s FROM accord.service s, accord.location l"
                " WHERE s.external_id = 's2'",
                claimed,
            )


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO organization SELECT * FROM organization", "UPDATE service SET name_en = ''", "DELETE FROM phone",
     "SELECT accord.load_directory('x', '{}')"],
)  # fmt: skip
def test_app_reads_the_directory_and_writes_nothing_of_it(world, statement):
    load(reading())
    with world.acting(world.member(duties=["administrator"])):
        assert Service.objects.count() == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
