"""HSDS 3.0 out and in again: valid under the published schemas, and nothing lost in either shape."""

from __future__ import annotations

import csv
import json
import shutil

import jsonschema
import pytest
from click.testing import CliRunner

from accord.cli import main
from accord.directory import queries
from accord.directory.hsds import writing
from accord.directory.hsds.reading import read_hsds
from accord.directory.loading import load
from accord.directory.mapped import read_mapped
from accord.directory.mapping import load_mapping
from accord.directory.records import BadList, Place, Whom
from tests.directory.lists import MAPS, REAL, STREET, needs_real_lists, needs_standard, offer, reading

HSDS = REAL / "standards" / "hsds"
BARE = {
    "whom": Whom(),
    "places": [],
    "hours": [],
    "numbers": [],
    "areas": [],
    "languages": [],
    "verified_on": None,
}


def _export(form: str, out) -> None:
    done = CliRunner().invoke(main, ["export", "directory", "--format", form, "--out", str(out)])
    assert done.exit_code == 0, done.output


def _comparable(offers) -> dict:
    """By id, with lists whose order the tables do not keep in one order."""
    return {
        each.external_id: (each, each.numbers.sort(key=str), each.hours.sort(key=str), each.areas.sort())
        for each in offers
    }


@needs_standard
@pytest.mark.parametrize("more", [{}, BARE, {"confidential": True}, {"description_en": "", "url": ""}])
def test_exported_service_is_valid_hsds(more):
    schema = json.loads((HSDS / "schema" / "compiled" / "service.json").read_text())
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert list(checker.iter_errors(writing.service("invented", offer(**more)))) == []
    assert list(checker.iter_errors({"id": "x", "name": 3})) != []


@needs_real_lists
@pytest.mark.parametrize(
    "file", ["kingston/services.json", "toronto/housing_shelters_211.csv", "ilao/services.csv", "ohana"]
)
def test_real_directories_leave_as_valid_hsds(file):
    path, schema = REAL / "directories" / file, HSDS / "schema" / "compiled" / "service.json"
    if file == "ohana":
        found = read_hsds(path, "ohana")
    else:
        name = {"kingston": "kingston", "toronto": "toronto_shelters", "ilao": "ilao"}[file.split("/")[0]]
        found = read_mapped(path, load_mapping(MAPS / f"{name}.toml"), path.suffix[1:])
    checker = jsonschema.Draft202012Validator(
        json.loads(schema.read_text()), format_checker=jsonschema.FormatChecker()
    )
    services = [writing.service(found.source, each) for each in found.offers]
    assert [error.message for each in services for error in checker.iter_errors(each)] == []


@needs_standard
def test_exported_tables_have_only_columns_of_the_standard(world, tmp_path):
    load(reading())
    _export("hsds-csv", tmp_path / "out")
    package = json.loads((HSDS / "datapackage.json").read_text())
    fields = {each["path"]: {f["name"] for f in each["schema"]["fields"]} for each in package["resources"]}
    for file in (tmp_path / "out").glob("*.csv"):
        with file.open() as lines:
            assert set(next(csv.reader(lines))) <= fields[file.name], file.name


@pytest.mark.parametrize("form", ["hsds-json", "hsds-csv"])
def test_what_leaves_as_hsds_comes_back_the_same(world, tmp_path, form):
    load(reading(offer("s1"), offer("s2", **BARE), offer("s3", confidential=True, places=[])))
    out = tmp_path / ("list.json" if form == "hsds-json" else "tables")
    _export(form, out)
    before = [each for _source, each in queries.offers()]
    back = read_hsds(out, "invented")
    assert back.remarks == []
    for each in [*before, *back.offers]:
        each.external_id = each.needs[0] + str(len(each.places)) + str(each.confidential)
        each.provider.external_id = "o"
        each.places = [Place(**{**vars(place), "external_id": "p"}) for place in each.places]
    assert _comparable(back.offers) == _comparable(before)


def test_zip_of_tables_is_read_as_the_folder_is(world, tmp_path):
    load(reading())
    _export("hsds-csv", tmp_path / "tables")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "tables")
    folder = read_hsds(tmp_path / "tables" / "datapackage.json", "x")
    assert read_hsds(tmp_path / packed, "x") == folder and len(folder.offers) == 1


@pytest.mark.parametrize("form", ["hsds-json", "hsds-csv"])
def test_address_of_a_confidential_shelter_is_in_no_export(world, tmp_path, form):
    load(reading(offer(confidential=True)))
    out = tmp_path / "out"
    _export(form, out)
    texts = [file.read_text() for file in ([out] if out.is_file() else out.iterdir())]
    assert any("Night shelter" in text for text in texts)
    assert not any(STREET in text or "45.4" in text or "J8X" in text for text in texts)


