"""What is kept of a survivor: sealed, her own, and forgotten when nothing indicated trafficking."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.consent import actions as consents
from accord.consent.vocabulary import Fact
from accord.support import actions, queries
from accord.support.facts import facts_of
from accord.support.models import CaseNote, Goal, Need
from accord.support.vocabulary import Closing, GoalState, NeedCategory, NeedState, SummaryState, Urgency
from tests.support.files import PHONE, open_file
from tests.support.record import GOAL, NOTE, PAPER, WORD, fill, team_consent

TABLES = (
    "screening", "screening_answer", "duty_record", "need", "goal", "safety_plan", "case_note", "summary", "child",
    "interpreter_booking", "attachment", "follow_up", "alert",
)  # fmt: skip


def test_no_word_of_hers_stands_in_the_database_in_clear(world):
    fill(open_file(world))
    for table in TABLES:
        rows = world.sql(f"SELECT * FROM accord.{table}")
        assert rows, table
        raw = b" ".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                        for row in rows for cell in row)  # fmt: skip
        for said in (NOTE, GOAL, WORD, PHONE, "The library", "Voices", "letter"):
            assert said.encode() not in raw, (table, said)
        assert PAPER not in raw


def test_no_indicators_forgets_everything_that_was_kept(world):
    file = open_file(world)
    fill(file)
    with world.acting(file.lead):
        actions.close_file(by=file.lead, file=file.row, closing=Closing.NO_INDICATORS)
    for table in TABLES:
        assert world.sql(f"SELECT 1 FROM accord.{table} WHERE dossier_id = %s", file.row.dossier_id) == [], (
            table
        )


def test_closed_file_waits_in_nobodys_queue(world):
    file = open_file(world)
    fill(file)
    with world.acting(file.lead):
        actions.close_file(by=file.lead, file=file.row, closing=Closing.REACHED)
        assert not queries.due_lines().exists() and not queries.open_alerts().exists()
        assert queries.goals_of(file.row.dossier_id)[0].words == GOAL


def test_notes_are_hidden_from_the_service_that_she_brought_in(world):
    file = open_file(world)
    fill(file)
    consent = team_consent(file)
    with world.acting(file.lead):
        consents.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)
        assert queries.notes_of(file.row.dossier_id)[0].words == NOTE
    with world.acting(file.clinic):
        assert Goal.objects.exists() and not CaseNote.objects.exists()
        actions.write_note(by=file.clinic, file=file.row, words="Blood test on Monday")
        assert [each.words for each in queries.notes_of(file.row.dossier_id)] == ["Blood test on Monday"]
    with world.acting(file.lead):
        assert [each.words for each in queries.notes_of(file.row.dossier_id)] == [NOTE]


def test_no_fact_of_an_agreement_tells_a_note(world):
    file = open_file(world)
    fill(file)
    with world.acting(file.lead):
        told = facts_of(file.row, list(Fact))
    assert told and NOTE not in " ".join(told.values())


def test_summary_is_told_only_once_she_has_approved_what_she_heard(world):
    file = open_file(world)
    draft = fill(file).summary
    with world.acting(file.lead):
        assert Fact.SUMMARY not in facts_of(file.row, [Fact.SUMMARY])
        with pytest.raises(PermissionDenied):
            actions.approve_summary(by=file.lead, summary=draft)
        actions.read_summary_back(by=file.lead, summary=draft, language="es")
        actions.approve_summary(by=file.lead, summary=draft)
        assert facts_of(file.row, [Fact.SUMMARY]) == {Fact.SUMMARY: f"She left {WORD}."}


def test_rewritten_draft_is_read_back_anew_and_the_approved_one_holds_meanwhile(world):
    file = open_file(world)
    first = fill(file).summary
    with world.acting(file.lead):
        actions.read_summary_back(by=file.lead, summary=first, language="es")
        actions.approve_summary(by=file.lead, summary=first)
        second = actions.draft_summary(by=file.lead, file=file.row, words="Shorter.")
        actions.read_summary_back(by=file.lead, summary=second, language="es")
        again = actions.draft_summary(by=file.lead, file=file.row, words="Shorter still.")
        assert (again.id, again.state, again.number) == (second.id, SummaryState.DRAFT, 2)
        assert facts_of(file.row, [Fact.SUMMARY]) == {Fact.SUMMARY: f"She left {WORD}."}
        actions.read_summary_back(by=file.lead, summary=again, language="es")
        actions.approve_summary(by=file.lead, summary=again)
        assert facts_of(file.row, [Fact.SUMMARY]) == {Fact.SUMMARY: "Shorter still."}


def test_safe_contact_is_told_with_its_hours_and_what_never_to_do(world):
    file = open_file(world)
    with world.acting(file.lead):
        assert facts_of(file.row, [Fact.SAFE_CONTACT]) == {Fact.SAFE_CONTACT: PHONE}
        parts = {"phone": "514 555 0155", "hours": "Mornings", "saying": "The library"}
        actions.write_safety_plan(by=file.lead, file=file.row, parts=parts)
        told = facts_of(file.row, [Fact.SAFE_CONTACT])[Fact.SAFE_CONTACT]
    assert told == "514 555 0155 · Mornings · The library · Never leave a voicemail."


def test_need_is_noted_once_and_keeps_its_words_when_it_is_met(world):
    file = open_file(world)
    fill(file)
    with world.acting(file.lead):
        actions.set_need(by=file.lead, file=file.row, category=NeedCategory.SHELTER, state=NeedState.MET)
        (told,) = queries.needs_of(file.row.dossier_id)
        assert (told.row.state, told.row.urgency, told.words) == (NeedState.MET, Urgency.TODAY, WORD)
        assert Fact.NEEDS not in facts_of(file.row, [Fact.NEEDS])
        assert Need.objects.count() == 1


def test_goal_sent_twice_is_one_goal(world):
    import uuid

    file, key = open_file(world), uuid.uuid4()
    with world.acting(file.lead):
        for _n in range(2):
            goal = actions.add_goal(by=file.lead, file=file.row, words=GOAL, form_key=key)
        actions.change_goal(by=file.lead, goal=goal, state=GoalState.REACHED)
        assert Goal.objects.get().state == GoalState.REACHED


def test_reader_writes_nothing(world):
    from accord.base.row_security.call import call

    file = open_file(world)
    reader = world.member(file.lead.agency)
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, reader.id, "reader", 30)
    for act in (
        lambda: actions.add_goal(by=reader, file=file.row, words=GOAL),
        lambda: actions.write_note(by=reader, file=file.row, words=NOTE),
        lambda: actions.set_need(by=reader, file=file.row, category=NeedCategory.FOOD),
        lambda: actions.draft_summary(by=reader, file=file.row, words=GOAL),
        lambda: actions.write_safety_plan(by=reader, file=file.row, parts={}),
    ):
        with pytest.raises(PermissionDenied), world.acting(reader):
            act()
