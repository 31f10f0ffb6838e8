"""Headers of other countries and other benches' files are understood, and what is guessed can be given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.bench.link.guess import as_toml, guess_map
from accord.linkage.measure.files import Map


@pytest.mark.parametrize(
    ("header", "fields", "truth"),
    [
        (
            "unique_id,first_name,surname,dob,city,email,cluster",
            {"given_name": "first_name", "family_name": "surname", "date_of_birth": "dob", "city": "city",
             "email": "email"},
            "cluster",
        ),
        (
            "recid,givenname,surname,suburb,postcode,entity_id",
            {"given_name": "givenname", "family_name": "surname", "city": "suburb", "postal_code": "postcode"},
            "entity_id",
        ),
        (
            "cluster,full_name,dob,birth_place,postcode_fake,gender,occupation,unique_id",
            {"full_name": "full_name", "date_of_birth": "dob", "birth_place": "birth_place",
             "postal_code": "postcode_fake", "sex": "gender", "occupation": "occupation"},
            "cluster",
        ),
        (
            "id_entité,Nom de famille,Prénom,Date de naissance,Lieu de naissance,Code postal,Ville",
            {"family_name": "Nom de famille", "given_name": "Prénom", "date_of_birth": "Date de naissance",
             "birth_place": "Lieu de naissance", "postal_code": "Code postal", "city": "Ville"},
            "id_entité",
        ),
        (
            "Nachname,Vorname,Geburtsdatum,Straße,Hausnummer,PLZ,Wohnort,cluster_id",
            {"family_name": "Nachname", "given_name": "Vorname", "date_of_birth": "Geburtsdatum", "street": "Straße",
             "street_number": "Hausnummer", "postal_code": "PLZ", "city": "Wohnort"},
            "cluster_id",
        ),
        (
            "nombre,apellidos,municipio,true_id",
            {"given_name": "nombre", "family_name": "apellidos", "city": "municipio"},
            "true_id",
        ),
        (
            "Фамилия,Имя,Дата рождения,Город,id_entity",
            {"family_name": "Фамилия", "given_name": "Имя", "date_of_birth": "Дата рождения", "city": "Город"},
            "id_entity",
        ),
        (
            "姓名,出生日期,性别,person_id",
            {"full_name": "姓名", "date_of_birth": "出生日期", "sex": "性别"},
            "person_id",
        ),
        (
            "Fødselsdato,Fornavn,Etternavn,Kjønn,entity_id",
            {"date_of_birth": "Fødselsdato", "given_name": "Fornavn", "family_name": "Etternavn", "sex": "Kjønn"},
            "entity_id",
        ),
        ("nom,commune,cluster", {"full_name": "nom", "city": "commune"}, "cluster"),
        ("firstName,lastName,person_id", {"given_name": "firstName", "family_name": "lastName"}, "person_id"),
    ],
)  # fmt: skip
def test_headers_are_understood(header: str, fields: dict[str, str], truth: str) -> None:
    columns = header.split(",")
    found = guess_map(columns, [dict.fromkeys(columns, "x")])
    assert found.fields == fields
    assert found.truth_column == truth


def test_a_record_id_is_a_truth_only_in_the_pattern_of_febrl() -> None:
    febrl = guess_map(["rec_id", "surname"], [{"rec_id": "rec-12-org", "surname": "roy"}])
    assert (febrl.truth_column, febrl.truth_pattern) == ("rec_id", r"rec-(\d+)")
    assert guess_map(["rec_id", "surname"], [{"rec_id": "17", "surname": "roy"}]).truth_column == ""


def test_an_id_in_another_language_is_a_truth_when_it_comes_twice() -> None:
    rows = [{"imie": "jan", "id_osoby": one, "id_household": "1"} for one in ("17", "4", "17")]
    assert guess_map(["imie", "id_household", "id_osoby"], rows).truth_column == "id_osoby"
    assert guess_map(["imie", "id_household", "id_osoby"], rows[:2]).truth_column == ""


def test_an_empty_column_is_left_out() -> None:
    found = guess_map(["name", "city", "cluster"], [{"name": "a", "city": " ", "cluster": "1"}])
    assert found.fields == {"full_name": "name"}


@pytest.mark.parametrize(
    ("value", "pattern"),
    [("24.06.1971", "%d.%m.%Y"), ("06/24/1971", "%m/%d/%Y"), ("19710624", "%Y%m%d"), ("1971", None)],
)
def test_the_format_of_dates_is_told_by_values(value: str, pattern: str | None) -> None:
    found = guess_map(["name", "dob"], [{"name": "a", "dob": value}, {"name": "b", "dob": "01.02.1903"[:0]}])
    assert found.formats.get("date_of_birth") == pattern


def test_what_is_guessed_can_be_given_back(tmp_path: Path) -> None:
    header = ["rec_id", "Prénom d'usage", "surname", "dob"]
    row = {"rec_id": "rec-1-dup", "Prénom d'usage": "a", "surname": "b", "dob": "1971-06-24"}
    found = guess_map([*header], [row])
    path = tmp_path / "map.toml"
    path.write_text(as_toml(found), encoding="utf-8")
    assert Map.load(path) == found
