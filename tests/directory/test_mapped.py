"""Messy CSV and JSON by a map: what cannot be read is remarked, and never guessed at."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from accord.cli import main
from accord.directory.mapped import read_mapped
from accord.directory.mapping import load_mapping
from accord.directory.models import Location, Service
from accord.directory.records import BadList
from tests.directory.lists import MAPS, REAL, needs_real_lists

MAP = """
source = "town"
[columns]
id = "No"
name_en = "Name"
needs = "Kind"
phones = ["Tel 1", "Tel 2"]
email = "Mail"
age_min = "From"
age_max = "To"
"place.street" = "Street"
[words.needs]
Beds = "shelter"
[rules]
places_need_a_number = true
organization_before = ","
"""


@pytest.fixture
def read(tmp_path):
    def reader(text: str, *, form: str = "csv", encoding: str = "utf-8", map: str = MAP):
        file, mapping = tmp_path / f"list.{form}", tmp_path / "map.toml"
        file.write_bytes(text.encode(encoding))
        mapping.write_text(map)
        return read_mapped(file, load_mapping(mapping), form)

    return reader


def test_latin_1_with_166_columns_keeps_its_accents_and_tells_what_is_not_mapped(read):
    spare = [f"c{n}" for n in range(160)]
    head = ["No", "Name", "Kind", "Tel 1", "Tel 2", "Street", *spare]
    row = [
        "1",
        "Maison Élan, Hébergement",
        "Beds",
        "819 555-0101",
        "819 555-0102",
        "4 rue Côté",
        *["x"] * 160,
    ]
    found = read(f"{';'.join(head)}\n{';'.join(row)}\n", encoding="latin-1")
    (one,) = found.offers
    assert (one.name_en, one.provider.name_en, one.needs) == (
        "Maison Élan, Hébergement",
        "Maison Élan",
        ["shelter"],
    )
    assert [each.number for each in one.numbers] == ["819 555-0101", "819 555-0102"]
    assert one.places[0].street == "4 rue Côté"
    assert [each.row for each in found.remarks] == [0] and "160 columns" in found.remarks[0].remark


def test_rows_that_cannot_be_loaded_are_named_one_by_one(read):
    found = read("No,Name\n1,One\n1,Again\n,Nameless id\n3,\n4,Four,too,many\n")
    assert [each.external_id for each in found.offers] == ["1"]
    assert [(each.row, each.field) for each in found.remarks] == [
        (2, "id"),
        (3, "id"),
        (4, "name_en"),
        (5, ""),
    ]
    assert found.refused == 4


def test_value_that_cannot_be_read_is_left_out_and_remarked(read):
    found = read("No,Name,Kind,Mail,From,To\n1,One,Magic,nobody,30,20\n")
    (one,) = found.offers
    assert (one.needs, one.email, one.whom.age_min, one.whom.age_max) == (["community"], "", None, None)
    assert {each.field for each in found.remarks} == {"needs", "email", "age_min"}


def test_shelter_whose_street_is_an_area_is_confidential(read):
    shelter, other = read("No,Name,Kind,Street\n1,A,Beds,Downtown East\n2,B,,Online\n").offers
    assert (shelter.confidential, shelter.places, shelter.areas) == (True, [], ["Downtown East"])
    assert (other.confidential, other.places) == (False, [])


@pytest.mark.parametrize(
    "street", ["P.O. Box 21042, Kingston", "Mailing only: 4 Main", "Confidential, 4 Main"]
)
def test_post_box_or_secret_is_no_place(read, street):
    (one,) = read(f'No,Name,Street\n1,A,"{street}"\n').offers
    assert one.places == []
    assert one.confidential is ("Confidential" in street)
    assert one.areas == (["Kingston"] if "Kingston" in street else [])


def test_row_marked_confidential_keeps_nothing_of_its_address(read):
    marked = MAP.replace('email = "Mail"', 'confidential = "Hidden"')
    for street in ("Canary Lane", "17 Canary Lane", "P.O. Box 1, Canary Lane"):
        (one,) = read(f'No,Name,Hidden,Street\n1,A,yes,"{street}"\n', map=marked).offers
        assert one.confidential and "Canary" not in str(one)


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        ("Other,Thing\n1,2\n", "csv", "no column No"),
        ("{", "json", "no JSON"),
        ("No,No\n1,2\n", "csv", "more than one column is called “No”"),
        ('{"a": 1', "json", "no JSON"),
        ("3", "json", "no list"),
    ],
)
def test_file_that_is_not_what_the_map_says_is_refused_whole(read, text, form, said):
    with pytest.raises(BadList, match=said):
        read(text, form=form)


def test_map_that_names_what_the_directory_has_not_is_refused(read):
    with pytest.raises(BadList, match="magic"):
        read("No,Name\n", map=MAP.replace("email", "magic"))


def test_command_loads_and_writes_its_remarks(world, tmp_path):
    (tmp_path / "map.toml").write_text(MAP)
    file = tmp_path / "list.json"
    file.write_text(json.dumps([{"No": 1, "Name": "One", "Street": "4 Main"}, {"No": "=1+1", "Name": ""}]))
    command = ["import", "directory", str(file), "--format", "json", "--map", str(tmp_path / "map.toml")]
    dry = CliRunner().invoke(main, [*command, "--dry-run"])
    assert (dry.exit_code, Service.objects.count()) == (3, 0), dry.output
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 3, done.output
    assert Service.objects.get().places.get().location.street == "4 Main"
    with (tmp_path / "list.json.errors.csv").open() as lines:
        assert [(row["row"], row["record"], row["field"]) for row in csv.DictReader(lines)] == [
            ("2", "'=1+1", "name_en")
        ]


def test_command_speaks_the_language_of_who_types_it(world, tmp_path, monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "fr_CA.UTF-8")
    (tmp_path / "map.toml").write_text(MAP)
    file = tmp_path / "list.csv"
    command = [
        "import",
        "directory",
        str(file),
        "--format",
        "csv",
        "--map",
        str(tmp_path / "map.toml"),
        "--dry-run",
    ]
    file.write_text("No,Name,Ours\n1,One,x\n,Two,y\n1,Three,z\n")
    done = CliRunner().invoke(main, command)
    assert "Services qui seraient chargés : 1" in done.output and "Lignes refusées : 2" in done.output
    remarks = (tmp_path / "list.csv.errors.csv").read_text()
    for told in (
        "Colonnes de la liste qui ne sont pas reprises (1) : Ours",
        "vide; non chargé",
        "figure déjà à la ligne 1",
    ):
        assert told in remarks, told
    file.write_text("Other\n1\n")
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2 and "est-ce celle d’une autre liste?" in refused.output


def test_command_retires_only_when_asked_and_never_on_a_list_with_faults(world, tmp_path):
    (tmp_path / "map.toml").write_text(MAP)
    file = tmp_path / "list.csv"
    command = ["import", "directory", str(file), "--format", "csv", "--map", str(tmp_path / "map.toml")]
    said = []
    for rows, more in (("1,One\n2,Two\n", []), ("1,One\n", []), ("1,One\n", ["--retire", "--dry-run"]),
                       ("1,One\n,Two\n", ["--retire"]), ("1,One\n", ["--retire"])):  # fmt: skip
        file.write_text(f"No,Name\n{rows}")
        done = CliRunner().invoke(main, [*command, *more])
        said.append((done.exit_code, Service.objects.filter(status="inactive").count()))
        if "--dry-run" in more:
            assert "Services that would be retired: 1\n  2: Two" in done.output
    assert said == [(0, 0), (0, 0), (0, 0), (2, 0), (0, 1)]


@needs_real_lists
@pytest.mark.parametrize(
    ("file", "map", "form", "loaded", "refused"),
    [("kingston/services.json", "kingston", "json", 196, 0),
     ("toronto/housing_shelters_211.csv", "toronto_shelters", "csv", 24, 0),
     ("toronto/refugee_services_211.geojson", "toronto_newcomers", "json", 234, 0),
     ("ilao/services.csv", "ilao", "csv", 429, 1), ("ohana", "", "hsds", 23, 0)],
)  # fmt: skip
def test_real_directories_load(world, tmp_path, file, map, form, loaded, refused):
    command = ["import", "directory", str(REAL / "directories" / file), "--format", form]
    command += ["--map", str(MAPS / f"{map}.toml")] if map else []
    done = CliRunner().invoke(main, [*command, "--errors", str(tmp_path / "errors.csv")])
    assert f"Services loaded: {loaded}\nRows refused: {refused}\n" in done.output
    assert Service.objects.count() == loaded
    assert not Location.objects.filter(street__icontains="Toronto Downtown East").exists()
