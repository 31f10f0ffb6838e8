"""Standing searches: within one's own seats at that moment, told once, and nobody else learns what is looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accord.base import crypto
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.reports import queries, standing
from accord.reports.actions import (
    add_alias,
    add_identifier,
    close_report,
    end_search,
    file_many,
    file_report,
    look_at_finds,
    pause_search,
    renew_search,
    resume_search,
    save_search,
    watch_identifier,
    watch_person,
    withdraw_report,
)  # fmt: skip
from accord.reports.actions.standing import MOST
from accord.reports.draft import IdentifierDraft
from accord.reports.models import Identifier, StandingFind, StandingSearch
from accord.reports.rules import Refused
from tests.reports.drafts import full, short, suspect


@pytest.fixture
def desk(world):
    """(who looks, who files, where both sit)"""
    filer = world.member()
    looker = world.member(filer.agency)
    return looker, filer, world.desk(filer, looker)


def saved(world, who, words="Côté", **more):
    with world.acting(who):
        return save_search(by=who, name="Mine", words=words, **more)


def filed(world, by, place, draft=None):
    with world.acting(by):
        return file_report(by=by, dossier=place, draft=draft or full())


def found(world, who, search):
    with world.acting(who):
        return [each.report.id for each in standing.finds_of(search) if each.report]


def told(world, who):
    rows = world.sql(
        "SELECT dossier_id, subject_id FROM accord.notice WHERE kind = 'standing_found' AND recipient_id = %s",
        who.id,
    )
    assert all(dossier is None for dossier, _subject in rows)
    return [subject for _dossier, subject in rows]


@pytest.mark.parametrize(
    "words",
    [
        "514-555-0123",
        "+1 (514) 555 0123",
        "cote",
        "Côté-R",
        "Maëlle C",
        "cote roy ma",
        "MTL-2026-17",
        "a1b2c3",
        "cand",
    ],
)
def test_what_is_filed_later_is_found_in_any_spelling_and_told_without_a_word(world, desk, words):
    looker, filer, place = desk
    search = saved(world, looker, words)
    report = filed(world, filer, place)
    assert found(world, looker, search) == [report.id] and told(world, looker) == [search.id]
    filed(world, filer, place, short(persons=(suspect(),)))
    assert found(world, looker, search) == [report.id]


@pytest.mark.parametrize("words", ["514 555 0124", "oté", "Maëlle R", "roy", "MTL-2026", "exempl o"])
def test_what_does_not_meet_is_not_told(world, desk, words):
    looker, filer, place = desk
    search = saved(world, looker, words)
    filed(world, filer, place)
    assert found(world, looker, search) == [] and told(world, looker) == []


def test_only_within_seats_live_at_that_moment(world, desk):
    looker, filer, place = desk
    search = saved(world, looker)
    stranger = world.member(filer.agency)
    other = saved(world, stranger)
    filed(world, filer, world.desk(filer))  # where the looker has no seat
    assert told(world, looker) == told(world, stranger) == []
    first = filed(world, filer, place)
    assert found(world, looker, search) == [first.id]
    world.sql("UPDATE accord.seat SET until = now() WHERE member_id = %s", looker.id)
    filed(world, filer, place)
    assert told(world, looker) == [search.id] and told(world, stranger) == []
    assert found(world, looker, search) == [] == found(world, stranger, other)  # the old find is hidden too


def test_each_record_is_told_once_however_often_it_changes(world, desk):
    looker, filer, place = desk
    search = saved(world, looker)
    report = filed(world, filer, place)
    with world.acting(filer):
        person = queries.persons_of(report)[0]
        add_alias(by=filer, report=report, person=person, alias="Côtélette", reason="heard")
    assert told(world, looker) == [search.id]


def test_amendment_that_makes_a_record_meet_is_told(world, desk):
    looker, filer, place = desk
    search = saved(world, looker, "ABCD 123")
    report = filed(world, filer, place, short())
    assert told(world, looker) == []
    with world.acting(filer):
        add_identifier(
            by=filer, report=report, draft=IdentifierDraft("plate", "ABCD 123", "ON"), reason="seen"
        )
    assert found(world, looker, search) == [report.id]


def test_import_is_met_as_a_whole_and_told_in_one_line(world, desk):
    looker, filer, place = desk
    search = saved(world, looker, "Exemple")
    drafts = [short(persons=(suspect(),)) for _ in range(3)]
    with world.acting(filer):
        reports = file_many(by=filer, dossier=place, drafts=drafts)
    assert {*found(world, looker, search)} == {report.id for report in reports}
    assert told(world, looker) == [search.id]


def test_filer_is_not_told_of_the_own_filing(world, desk):
    _looker, filer, place = desk
    saved(world, filer)
    filed(world, filer, place)
    assert told(world, filer) == []


def test_paused_ended_and_run_out_searches_meet_nothing(world, desk):
    looker, filer, place = desk
    search = saved(world, looker)
    with world.acting(looker):
        pause_search(by=looker, search=search)
    filed(world, filer, place)
    with world.acting(looker):
        resume_search(by=looker, search=search)
    world.sql("UPDATE accord.standing_search SET created_at = now() - interval '91 days', until = now()")
    filed(world, filer, place)
    assert told(world, looker) == []
    with world.acting(looker):
        renew_search(by=looker, search=search)
        assert StandingSearch.objects.get().until > now() + timedelta(days=89)
    filed(world, filer, place)
    assert told(world, looker) == [search.id]
    with world.acting(looker):
        end_search(by=looker, search=search)
    filed(world, filer, place)
    assert told(world, looker) == [search.id]
    assert world.sql("SELECT 1 FROM accord.standing_search UNION SELECT 1 FROM accord.standing_find") == []


def test_finds_are_new_until_looked_at_and_go_with_their_report(world, desk):
    looker, filer, place = desk
    search = saved(world, looker)
    report = filed(world, filer, place)
    with world.acting(looker):
        assert standing.new_finds(search) == 1
        look_at_finds(by=looker, search=search)
        assert standing.new_finds(standing.search_of(looker, search.id)) == 0
    with world.acting(filer):
        withdraw_report(by=filer, report=report, reason="error")
    assert found(world, looker, search) == []


def test_watched_person_and_identifier_meet_others_and_not_their_own_report(world, desk):
    looker, filer, place = desk
    report = filed(world, filer, place)
    with world.acting(looker):
        person = queries.persons_of(report)[0]
        plate = Identifier.objects.get(dossier_id=place.id, kind="plate")
        watches = [
            watch_person(by=looker, person=person, identifiers=[]),
            watch_identifier(by=looker, identifier=plate),
        ]
        assert [standing.words_of(each).name for each in watches] == [person.name, plate.value]
    with world.acting(filer):
        add_alias(by=filer, report=report, person=person, alias="Maé", reason="heard")
    assert told(world, looker) == []
    again = filed(world, filer, place, short(persons=full().persons[:1]))
    assert [found(world, looker, each) for each in watches] == [[again.id], []]
    parked = short(identifiers=(IdentifierDraft("plate", "a1b 2c3", "QC"),))
    assert (
        found(world, looker, watches[1])
        == []
        != [filed(world, filer, place, parked).id]
        == found(world, looker, watches[1])
    )


def test_watch_goes_when_its_person_is_forgotten(world, desk):
    looker, filer, place = desk
    report = filed(world, filer, place)
    with world.acting(looker):
        watch_person(by=looker, person=queries.persons_of(report)[0], identifiers=[])
    with world.acting(filer):
        close_report(by=filer, report=report, reason="no indicators")
    assert world.sql("SELECT count(*) FROM accord.standing_search") == [(0,)]


def test_words_and_names_are_sealed_and_bound_to_their_row(world, desk):
    looker, _filer, _place = desk
    search, other = saved(world, looker, "Maëlle Côté-Roy"), saved(world, looker, "Marc")
    with world.acting(looker):
        assert standing.words_of(search) == standing.Words("Mine", "Maëlle Côté-Roy")
        other.sealed = search.sealed
        with pytest.raises(crypto.NotOpened):
            standing.words_of(other)
    stored = str(world.sql("SELECT t::text FROM accord.standing_search t")).casefold()
    trail = str(world.sql("SELECT t::text FROM accord.audit_entry t")).casefold()
    for word in ("lle", "côté", "cote", "mine", "roy"):
        assert word not in stored and word not in trail
    assert world.sql("SELECT count(*) FROM jobs.procrastinate_jobs") == [(0,)]


def test_too_little_and_too_many_are_refused(world, desk):
    looker, _filer, _place = desk
    with pytest.raises(Refused):
        saved(world, looker, "x")
    for number in range(MOST):
        saved(world, looker, f"word {number:03}")
    with pytest.raises(Refused):
        saved(world, looker, "one more")


def test_nobody_reads_or_makes_anothers_searches_and_finds(world, desk):
    looker, filer, place = desk
    saved(world, looker)
    filed(world, filer, place)
    with world.acting(filer):
        assert not StandingSearch.objects.exists() and not StandingFind.objects.exists()
        assert not StandingSearch.objects.all().delete()[0]
        forged = StandingSearch(member_id=looker.id, sealed=b"x", tokens=[1], until=now() + timedelta(days=1))
        find = StandingFind(
            member_id=filer.id, search_id=forged.id, dossier_id=place.id, record_id=forged.id, what="report"
        )
        for row, why in ((forged, "row-level security"), (find, "permission denied")):
            with pytest.raises(DatabaseError, match=why), transaction.atomic():
                row.save(force_insert=True)
    with world.acting(looker), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        StandingSearch.objects.update(tokens=[1])


def test_only_who_may_write_there_makes_a_record_meet(world, desk):
    looker, filer, place = desk
    search = saved(world, looker)
    reader, stranger = world.member(filer.agency), world.member()
    with world.acting(filer):
        call("grant_seat", place.id, reader.id, "reader", 30)
    for who in (reader, stranger):
        with world.acting(who), pytest.raises(Exception, match="working seat"):
            call("meet_standing", place.id, "report", [search.id], search.tokens, None, now())
    with world.acting(filer):
        assert call("meet_standing", place.id, "report", [search.id], search.tokens[:1], None, now()) in (
            None,
            "",
        )


def test_support_agencies_files_are_met_for_their_own_seats(world):
    lead = world.member(world.agency("support"))
    colleague = world.member(lead.agency)
    file = world.dossier("support", lead, colleague)
    search = saved(world, colleague, "Maëlle")
    report = filed(world, lead, file, replace(full(), contact_allowed=False))
    assert found(world, colleague, search) == [report.id]
