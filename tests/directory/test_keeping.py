"""Those who keep a service write it, on the pages alone, and no later list undoes it."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction

from accord.base.row_security.call import call
from accord.directory import actions
from accord.directory.loading import OURS, load
from accord.directory.models import Location, Organization, Service, ServiceKeeper
from accord.directory.queries import offer_of, published
from accord.directory.records import BadList, Place
from tests.directory.lists import STREET, offer, reading


@pytest.fixture
def kept(world):
    """A service of a list, the member who keeps it, and one of its agency who does not."""
    load(reading())
    keeper = world.member(world.agency("support"), duties=["intake"])
    row = Service.objects.get()
    world.sql(
        "INSERT INTO accord.service_keeper VALUES (gen_random_uuid(), now(), %s, %s)",
        keeper.agency_id,
        row.id,
    )
    return row, keeper


def read(row: Service):
    return offer_of(published(row.id))


def test_keeper_rewrites_everything_and_a_later_list_leaves_it(world, kept):
    row, keeper = kept
    new = replace(
        read(row), name_en="Day house", numbers=[], places=[Place("", street="5 New Street", city="Laval")]
    )
    with world.acting(keeper) as trail:
        actions.keep_service(by=keeper, service=row, offer=new)
    assert (trail.actions, list(trail.rows)) == (["service.kept"], [row.id])
    after = read(row)
    assert (after.name_en, after.numbers, after.places[0].street) == ("Day house", [], "5 New Street")
    assert not Location.objects.filter(street=STREET).exists()
    load(reading(offer(name_en="From the list again")), retire=True)
    assert read(row) == after and published(row.id).source == OURS
    assert published(row.id).place_words == " laval gatineau ottawa "


def test_kept_service_that_becomes_confidential_takes_its_address_out_at_once(world, kept):
    row, keeper = kept
    with world.acting(keeper):
        actions.keep_service(by=keeper, service=row, offer=replace(read(row), confidential=True))
    assert not Location.objects.exists() and "j8x" not in published(row.id).place_words
    load(reading())
    assert not Location.objects.exists()


def test_two_lists_with_one_id_are_both_taken_over(world, kept):
    row, _keeper = kept
    load(reading(source="other"))
    other = Service.objects.get(source="other")
    office = world.member(world.agency("coordination"), duties=["broker"])
    with world.acting(office):
        for each in (row, other):
            actions.keep_service(by=office, service=each, offer=read(each))
    assert Service.objects.filter(source=OURS).count() == 2


def test_new_service_is_listed_once_and_kept_by_its_agency(world):
    member = world.member(duties=["administrator"])
    key = uuid.uuid4()
    for _twice in range(2):
        with world.acting(member):
            assert actions.list_service(by=member, offer=offer(), form_key=key) == key
    row = Service.objects.get()
    assert (row.id, row.organization.name_en) == (key, member.agency.name_en)
    assert ServiceKeeper.objects.get().agency_id == member.agency_id
    with world.acting(member):
        actions.list_service(by=member, offer=offer("another"), form_key=uuid.uuid4())
    assert Organization.objects.count() == 1


@pytest.mark.parametrize("duties", [[], ["commander"], ["custodian"]])
def test_colleague_without_the_duty_writes_nothing(world, kept, duties):
    row, keeper = kept
    colleague = world.member(keeper.agency, duties=duties)
    with world.acting(colleague):
        with pytest.raises(PermissionDenied):
            actions.keep_service(by=colleague, service=row, offer=read(row))
        with pytest.raises(PermissionDenied):
            actions.list_service(by=colleague, offer=offer(), form_key=uuid.uuid4())
        for act in (("keep_service", row.id, "{}"), ("list_service", uuid.uuid4(), "{}")):
            with pytest.raises(PermissionDenied):
                call(*act)


@pytest.mark.parametrize("duties", [["administrator", "intake"], ["broker"]])
def test_other_agency_writes_nothing_even_past_the_rules(world, kept, duties):
    row, _keeper = kept
    stranger = world.member(duties=duties)
    with world.acting(stranger):
        for act in (("keep_service", row.id, "{}"), ("set_keeper", row.id, stranger.agency_id, True),
                    ("list_service", row.id, "{}")):  # fmt: skip
            with pytest.raises(PermissionDenied):
                call(*act)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("SELECT accord.write_service(%s, '{}')", [row.id])


def test_ids_in_what_is_sent_reach_no_other_service(world, kept):
    """Rows that name another service, organization or address are written onto the keeper's own."""
    row, keeper = kept
    load(reading(offer("s2", name_en="Other", places=[Place("p2", street="9 Other Street")])))
    other = Service.objects.get(name_en="Other")
    rows = json.loads(actions._rows(replace(read(row), name_en="Mine")))
    for part in rows.values():
        for each in part:
            each |= {"id": str(uuid.uuid4()), "service_id": str(other.id), "source": "invented"}
    rows["service"][0] |= {"id": str(other.id), "organization_id": str(uuid.uuid4())}
    before = read(other)
    with world.acting(keeper):
        call("keep_service", row.id, json.dumps(rows))
    assert read(other) == before
    assert (read(row).name_en, len(read(row).numbers), read(row).provider) == ("Mine", 2, before.provider)


def test_broker_hands_a_service_to_an_agency_and_takes_it_back(world, kept):
    row, _keeper = kept
    office = world.member(world.agency("coordination"), duties=["broker"])
    member = world.member(duties=["intake"])
    for keeps in (True, True, False):
        with world.acting(office) as trail:
            actions.set_keeper(by=office, service=row, agency=member.agency, keeps=keeps)
    assert trail.actions == ["service.keeper_ended"]
    with world.acting(member), pytest.raises(PermissionDenied):
        actions.keep_service(by=member, service=row, offer=read(row))


def test_no_list_may_call_itself_ours(world):
    with pytest.raises(BadList, match="another with --source"):
        load(reading(source=OURS))


def test_what_a_newer_list_leaves_out_is_retired_when_asked(world):
    load(reading(offer("s1"), offer("s2"), offer("s3", status="defunct")))
    load(reading(offer("s2"), source="elsewhere"))
    assert load(reading(offer("s1"))) == 0
    assert load(reading(offer("s1")), retire=True) == 1
    said = sorted(Service.objects.values_list("source", "external_id", "status"))
    assert said == [("elsewhere", "s2", "active"), ("invented", "s1", "active"), ("invented", "s2", "inactive"),
                    ("invented", "s3", "defunct")]  # fmt: skip
    assert load(reading(offer("s1")), retire=True) == 0
