"""A screening in a file: every question may be skipped, and a newer version changes nothing that has begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.support import actions, queries
from accord.support.models import DutyRecord, ScreeningAnswer
from accord.support.screening import Kind, State, latest, library, seeded
from accord.support.vocabulary import DutyOutcome
from tests.support.files import open_file


def begin(file):
    return actions.start_screening(by=file.lead, file=file.row, instrument="walk-in", about=Kind.SEXUAL)


def test_what_was_not_asked_has_no_row_and_an_answer_can_be_taken_back(world):
    file = open_file(world)
    with world.acting(file.lead):
        screening = begin(file)
        actions.save_answers(
            by=file.lead, screening=screening, answers={"W.01": State.DISCLOSED, "W.02": None}
        )
        assert set(queries.answers_of(screening)) == {"W.01"}
        actions.save_answers(by=file.lead, screening=screening, answers={"W.03": State.REFUSED})
        assert set(queries.answers_of(screening)) == {"W.01", "W.03"}
        actions.save_answers(by=file.lead, screening=screening, answers={"W.01": None})
        assert set(queries.answers_of(screening)) == {"W.03"}


def test_screening_stays_on_the_version_with_which_it_began(world, monkeypatch):
    file = open_file(world)
    with world.acting(file.lead):
        begun = begin(file)
    old = latest("walk-in")
    newer = replace(old, version="3", items=old.items[1:], fingerprint="newer")
    monkeypatch.setattr(library, "seeded", lambda: (*seeded(), newer))
    with world.acting(file.lead):
        actions.save_answers(by=file.lead, screening=begun, answers={"W.01": State.OBSERVED})
        assert set(queries.answers_of(begun)) == {"W.01"}
        later = begin(file)
        assert (begun.version, later.version) == (old.version, "3")
        with pytest.raises(KeyError):
            actions.save_answers(by=file.lead, screening=later, answers={"W.01": State.OBSERVED})


def test_question_that_the_instrument_lacks_and_state_that_there_is_not_are_refused(world):
    file = open_file(world)
    with world.acting(file.lead):
        screening = begin(file)
        with pytest.raises(KeyError):
            actions.save_answers(by=file.lead, screening=screening, answers={"X.99": State.OBSERVED})
        with pytest.raises(ValueError):
            actions.save_answers(by=file.lead, screening=screening, answers={"W.01": "guilty"})
        assert not ScreeningAnswer.objects.exists()


def test_duty_that_was_weighed_is_noted_with_the_moment_and_sent_to_nobody(world):
    file = open_file(world, age=15)
    with world.acting(file.lead) as trail:
        actions.record_duty(by=file.lead, file=file.row, outcome=DutyOutcome.CALLED, words="Ms. Roy, line 2")
        assert "duty.recorded" in trail.actions
        record = DutyRecord.objects.get()
    assert (record.province, record.done_by) == ("QC", file.lead.id) and record.done_at
    assert (
        world.sql("SELECT 1 FROM accord.notice") == [] and world.sql("SELECT 1 FROM accord.disclosure") == []
    )
