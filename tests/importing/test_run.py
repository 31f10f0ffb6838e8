"""An import through the real path: nothing twice, nothing lost, bad rows told and the good ones filed."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from accord.agencies.models import Member
from accord.importing.mapping import BadMap, Mapping
from accord.importing.rows import Filing
from accord.importing.run import import_persons
from accord.importing.source import open_source
from accord.reports.models import Identifier, Person, Report

MAPPING = Mapping(
    fields={"given_name": "prenom", "family_name": "nom", "date_of_birth": "naissance", "phone": "tel"},
    formats={"date_of_birth": "%d/%m/%Y"},
)
FILING = Filing("Entente 2024-07", "essai", date(2026, 3, 1), role="suspect")
HEADER = "prenom;nom;naissance;tel\n"


class Killed(BaseException):
    """The process dies."""


@pytest.fixture
def desk(world):
    lead = world.member()
    dossier = world.desk(lead)

    @contextmanager
    def act():
        with world.acting(lead):
            yield Member.objects.select_related("agency").get(pk=lead.id)

    return lead, dossier, act


def write(tmp_path: Path, rows: list[str], name: str = "rows.csv") -> Path:
    file = tmp_path / name
    file.write_bytes((HEADER + "\n".join(rows) + "\n").encode("cp1252"))
    return file


def run(file: Path, desk, **more):
    _lead, dossier, act = desk
    return import_persons(open_source(file), MAPPING, FILING, dossier_id=dossier.id, act=act, **more)


def test_windows_1252_with_semicolons_becomes_reports(world, desk, tmp_path):
    result = run(write(tmp_path, ["Zoé;Bélanger;27/03/1998;514 555-0142"]), desk)
    assert (result.read, result.filed, result.refused, result.remarked) == (1, 1, 0, 0)
    with world.acting(desk[0]):
        person, identifier = Person.objects.get(), Identifier.objects.get()
    assert (person.given_name, person.family_name, person.date_of_birth) == (
        "Zoé",
        "Bélanger",
        date(1998, 3, 27),
    )
    assert identifier.form == "+15145550142" and identifier.person_id == person.id


def test_impossible_value_loses_neither_the_person_nor_what_was_written(world, desk, tmp_path):
    errors = tmp_path / "errors.csv"
    result = run(write(tmp_path, ["Ada;Roy;31/02/1990;12", "Bo;Roy;01/01/1991;"]), desk, errors=errors)
    assert (result.filed, result.remarked) == (2, 1)
    with world.acting(desk[0]):
        report = Report.objects.get(id=Person.objects.get(given_name="Ada").report_id)
        ada = Person.objects.get(given_name="Ada")
    assert "31/02/1990" in report.narrative and "12" in report.narrative
    assert ada.date_of_birth is None and (ada.age_from, ada.age_to) == (35, 36)
    told = list(csv.DictReader(errors.open(encoding="utf-8-sig")))
    assert [(row["row"], row["what"]) for row in told] == [("1", "left out"), ("1", "left out")]


def test_bad_rows_go_to_the_list_and_stop_nothing(world, desk, tmp_path):
    errors = tmp_path / "errors.csv"
    rows = ["Ada;Roy;;", ";;;", "x;y;z;1;2;3;4", "Bo;Roy;;"]
    result = run(write(tmp_path, rows), desk, errors=errors)
    assert (result.filed, result.refused) == (2, 1)
    assert "7 values for 4 columns" in errors.read_text("utf-8-sig")
    assert errors.stat().st_mode & 0o077 == 0


def test_dry_run_reads_everything_and_files_nothing(world, desk, tmp_path):
    result = run(write(tmp_path, ["Ada;Roy;;", ";;x;"]), desk, dry_run=True)
    assert (result.read, result.filed) == (2, 0)
    with world.acting(desk[0]):
        assert not Report.objects.exists()


def test_killed_import_goes_on_where_it_stopped(world, desk, tmp_path):
    file = write(tmp_path, [f"Ada{n};Roy;;" for n in range(10)])

    def die_after_two_batches(rows: int, counted=[]) -> None:  # noqa: B006
        counted.append(rows)
        if len(counted) == 2:
            raise Killed

    with pytest.raises(Killed):
        run(file, desk, batch=3, progress=die_after_two_batches)
    with world.acting(desk[0]):
        assert Report.objects.count() == 6
    result = run(file, desk, batch=3)
    assert (result.filed, result.already) == (4, 6)
    with world.acting(desk[0]):
        assert Report.objects.count() == Person.objects.count() == 10


def test_mended_file_files_only_what_was_mended(world, desk, tmp_path):
    run(write(tmp_path, ["Ada;Roy;;", "Bo;;;bad"]), desk)
    result = run(write(tmp_path, ["Ada;Roy;;", "Bo;;;514 555-0101"], "mended.csv"), desk)
    assert (result.filed, result.already) == (1, 1)


def test_equal_rows_are_both_filed_once(world, desk, tmp_path):
    file = write(tmp_path, ["Ada;Roy;;", "Ada;Roy;;"])
    assert run(file, desk).filed == 2
    assert run(file, desk).filed == 0


def test_seat_that_ends_in_the_middle_keeps_what_was_committed(world, desk, tmp_path):
    lead, _dossier, _act = desk
    file = write(tmp_path, [f"Ada{n};Roy;;" for n in range(6)])

    def end_the_seat(rows: int) -> None:
        world.sql("UPDATE accord.seat SET until = now() WHERE member_id = %s", lead.id)

    with pytest.raises(Exception, match="Dossier matching query does not exist"):
        run(file, desk, batch=3, progress=end_the_seat)
    assert world.sql("SELECT count(*) FROM accord.report") == [(3,)]


def test_map_that_names_missing_columns_is_refused_before_anything_is_filed(desk, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("nom\nRoy\n")
    with pytest.raises(BadMap, match="naissance, prenom, tel"):
        run(file, desk)


def test_formula_in_a_remark_does_not_run_in_a_spreadsheet(desk, tmp_path):
    errors = tmp_path / "errors.csv"
    run(write(tmp_path, ["Ada;Roy;=1+1;"]), desk, errors=errors)
    assert all(not row["why"].startswith("=") for row in csv.DictReader(errors.open(encoding="utf-8-sig")))
