"""The operator founds an agency; its administrator answers the invitation and is asked for a second factor."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from accord.cli import main

COMMAND = [
    "onboard", "Test force", "--realm", "enforcement", "--name-en", "Test force", "--name-fr", "Force d'essai",
    "--administrator", "Ada Roy", "--email", "ada@example.org",
]  # fmt: skip


@pytest.fixture
def onboarded(world):
    return CliRunner().invoke(main, COMMAND)


def test_agency_stands_and_the_invitation_opens(world, onboarded):
    assert onboarded.exit_code == 0, onboarded.output
    address = re.search(r"http://localhost:8000(/en/\S+)", onboarded.output).group(1)
    browser = world.browser()
    assert browser.get(address, follow=True).status_code == 200
    assert world.sql("SELECT short_name FROM accord.agency") == [("Test force",)]
    assert world.sql("SELECT duties FROM accord.member") == [(["administrator"],)]
    assert world.sql("SELECT count(*) FROM accord.seat") == [(0,)]
    assert world.sql("SELECT route FROM accord.audit_entry") == [("onboard",)]


def test_second_agency_of_the_name_is_refused_in_words(world, onboarded):
    again = CliRunner().invoke(main, COMMAND)
    assert again.exit_code == 2
    assert "stands already" in again.output


def test_address_that_is_taken_is_refused_in_words(world, onboarded):
    again = CliRunner().invoke(main, ["onboard", "Other force", *COMMAND[2:]])
    assert again.exit_code == 2
    assert "another address" in again.output
