"""What becomes of a report: amended by its owner, proposed by others, withdrawn, or closed and forgotten."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from accord.notices.models import Notice
from accord.reports import actions, queries
from accord.reports.draft import IdentifierDraft
from accord.reports.models import Amendment, ChangeProposal, Person, Report
from accord.reports.rules import BothSides, Refused
from tests.reports.drafts import full, suspect, victim


@pytest.fixture
def desk_of_three(world):
    """A lead, who does not file; the officer who filed; a colleague with a working seat."""
    lead = world.member()
    officer, colleague = world.member(lead.agency), world.member(lead.agency)
    desk = world.desk(lead, officer, colleague)
    with world.acting(officer):
        report = actions.file_report(by=officer, dossier=desk, draft=full())
    return lead, officer, colleague, report


def fresh(report):
    return Report.objects.get(dossier_id=report.dossier_id, id=report.id)


def the(report, role):
    return next(person for person in queries.persons_of(report) if person.role == role)


def test_owner_amends_and_the_history_keeps_the_earlier_value(world, desk_of_three):
    _lead, officer, _colleague, report = desk_of_three
    with world.acting(officer):
        changes = {"narrative": "Three girls.", "danger_now": False, "city": "montreal-qc"}
        actions.amend_report(by=officer, report=fresh(report), changes=changes, reason="Heard again")
    with world.acting(officer):
        assert fresh(report).narrative == "Three girls."
        noted = {(each.field, each.before, each.after) for each in Amendment.objects.all()}
    assert noted == {
        ("narrative", "Two girls in a rented car.", "Three girls."),
        ("danger_now", "yes", "no"),
    }


def test_history_is_never_changed_nor_removed(world, desk_of_three):
    _lead, officer, _colleague, report = desk_of_three
    with world.acting(officer):
        actions.amend_report(by=officer, report=fresh(report), changes={"narrative": "x"}, reason="y")
    for statement in (
        "UPDATE report_amendment SET before = ''",
        "DELETE FROM report_amendment",
        "DELETE FROM report",
    ):
        with (
            world.acting(officer),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)


def test_colleague_proposes_and_cannot_amend(world, desk_of_three):
    lead, officer, colleague, report = desk_of_three
    with world.acting(colleague):
        with pytest.raises(Refused):
            actions.amend_report(by=colleague, report=fresh(report), changes={"place": "room 14"}, reason="r")
        actions.propose_change(
            by=colleague,
            report=fresh(report),
            changes={"place": "room 14", "occurred_to": date(2026, 3, 28)},
            reason="I was there",
        )
    for owner in (officer, lead):
        with world.acting(owner):
            assert [notice.kind for notice in Notice.objects.filter(kind="change_proposed")] == [
                "change_proposed"
            ]


@pytest.mark.parametrize(("accept", "place"), [(True, "room 14"), (False, "Motel Exemple, room 12")])
def test_owner_decides_once(world, desk_of_three, accept, place):
    _lead, officer, colleague, report = desk_of_three
    changes = {"place": "room 14", "occurred_to": date(2026, 3, 28), "minor_missing": True}
    with world.acting(colleague):
        proposal = actions.propose_change(
            by=colleague, report=fresh(report), changes=changes, reason="I was there"
        )
        with pytest.raises(Refused):
            actions.decide_change(by=colleague, report=fresh(report), proposal=proposal, accept=True)
    with world.acting(officer):
        actions.decide_change(by=officer, report=fresh(report), proposal=proposal, accept=accept)
    with world.acting(officer):  # a second click changes nothing
        actions.decide_change(by=officer, report=fresh(report), proposal=proposal, accept=not accept)
    with world.acting(officer):
        assert fresh(report).place == place
        assert fresh(report).occurred_to == (date(2026, 3, 28) if accept else None)
        [decided] = ChangeProposal.objects.all()
        assert decided.state == ("accepted" if accept else "rejected")
        assert decided.decided_by == officer.id


def test_owner_has_nothing_to_propose_and_reader_neither(world, desk_of_three):
    lead, officer, _colleague, report = desk_of_three
    reader = world.member(lead.agency)
    from accord.base.row_security.call import call

    with world.acting(lead):
        call("grant_seat", report.dossier_id, reader.id, "reader", 30)
    for member in (officer, lead, reader):
        with world.acting(member), pytest.raises(Refused):
            actions.propose_change(by=member, report=fresh(report), changes={"place": "x"}, reason="r")


def test_alias_and_identifier_are_watched_from_then_on(world, desk_of_three):
    _lead, officer, _colleague, report = desk_of_three
    [(before,)] = world.sql("SELECT count(*) FROM accord.pointer")
    with world.acting(officer):
        row = the(report, "suspect")
        actions.add_alias(by=officer, report=fresh(report), person=row, alias="Big M", reason="Overheard")
        actions.add_alias(by=officer, report=fresh(report), person=row, alias="big-m", reason="Overheard")
        actions.add_identifier(
            by=officer,
            report=fresh(report),
            person=row,
            draft=IdentifierDraft("handle", "@bigm", "Instagram"),
            reason="His profile",
        )
    with world.acting(officer):
        sheet = queries.sheet_of(fresh(report))
        found = the(report, "suspect")
        assert found.aliases == ["Big M"]
        assert [each.form for each in sheet.of(found)] == ["instagram:bigm"]
        assert Amendment.objects.filter(field="added", subject="identifier", after="@bigm").exists()
    [(after,)] = world.sql("SELECT count(*) FROM accord.pointer WHERE state = 'watched'")
    assert after == before + 1


def test_added_person_is_checked_against_those_recorded(world, desk_of_three):
    _lead, officer, _colleague, report = desk_of_three
    with world.acting(officer):
        with pytest.raises(BothSides):
            again = victim(role="facilitator", identifiers=())
            actions.add_person(by=officer, report=fresh(report), draft=again, reason="r")
        actions.add_person(by=officer, report=fresh(report), draft=suspect(family_name="Autre"), reason="r")
    with world.acting(officer):
        assert Person.objects.count() == 3


def test_possible_victim_does_not_become_suspect_by_an_amendment(world, desk_of_three):
    _lead, officer, _colleague, report = desk_of_three
    with world.acting(officer):
        girl = the(report, "possible_victim")
        with pytest.raises(BothSides):
            actions.amend_person(
                by=officer, report=fresh(report), person=girl, changes={"role": "suspect"}, reason="She drove"
            )
    with world.acting(officer):
        assert the(report, "possible_victim").given_name == "Maëlle"


def test_withdrawn_report_is_no_longer_watched_nor_changed(world, desk_of_three):
    _lead, officer, _colleague, report = desk_of_three
    with world.acting(officer):
        actions.withdraw_report(by=officer, report=fresh(report), reason="Wrong car")
    assert world.sql("SELECT count(*) FROM accord.pointer WHERE state = 'watched'") == [(0,)]
    with world.acting(officer), pytest.raises(Refused):
        actions.amend_report(by=officer, report=fresh(report), changes={"place": "x"}, reason="r")


def test_closing_forgets_persons_text_and_their_history(world, desk_of_three):
    _lead, officer, colleague, report = desk_of_three
    with world.acting(officer):
        row = the(report, "suspect")
        actions.amend_person(
            by=officer, report=fresh(report), person=row, changes={"occupation": "driver"}, reason="r"
        )
    with world.acting(colleague):
        actions.propose_change(
            by=colleague, report=fresh(report), changes={"narrative": "Maëlle"}, reason="r"
        )
    with world.acting(officer):
        actions.close_report(by=officer, report=fresh(report), reason="A family on holiday")
    for table in ("person", "identifier", "report_proposal"):
        assert world.sql(f"SELECT count(*) FROM accord.{table}") == [(0,)], table
    assert world.sql("SELECT field, after FROM accord.report_amendment") == [("outcome", "no_indicators")]
    assert world.sql("SELECT narrative, place, outcome FROM accord.report") == [("", "", "no_indicators")]
    assert world.sql("SELECT count(*) FROM accord.pointer WHERE state = 'watched'") == [(0,)]


def test_stranger_closes_nothing(world, desk_of_three):
    from django.core.exceptions import PermissionDenied

    from accord.base.row_security.call import call

    *_rest, report = desk_of_three
    stranger = world.member()
    with world.acting(stranger), pytest.raises(PermissionDenied):
        call("close_without_indicators", report.dossier_id, report.id)
    assert world.sql("SELECT count(*) FROM accord.person") == [(2,)]


def test_database_itself_keeps_a_closed_report_bare(world, desk_of_three):
    _lead, officer, _colleague, report = desk_of_three
    with (
        world.acting(officer),
        pytest.raises(DatabaseError, match="of_open_report"),
        transaction.atomic(),
    ):
        Report.objects.filter(pk=report.pk).update(outcome="no_indicators", narrative="", place="")


@pytest.mark.parametrize(
    ("changes", "wall"),
    [
        ({"source_grade": "F"}, "report_grades_of_scheme"),
        (
            {"grading_scheme": "admiralty", "source_grade": "A", "information_grade": "1"},
            "report_handling_of_scheme",
        ),
        ({"occurred_to": date(2020, 1, 1)}, "report_ends_after_start"),
        ({"caveat": "white"}, "report_caveat_known"),
        ({"filing_reason": ""}, "report_says_why"),
    ],
)
def test_database_itself_refuses_what_no_report_is(world, desk_of_three, changes, wall):
    _lead, officer, _colleague, report = desk_of_three
    with world.acting(officer), pytest.raises(DatabaseError, match=wall), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**changes)
