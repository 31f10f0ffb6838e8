"""Filing through the real roles: what is saved, what is watched, who may, and that nothing is there twice."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connections

from accord.linkage import NotUnderstood
from accord.reports import queries
from accord.reports.actions import file_many, file_report, save_draft
from accord.reports.draft import IdentifierDraft, PersonDraft
from accord.reports.models import Draft, Identifier, Person, Report
from accord.reports.rules import BothSides, Refused
from tests.reports.drafts import full, short, suspect, victim


def filed(world, member, desk, draft):
    with world.acting(member):
        return file_report(by=member, dossier=desk, draft=draft)


def test_report_is_saved_with_persons_and_identifiers_under_their_person(world):
    member = world.member()
    desk = world.desk(member)
    report = filed(world, member, desk, full())
    with world.acting(member):
        sheet = queries.sheet_of(Report.objects.get(dossier_id=desk.id, id=report.id))
        [girl] = [person for person in sheet.persons if person.role == "possible_victim"]
        assert (girl.given_name, girl.family_folded, girl.aliases) == ("Maëlle", "cote roy", ["Candy"])
        assert [each.form for each in sheet.of(girl)] == ["+15145550123"]
        assert sheet.of(girl)[0].value == "(514) 555-0123"
        assert {each.kind for each in sheet.alone} == {"plate", "premises"}
        assert girl.is_minor_at(report.occurred_from)


def test_what_is_watched_is_filed_in_the_same_transaction(world):
    member = world.member()
    report = filed(world, member, world.desk(member), full())
    [(record, subjects)] = world.sql(
        "SELECT f.record_id, count(*) FROM accord.filing f JOIN accord.pointer p ON p.record_id = f.record_id"
        " GROUP BY 1"
    )
    assert (record, subjects) == (report.id, 5)


def test_filing_is_audited_with_its_reason(world):
    member = world.member()
    desk = world.desk(member)
    report = filed(world, member, desk, short())
    [(actions, reason, rows)] = world.sql(
        "SELECT actions, reason, subjects FROM accord.audit_entry WHERE 'report.filed' = ANY (actions)"
    )
    assert "report.filed" in actions
    assert reason == "Stop on the 401"
    assert report.id in rows


def test_same_form_sent_twice_is_one_report(world):
    member = world.member()
    desk = world.desk(member)
    draft = full()
    first, second = filed(world, member, desk, draft), filed(world, member, desk, draft)
    assert first.id == second.id
    assert world.sql("SELECT count(*) FROM accord.report") == [(1,)]
    assert world.sql("SELECT count(*) FROM accord.person") == [(2,)]


def test_same_form_sent_at_the_same_moment_is_one_report(world):
    member = world.member()
    desk = world.desk(member)
    world.session(member)
    draft, gate, made = full(), threading.Barrier(2), []

    def send():
        try:
            gate.wait()
            made.append(filed(world, member, desk, draft).id)
        finally:
            connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(2)]
    [sender.start() for sender in senders]
    [sender.join() for sender in senders]
    assert len(made) == 2 and len(set(made)) == 1
    assert world.sql("SELECT count(*) FROM accord.report") == [(1,)]


def test_report_without_indicators_keeps_nobody_and_is_not_watched(world):
    member = world.member()
    report = filed(world, member, world.desk(member), full(outcome="no_indicators"))
    assert world.sql("SELECT narrative, place, outcome FROM accord.report") == [("", "", "no_indicators")]
    for table in ("person", "identifier", "pointer", "filing"):
        assert world.sql(f"SELECT count(*) FROM accord.{table}") == [(0,)], table
    assert not report.is_open


@pytest.mark.parametrize("realm", ["enforcement", "support", "coordination"])
def test_every_realm_but_authority_files(world, realm):
    member = world.member(world.agency(realm))
    assert filed(world, member, world.desk(member), short()).reference.startswith("R-")


def test_authority_files_nothing(world):
    officer = world.member(world.agency("authority"))
    desk = world.desk(officer)
    with pytest.raises(Refused, match="realm"):
        filed(world, officer, desk, full())
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


def test_reader_stranger_and_closed_dossier_are_refused(world):
    lead = world.member()
    reader, stranger = world.member(lead.agency), world.member()
    desk = world.desk(lead, reader, role="reader")
    for member in (reader, stranger):
        with pytest.raises(Refused, match="seat"):
            filed(world, member, desk, full())
    world.sql("UPDATE accord.dossier SET closed_at = now()")
    with world.acting(lead):
        closed = type(desk).objects.get(pk=desk.pk)
        with pytest.raises(Refused, match="closed"):
            file_report(by=lead, dossier=closed, draft=full())


def test_survivor_of_a_support_agency_is_not_watched(world):
    worker = world.member(world.agency("support"))
    filed(world, worker, world.dossier("support", worker), full())
    watched = world.sql("SELECT kind FROM accord.support_pointer ORDER BY kind")
    assert [kind for (kind,) in watched] == ["person", "plate", "premises"]  # the suspect, the car, the motel


def test_partner_sees_nothing_of_a_report(world):
    mine, theirs = world.member(), world.member()
    desk, _their_desk = world.desk(mine), world.desk(theirs)
    report = filed(world, mine, desk, full())
    with world.acting(theirs):
        for model in (Report, Person, Identifier):
            assert not model.objects.exists()
        assert not Report.objects.filter(dossier_id=desk.id, id=report.id).exists()


def test_identifier_that_is_none_refuses_the_whole_report(world):
    member = world.member()
    desk = world.desk(member)
    with pytest.raises(NotUnderstood, match="phone"):
        filed(world, member, desk, full(identifiers=(IdentifierDraft("phone", "not a number"),)))
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


@pytest.mark.parametrize("role", ["suspect", "buyer", "facilitator"])
def test_possible_victim_is_not_recorded_as_accusable_too(world, role):
    member = world.member()
    desk = world.desk(member)
    twice = (victim(), PersonDraft(role=role, given_name="maelle", family_name="COTE ROY"))
    with pytest.raises(BothSides):
        filed(world, member, desk, short(persons=twice))
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


def test_two_people_of_one_name_are_told_apart_by_age(world):
    member = world.member()
    namesakes = (
        victim(),
        suspect(
            given_name="Maëlle",
            family_name="Côté-Roy",
            date_of_birth=victim().date_of_birth.replace(year=1980),
        ),
    )
    assert filed(world, member, world.desk(member), short(persons=namesakes))


def test_names_of_any_script_are_kept_as_typed(world):
    member = world.member()
    names = [
        ("محمد", "العلي"),
        ("Оксана", "Шевченко"),
        ("小明", "王"),
        ("🙂", "🔥🔥"),
        ("Zoë", "d’Arc—O'Neil"),
    ]
    draft = short(persons=tuple(PersonDraft("other", given, family) for given, family in names))
    filed(world, member, world.desk(member), draft)
    assert world.sql("SELECT given_name, family_name FROM accord.person ORDER BY created_at") == names


def test_filing_throws_the_draft_away(world):
    member = world.member()
    desk, draft = world.desk(member), short()
    with world.acting(member):
        save_draft(by=member, form_key=draft.form_key, data={"narrative": ["half\x00 a"]})
        save_draft(by=member, form_key=uuid.uuid4(), data={"narrative": ["another"]})
        assert Draft.objects.count() == 2
    filed(world, member, desk, draft)
    with world.acting(member):
        assert [each.data for each in Draft.objects.all()] == [{"narrative": ["another"]}]


def test_draft_is_its_authors_alone(world):
    author, lead = world.member(), world.member()
    with world.acting(author):
        save_draft(by=author, form_key=uuid.uuid4(), data={"narrative": ["half a name"]})
    with world.acting(lead):
        assert not Draft.objects.exists()


def test_import_files_each_row_once_and_resumes(world):
    lead = world.member()
    desk = world.desk(lead)
    drafts = [short(persons=(suspect(family_name=f"Exemple{n}"),)) for n in range(60)]
    with world.acting(lead):
        assert len(file_many(by=lead, dossier=desk, drafts=drafts[:40])) == 40
    with world.acting(lead):
        assert len(file_many(by=lead, dossier=desk, drafts=drafts)) == 20
    assert world.sql("SELECT count(*), count(DISTINCT reference) FROM accord.report") == [(60, 60)]
    assert world.sql("SELECT count(*) FROM accord.pointer") == [(60,)]
