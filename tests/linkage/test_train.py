"""Training on invented people: it learns, repeats itself, and floods nobody."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from accord.linkage import Model
from accord.linkage.measure.dates import read_date
from accord.linkage.measure.files import Map, Row, read_rows
from accord.linkage.measure.pairs import KEY, candidate_pairs, encode, figures, pairs_true, score_all
from accord.linkage.train import sample as sampling
from accord.linkage.train.__main__ import as_text, main
from accord.linkage.train.invent import Inventor
from accord.linkage.train.profiles import rows_of


def test_the_inventor_repeats_itself() -> None:
    assert Inventor(5).people(20) == Inventor(5).people(20)
    assert Inventor(5).people(20) != Inventor(6).people(20)


def test_the_packaged_model_finds_people_it_never_saw() -> None:
    left, right = (encode(rows) for rows in rows_of("agencies", 77, 1200))
    keyed = Model.load().keyed(KEY)
    found = figures(score_all(left, right, keyed), pairs_true(left, right), keyed.rules.possible)
    assert found["precision"] >= 0.97
    assert found["recall"] >= 0.96


def test_strangers_cause_few_hits() -> None:
    """A holding of people none of whom is sought: a hit in a hundred searches at most."""
    inventor = Inventor(12)
    holding = encode([Row(person, "") for person in inventor.people(3000)])
    sought = encode([Row(inventor.again(person), "") for person in inventor.people(500)])
    keyed = Model.load().keyed(KEY)
    weights = score_all(holding, sought, keyed).weights
    assert (weights >= keyed.rules.possible).sum() <= 5


def test_training_writes_a_model_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sampling, "RANDOM_PAIRS", 5000)
    out = tmp_path / "model.json"
    assert main(["invented:agencies:3:600", "--out", str(out), "--model-version", "try"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["data"]["invented:agencies:3:600"]["f1"] >= 0.95
    model = Model.load(out)
    assert model.version == "try"
    assert model.tables["family_name"][0] > 6 > 0 > model.tables["family_name"][8]
    assert model.heads["family_name"]["smith"][0] < model.tables["family_name"][0]


def test_a_model_file_has_a_line_a_level() -> None:
    content = {"fields": {"a": {"exact": [0.5, 0.1], "different": [0.5, 0.9]}}}
    text = as_text(content)
    assert json.loads(text) == content
    assert '"exact": [0.5, 0.1],\n' in text


def test_rows_of_partners_are_read_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "partner.csv"
    path.write_bytes("id; nom; né; tél\n1; Gagné; 07/03/1999; 514-555-0123\n2; Roy; 1999;\n".encode("cp1252"))
    columns = Map({"family_name": "nom", "date_of_birth": "né", "phone": "tél"}, {}, "id")
    first, second = read_rows(path, columns)
    assert (first.person.family_name, str(first.person.date_of_birth), first.truth) == (
        "Gagné",
        "1999-03-07",
        "1",
    )
    assert first.person.identifiers == (("phone", "514-555-0123"),)
    assert (second.person.date_of_birth, second.person.year_of_birth) == (None, (1999, 1999))


@pytest.mark.parametrize("text", ["", "31/02/99", "soon", "99999", "1998 or 1999"])
def test_an_impossible_date_is_unknown(text: str) -> None:
    assert read_date(text) == (None, None)


@pytest.mark.parametrize("text", ["1871", "1871-00-00", "about 1871", "31/02/1871", "bapt. 1871?"])
def test_what_is_no_date_leaves_its_year(text: str) -> None:
    assert read_date(text) == (None, (1871, 1871))


def test_nobody_is_born_in_the_future() -> None:
    assert read_date("07/03/35", ["%d/%m/%y"]) == (date(1935, 3, 7), None)


def test_one_file_pairs_each_two_rows_once() -> None:
    person = Inventor(1).person()
    one = encode([Row(person, "a"), Row(person, "a"), Row(person, "b")])
    assert np.stack(candidate_pairs(one, None), axis=1).tolist() == [[0, 1], [0, 2], [1, 2]]
    assert pairs_true(one, None) == 1
    assert pairs_true(one, one) == 5
