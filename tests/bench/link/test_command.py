"""The whole command on invented people with our own engines, and every way in which it says no."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from accord.bench.link import engines, environments, measured
from accord.bench.link.command import link
from accord.linkage.train.invent import Inventor


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Two hundred rows of a hundred people, in French columns, semicolons and Latin letters."""
    inventor = Inventor(7)
    path = tmp_path / "personnes.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["id_entité", "Nom de famille", "Prénom", "Date de naissance", "Ville"])
        for at, person in enumerate(inventor.people(100)):
            for seen in (person, inventor.again(person)):
                born = seen.date_of_birth.strftime("%d/%m/%Y") if seen.date_of_birth else ""
                writer.writerow([at, seen.family_name, seen.given_name, born, seen.city])
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(link, [str(one) for one in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_one_line_of_figures_for_a_file_without_a_map(people: Path) -> None:
    code, out, err = run(people, "--engines", "tokens", "--json")
    assert code == 0
    result = json.loads(out.strip().splitlines()[-1])
    assert (result["left"], result["right"], result["pairs_true"]) == (200, 0, 100)
    assert "truth" not in result["fields"]
    assert result["tokens"]["pairs_f1"] > 0.8
    assert result["tokens"]["candidate_recall"] > 0.8
    assert {"clusters_f1", "pairs_precision", "pairs_recall", "seconds", "peak_mb", "threshold"} <= set(
        result["tokens"]
    )
    assert "given_name = 'Prénom'" in err
    assert result["met"] == {"tokens_minus_plain": None, "tokens_minus_splink": None}


def test_two_files_are_linked(people: Path, tmp_path: Path) -> None:
    head, *rows = people.read_bytes().splitlines(keepends=True)
    left, right = tmp_path / "l.csv", tmp_path / "r.csv"
    left.write_bytes(head + b"".join(rows[::2]))
    right.write_bytes(head + b"".join(rows[1::2][:60]))
    code, out, _err = run(left, right, "--engines", "tokens", "--json")
    assert code == 0
    result = json.loads(out)
    assert (result["left"], result["right"], result["pairs_true"]) == (100, 60, 60)
    assert result["tokens"]["pairs_f1"] > 0.8


def test_no_engine_is_given_the_truth(people: Path, tmp_path: Path) -> None:
    from accord.bench.link import prepared

    columns = prepared.map_of(people, None)
    used = prepared.write(prepared.labelled(people, columns), tmp_path / "left.csv")
    header = (tmp_path / "left.csv").read_text().splitlines()[0]
    assert header == ",".join(["row", *used])
    assert used == ["given_name", "family_name", "city", "date_of_birth"]


def test_a_file_without_a_truth_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city\nroy,hull\n")
    code, _out, err = run(path)
    assert code == 2
    assert "[truth]" in err


def test_a_map_with_a_column_that_is_missing_is_refused(people: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "map.toml"
    wrong.write_text("[fields]\nfull_name = 'Whole'\n[truth]\ncolumn = 'id_entité'\n", encoding="utf-8")
    code, _out, err = run(people, "--map", wrong)
    assert code == 2
    assert "has no column Whole" in err


def test_a_map_that_is_no_map_is_refused(people: Path, tmp_path: Path) -> None:
    for text in ("fields = 3", "[fields", ""):
        wrong = tmp_path / "map.toml"
        wrong.write_text(text)
        code, _out, err = run(people, "--map", wrong)
        assert code == 2, text
        assert "map" in err


def test_an_empty_file_and_one_of_strangers_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,cluster\n")
    assert run(path)[0] == 2
    path.write_text("name,cluster\nroy,1\nlee,2\nkim,3\n")
    code, _out, err = run(path)
    assert code == 2
    assert "nothing to find" in err


def test_an_unknown_engine_is_named_with_those_there_are(people: Path) -> None:
    code, _out, err = run(people, "--engines", "dedupe")
    assert code == 2
    assert "tokens" in err


def test_a_peer_that_cannot_be_installed_is_said_in_its_place(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "ROOT", tmp_path)
    code, out, _err = run(people, "--engines", "tokens,splink", "--json")
    assert code == 0
    result = json.loads(out.strip().splitlines()[-1])
    assert "requirements-peers-splink.txt is missing" in result["splink"]["error"]
    assert result["tokens"]["pairs_f1"] > 0.8
    assert result["tokens_minus_splink"] is None


def test_the_limit_ends_an_engine(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = engines.Engine("tokens", True, lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setitem(engines.ENGINES, "tokens", slow)
    code, out, _err = run(people, "--engines", "tokens", "--limit-seconds", "0.3", "--json")
    assert code == 0
    assert "--limit-seconds" in json.loads(out.strip().splitlines()[-1])["tokens"]["error"]


def test_an_engine_that_stops_or_leaves_nothing_says_why(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with pytest.raises(measured.EngineFailed, match="stopped with 3: no room"):
        measured.run(
            [sys.executable, "-c", "print('no room'); raise SystemExit(3)"], log=log, limit_seconds=60
        )
    silent = engines.Engine("silent", True, lambda: [sys.executable, "-c", "pass"])
    with pytest.raises(measured.EngineFailed, match="left no pairs"):
        engines.pairs_of(silent, tmp_path, 60)


def test_memory_of_a_child_is_its_own(tmp_path: Path) -> None:
    small = measured.run([sys.executable, "-c", "pass"], log=tmp_path / "a", limit_seconds=60)
    large = measured.run(
        [sys.executable, "-c", "x = b'x' * 80_000_000"], log=tmp_path / "b", limit_seconds=60
    )
    assert large.peak_mb - small.peak_mb > 60
