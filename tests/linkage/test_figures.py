"""The figures promised, on labelled files, with the packaged model and its fixed threshold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accord.linkage.measure.__main__ import main

from .conftest import MAPS

NAME_DATE_TOWN = "given_name,family_name,date_of_birth,city"


def measured(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, float]:
    assert main(list(arguments)) == 0
    found: dict[str, float] = json.loads(capsys.readouterr().out)
    return found


def febrl4(labelled: Path) -> list[str]:
    files = [str(labelled / "febrl" / name) for name in ("dataset4a.csv", "dataset4b.csv")]
    return [*files, "--map", str(MAPS / "febrl.toml")]


def test_febrl4_with_all_fields(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = measured(capsys, *febrl4(labelled))
    assert found["pairs_true"] == 5000
    assert found["f1"] >= 0.99
    assert found["candidate_recall"] >= 0.995
    assert found["keys_a_row"] <= 55


def test_febrl4_with_name_date_and_town(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = measured(capsys, *febrl4(labelled), "--only", NAME_DATE_TOWN)
    assert found["f1"] >= 0.98
    assert found["candidate_recall"] >= 0.995


def test_febrl3_deduplicated(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = measured(capsys, str(labelled / "febrl" / "dataset3.csv"), "--map", str(MAPS / "febrl.toml"))
    assert found["pairs_true"] == 6538
    assert found["f1"] >= 0.985


def test_fake_1000_with_its_many_slips_stays_precise(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measured(capsys, str(labelled / "fake_1000.csv"), "--map", str(MAPS / "fake_1000.toml"))
    assert found["precision"] >= 0.99
    assert found["f1"] >= 0.83
