"""What stands in the database once the story is told: every state, nothing from the future, nothing in the open."""

from __future__ import annotations

import pytest
from django.urls import reverse
from psycopg import sql

from accord.consent.vocabulary import Answer, Ending, PushState
from accord.permits.vocabulary import State as ApplicationState
from accord.places.vocabulary import HoldState
from accord.referrals.vocabulary import State as ReferralState
from accord.story import words
from accord.story.cast import MEMBERS
from accord.story.lives import LIVES
from accord.web.home.queue import NOTHING

# What is due, ends or is to happen; every other moment has been.
AHEAD = {
    "alarm_at", "answer_by", "at of bridge_date", "at of interpreter_booking", "coming_at", "due_at", "due_on",
    "expires_at", "interview_on", "next_check_at", "starts", "until", "valid_from", "valid_until",
}  # fmt: skip
COLUMNS = """
    SELECT c.table_schema, c.table_name, c.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = ANY (%s) AND t.table_type = 'BASE TABLE' AND c.data_type = ANY (%s)
"""
MOMENTS = ["timestamp with time zone", "date"]
TEXTS = ["text", "character varying", "jsonb", "json", "ARRAY"]


def counts(told, query):
    return {row[0] for row in told.sql(query)}


def test_every_state_of_what_passes_between_agencies_is_there(told):
    sent = "SELECT DISTINCT state FROM accord.{} WHERE side = 'sent'"
    assert counts(told, sent.format("application")) == set(ApplicationState.values)
    # A draft is never kept: what is written down is sent, or lost with the form.
    assert counts(told, sent.format("referral")) == set(ReferralState.values) - {ReferralState.DRAFT}
    assert counts(told, "SELECT state FROM accord.hold") == set(HoldState.values)
    assert counts(told, "SELECT answer FROM accord.consent") == set(Answer.values)
    assert counts(told, "SELECT ending FROM accord.consent") == {"", *Ending.values}
    assert set(PushState) == set(counts(told, "SELECT state FROM accord.statutory_push"))


def test_no_moment_lies_ahead_but_what_is_due(told):
    for schema, table, column in told.sql(COLUMNS, ["accord"], MOMENTS):
        if {column, f"{column} of {table}"} & AHEAD:
            continue
        query = sql.SQL("SELECT count(*) FROM {}.{} WHERE {} > now() + interval '1 minute'")
        late = told.admin.execute(query.format(*map(sql.Identifier, (schema, table, column)))).fetchone()
        assert late == (0,), (table, column)


def test_nothing_was_decided_before_it_was_asked(told):
    assert told.sql("SELECT 1 FROM accord.application WHERE state_at::date < requested_on") == []
    assert told.sql("SELECT 1 FROM accord.follow_up WHERE done_at < since") == []
    assert told.sql("SELECT 1 FROM accord.consent WHERE ended_at < given_at") == []
    assert told.sql("SELECT 1 FROM accord.right_clock WHERE done_on < from_on") == []
    closed = "SELECT 1 FROM accord.dossier WHERE closed_at < created_at AND kind = 'support'"
    assert told.sql(closed) == []


@pytest.mark.parametrize("schema", ["accord", "door", "jobs", "matching"])
def test_sealed_words_stand_in_no_column_in_the_open(told, schema):
    secret = [each.legal for each in LIVES]
    secret += [said for pair in (*words.NOTES, *words.GOALS) for said in pair]
    secret += [words.summary(french) for french in (True, False)]
    found = set()
    for _schema, table, column in told.sql(COLUMNS, [schema], TEXTS):
        query = sql.SQL(
            "SELECT count(*) FROM {}.{} WHERE EXISTS (SELECT 1 FROM unnest(%s::text[]) s WHERE strpos({}::text, s) > 0)"
        )
        query = query.format(*map(sql.Identifier, (schema, table, column)))
        if told.admin.execute(query, [secret]).fetchone() != (0,):
            found.add((table, column))
    assert found == set()
    # Where the looking finds what it knows to be there, it would have found the rest.
    if schema == "accord":
        assert told.sql("SELECT 1 FROM accord.agency WHERE strpos(short_name, 'Havre') > 0")


@pytest.mark.parametrize("part", [each for each in MEMBERS if each.role], ids=lambda each: each.role)
def test_everybody_on_the_list_opens_the_day_with_something_to_do(told, part):
    page = told.browser(part).get(reverse("home:home")).content.decode()
    assert "<h1" in page and str(NOTHING) not in page


def test_times_run_one_late_one_near_and_some_are_over(told):
    late, near, done = told.sql(
        "SELECT count(*) FILTER (WHERE done_on IS NULL AND due_at < now()),"
        " count(*) FILTER (WHERE done_on IS NULL AND due_at BETWEEN now() AND now() + interval '7 days'),"
        " count(*) FILTER (WHERE done_on IS NOT NULL) FROM accord.right_clock"
    )[0]
    assert late >= 1 and near >= 1 and done >= 1


def test_one_was_turned_away_and_is_placed_and_followed(told):
    arrived = told.sql("SELECT dossier_id, ended_at FROM accord.held_place WHERE outcome = 'arrived'")
    assert len(arrived) == 1
    dossier, ended = arrived[0]
    assert told.sql(
        "SELECT 1 FROM accord.turn_away WHERE at < %s AND at > %s - interval '2 days'", ended, ended
    )
    due = told.sql("SELECT kind FROM accord.follow_up WHERE dossier_id = %s AND since = %s", dossier, ended)
    assert {row[0] for row in due} == {"day", "week", "month"}
    assert told.sql("SELECT 1 FROM accord.follow_up WHERE done_at IS NULL AND due_at < now()")


def test_files_are_shared_covered_and_handed_over(told):
    assert told.sql("SELECT 1 FROM accord.cover WHERE from_at <= now() AND until > now()")
    seated = (
        "SELECT dossier_id FROM accord.seat JOIN accord.dossier d ON d.id = dossier_id AND d.kind = 'support'"
    )
    assert told.sql(f"{seated} GROUP BY 1 HAVING count(DISTINCT agency_id) > 1")
    moved = told.sql(
        "SELECT d.id FROM accord.dossier d JOIN accord.audit_entry e ON d.id = ANY (e.dossiers)"
        " WHERE 'support_file.handed_over' = ANY (e.actions) AND d.closed_at IS NULL"
    )
    assert moved
    assert told.sql("SELECT 1 FROM accord.interpreter_booking WHERE at > now() AND confirmed_at IS NOT NULL")


def test_somebody_answers_at_every_hour_of_this_week_and_the_next(told):
    for agency, first, last, gaps in told.sql(
        "SELECT agency_id, min(starts), max(until), count(*) FILTER (WHERE starts > before) FROM ("
        " SELECT agency_id, starts, until, lag(until) OVER (PARTITION BY agency_id ORDER BY starts) AS before"
        " FROM accord.duty_shift) shift GROUP BY 1"
    ):
        assert gaps == 0 and (last - first).days >= 13, agency
    assert told.sql("SELECT count(DISTINCT agency_id) FROM accord.duty_shift")[0][0] >= 2
