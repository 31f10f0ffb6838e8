"""Names of the world, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage import Person
from accord.linkage.names import name_of, name_of_full, names_of
from accord.linkage.nicknames import nickname_classes


@pytest.mark.parametrize(
    ("given_name", "family_name", "run", "family"),
    [
        ("Jean-Pierre", "de la Cruz", "jeanpierre", "cruz"),
        ("Élise", "O'Brien", "elise", "obrien"),
        ("Ahmed", "al-Hassan", "ahmed", "hassan"),
        ("Ludwig", "van der Berg", "ludwig", "berg"),
        ("Mary", "Mc Donald", "mary", "mcdonald"),
        ("Guy", "Saint-Pierre", "guy", "stpierre"),
        ("Lan", "Le", "lan", "le"),
        ("Иван", "Петров", "ivan", "petrov"),
        ("", "Tremblay Jr.", "", "tremblay"),
        ("🙂", "", "slightsmilingface", ""),
    ],
)
def test_a_name_in_two_fields(given_name: str, family_name: str, run: str, family: str) -> None:
    name = name_of(given_name, family_name)
    if "🙂" in given_name:
        assert not name.family
        return
    assert (name.given, name.family) == (run, family)


@pytest.mark.parametrize(
    ("text", "given_name", "family"),
    [
        ("Michaela Neumann", "michaela", "neumann"),
        ("NEUMANN, Michaela", "michaela", "neumann"),
        ("Dr. Michaela von Neumann", "michaela", "neumann"),
        ("William Clifford, 1st Baron Clifford", "william", "clifford"),
        ("Garcia Lopez, Luz", "luz", "garcialopez"),
        ("Jane Roe, Countess of Hill", "jane", "roe"),
        ("Kandi", "kandi", ""),
        ("王小明", "xiaoming", "wang"),
        ("", "", ""),
        (",", "", ""),
    ],
)
def test_a_name_in_one_field(text: str, given_name: str, family: str) -> None:
    name = name_of_full(text)
    assert (name.given, name.family) == (given_name, family)


def test_a_compound_keeps_its_parts() -> None:
    name = name_of("Marie Anne", "Tremblay-Gagnon")
    assert name.family == "tremblaygagnon"
    assert name.family_parts == ("tremblay", "gagnon")
    assert {"anne", "marieanne"} <= set(name.given_parts)


def test_short_forms_meet_in_their_class() -> None:
    assert nickname_classes("bob") == nickname_classes("robert") == ("robert",)
    assert set(nickname_classes("alex")) == {"alexander", "alexandra"}
    assert nickname_classes("xyz") == ()


def test_aliases_follow_the_recorded_name_once_each() -> None:
    person = Person(full_name="Ann Roy", aliases=("Candy", "candy", "ann roy", "", "A", "B", "C", "D"))
    assert [name.runs for name in names_of(person)] == [("ann", "roy"), ("candy",), ("a",), ("b",), ("c",)]


@settings(max_examples=300, deadline=None)
@given(st.text(), st.text())
def test_any_text_gives_folded_runs(given_name: str, family_name: str) -> None:
    for name in (name_of(given_name, family_name), name_of_full(given_name + " " + family_name)):
        for run in (*name.runs, *name.given_parts, *name.family_parts):
            assert run.isascii() and run.isalnum() and run == run.lower()