def test_package_of_hsds_1_1_is_read(tmp_path):
    tables = {
        "organizations": "id,name,description\no1,Harbour House,We help\n",
        "services": "id,organization_id,name,status\ns1,o1,Night shelter,active\n"
        "s1,o1,Again,active\ns2,o9,Lost,active\n",
        "locations": "id,organization_id,name\nl1,o1,House\n",
        "services_at_location": "id,service_id,location_id\nx1,s1,l1\n",
        "physical_addresses": "id,location_id,address_1,city,state_province\na1,l1,4 Main,Gatineau,QC\n",
        "regular_schedules": "id,service_id,weekday,opens_at,closes_at\nh1,s1,Monday,09:00,17:00\n",
        "phones": "id,location_id,number,type\np1,l1,819 555-0101,voice\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text)
    found = read_hsds(tmp_path, "old")
    (one,) = found.offers
    assert (one.places[0].street, one.hours[0].weekdays, one.numbers[0].number) == (
        "4 Main",
        ["MO"],
        "819 555-0101",
    )
    assert [(each.row, each.field) for each in found.remarks] == [(2, "id"), (3, "organization")]


def test_folder_without_services_is_refused(tmp_path):
    with pytest.raises(BadList, match=r"services\.csv"):
        read_hsds(tmp_path, "x")


@needs_standard
@pytest.mark.parametrize("file", ["service_full.json", "service_list.json", "csv"])
def test_official_examples_are_read(file):
    found = read_hsds(HSDS / "examples" / file, "example")
    [one] = found.offers
    assert one.name_en == "Community Counselling"
    said = {(each.field, each.remark.partition(";")[0]) for each in found.remarks}
    assert said <= {("schedules", "hours that ended on 2005-01-01")}
    if file != "service_list.json":  # the page of a list has services in brief
        assert (
            "identification document" in one.documents_en
            and one.wait_en
            and one.interpretation_en
            and one.alert_en
        )
        assert "Under 18s and Over 60s: 35 GBP per 1 hour session" in one.fees_en
        assert one.known_as


def _one(tmp_path, **more):
    service = {"id": "s1", "name": "Legal evening", "status": "active",
               "organization": {"id": "o1", "name": "Harbour House", "description": ""}} | more  # fmt: skip
    (tmp_path / "list.json").write_text(json.dumps([service]))
    found = read_hsds(tmp_path / "list.json", "x")
    return found.offers[0], found.remarks


TEN = {"opens_at": "10:00", "closes_at": "12:00"}


@pytest.mark.parametrize(
    ("row", "english", "french"),
    [
        ({"freq": "MONTHLY", "byday": "3TU"}, "every third Tuesday of the month, 10:00–12:00",
         "chaque troisième mardi du mois, 10:00–12:00"),
        ({"freq": "MONTHLY", "byday": "1MO,-1FR"}, "every first Monday and last Friday of the month, 10:00–12:00",
         "chaque premier lundi et dernier vendredi du mois, 10:00–12:00"),
        ({"freq": "WEEKLY", "byday": "WE", "interval": 2}, "Wednesday every 2 weeks, 10:00–12:00",
         "mercredi toutes les 2 semaines, 10:00–12:00"),
        ({"freq": "MONTHLY", "bymonthday": "1,15"}, "on day 1,15 of the month, 10:00–12:00",
         "le 1,15 du mois, 10:00–12:00"),
        ({"byday": "MO", "valid_to": "2999-01-31"}, "Monday, 10:00–12:00, until 2999-01-31",
         "lundi, 10:00–12:00, jusqu’au 2999-01-31"),
    ],
)  # fmt: skip
def test_hours_that_are_not_every_week_are_said_in_words(tmp_path, row, english, french):
    """As opening hours of every day, or of every Monday, they would send people to a closed door."""
    [hours] = _one(tmp_path, schedules=[row | TEN])[0].hours
    assert (hours.weekdays, hours.opens, hours.words_en, hours.words_fr) == ([], None, english, french)


def test_hours_of_every_week_stay_hours_and_those_that_ended_are_left_out(tmp_path):
    rows = [{"freq": "WEEKLY", "byday": "MO,TU"} | TEN, {"byday": "SA", "valid_to": "2005-01-01"} | TEN]
    one, remarks = _one(tmp_path, schedules=rows)
    assert [(each.weekdays, each.words_en) for each in one.hours] == [(["MO", "TU"], "")]
    assert [each.field for each in remarks] == ["schedules"]


def test_number_of_a_contact_is_kept_under_the_function_and_never_the_name(tmp_path):
    contact = {"id": "c1", "name": "Vera Invented", "title": "Intake", "phones": [{"number": "613 555-0144"}]}
    one, _remarks = _one(
        tmp_path, contacts=[contact], program={"name": "Safe Steps"}, alternate_name="The Evening"
    )
    assert [(each.number, each.label) for each in one.numbers] == [("613 555-0144", "Intake")]
    assert "Vera" not in repr(one) and one.known_as == "The Evening; Safe Steps"


def test_two_services_that_claim_one_id_of_our_own_are_not_both_loaded(tmp_path):
    services = [writing.service("x", offer("s1")), writing.service("x", offer("s2"))]
    for each in services[1]["attributes"]:
        if each["taxonomy_term"]["code"] == "external_id":
            each["value"] = "s1"
    (tmp_path / "list.json").write_text(json.dumps(services))
    found = read_hsds(tmp_path / "list.json", "x")
    assert [each.external_id for each in found.offers] == ["s1"] and found.refused == 1
    assert [(each.row, each.field) for each in found.remarks] == [(2, "external_id")]


def test_dry_run_refuses_what_a_load_refuses(tmp_path):
    (tmp_path / "list.json").write_text(json.dumps([writing.service("x", offer("s1"))]))
    command = [
        "import",
        "directory",
        str(tmp_path / "list.json"),
        "--format",
        "hsds",
        "--source",
        "accord",
        "--dry-run",
    ]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2 and "give the list another with --source" in done.output
