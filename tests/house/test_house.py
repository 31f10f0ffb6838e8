"""The habits of the house (CONTRIBUTING), as tests over the files that are tracked."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "accord"
LONGEST_FILE = 350
DAY_OF_GREENWICH = re.compile(r"(?:_at|now\(\))\.da" + r"te\(\)")  # in the evening it is tomorrow there
NAMELESS = {"utils", "helpers", "common", "misc"}
# Written in pieces, so that this file does not contain what it looks for.
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME|X" + "XX:")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")
REGISTRY = re.compile(
    r"pypi\." + r"org|pythonhosted\." + r"org|registry\.npm" + r"js|registry\.yarn" + r"pkg|index-" + r"url|"
    r"artifact" + r"ory|extra-" + r"index"
)
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY|npm_[A-Za-z0-9]{30}|_auth" + r"Token")


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=False, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts():
    for file in tracked():
        try:
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and type


def offenders(pattern, *, except_in=()):
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts()
        if not name.startswith(except_in or "\0")
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def sources():
    return [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text().splitlines()) for file in sources()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_module_has_a_name_that_says_something():
    assert [file for file in SOURCE.rglob("*") if file.stem in NAMELESS] == []


def test_nothing_is_left_for_later_in_a_comment():
    assert offenders(UNFINISHED, except_in=("package-lock.json",)) == []


def test_a_day_is_asked_of_a_place():
    """``localdate(moment)``, or ``permits.clocks.today()`` for what an authority counts."""
    assert offenders(DAY_OF_GREENWICH) == []


def test_no_path_of_one_machine_is_committed():
    assert offenders(MACHINE_PATH, except_in=("tests/", "docs/")) == []


def test_no_package_registry_is_named():
    assert offenders(REGISTRY) == []


def test_no_secret_is_committed():
    assert offenders(SECRET) == []


def test_locks_carry_hashes_and_no_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]
    assert "http" not in (ROOT / "requirements.txt").read_text()


def test_nothing_that_is_built_is_tracked():
    built = re.compile(r"\.mo$|\.pyc$|^build/|^node_modules/|\.egg-info/|^\.accord/|^\.venv/")
    assert [file for file in tracked() if built.search(file.relative_to(ROOT).as_posix())] == []


def test_support_and_enforcement_are_kept_apart():
    contracts = (ROOT / ".importlinter").read_text()
    assert "name = Support and enforcement meet in bridges only" in contracts
