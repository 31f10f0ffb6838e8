"""Lists, look-alikes and the search: within one's own seats, and nowhere else."""

from __future__ import annotations

import pytest

from accord.base.clock import now
from accord.base.reference import reference_of
from accord.reports import queries
from accord.reports.actions import file_many, file_report
from accord.reports.draft import IdentifierDraft, PersonDraft
from accord.reports.lookalikes import look_alikes, search
from accord.reports.models import Report
from accord.reports.places import CITIES, find_city
from tests.reports.drafts import full, short, suspect, victim


def test_list_pages_by_keys_without_gap_or_repetition(world, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    member = world.member()
    for _ in range(2):
        desk = world.desk(member)
        with world.acting(member):
            file_many(by=member, dossier=desk, drafts=[short() for _ in range(4)])
    with world.acting(member):
        seen, before = [], None
        while True:
            page = queries.newest(before=before)
            seen += page.reports
            before = page.following
            if before is None:
                break
            assert queries.Key.read(str(before)) == before
        assert [each.id for each in seen] == [
            each.id for each in Report.objects.order_by("-created_at", "-id")
        ]
        one = queries.newest_in(desk.id)
        assert len(one.reports) == 3 and one.following
        assert len(queries.newest_in(desk.id, before=one.following).reports) == 1


@pytest.mark.parametrize(
    "text", ["", "~", "now~x", "2026-01-01~not-an-id", "2026-01-01~" + "0" * 32, "'; DROP"]
)
def test_key_of_a_page_may_be_any_nonsense(text):
    assert queries.Key.read(text) is None


def test_count_is_capped(world, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED", 2)
    member = world.member()
    desk = world.desk(member)
    with world.acting(member):
        file_many(by=member, dossier=desk, drafts=[short() for _ in range(5)])
        assert queries.count_in(desk.id) == 3


def test_look_alikes_are_found_in_own_seats_alone(world):
    mine, partner = world.member(), world.member()
    with_it, theirs = world.desk(mine), world.desk(partner)
    for member, desk in ((mine, with_it), (partner, theirs)):
        with world.acting(member):
            file_report(by=member, dossier=desk, draft=full())
    typed = short(
        persons=(PersonDraft("witness", "MAELLE", "Cote Roy"),),
        identifiers=(IdentifierDraft("phone", "+1 514.555.0123"), IdentifierDraft("phone", "nonsense")),
    )
    with world.acting(mine):
        [found] = look_alikes(typed)
        assert found.report.dossier_id == with_it.id
        assert found.shared == ["(514) 555-0123", "Maëlle Côté-Roy"]
        assert look_alikes(short(persons=(suspect(given_name="Nobody"),))) == []
        namesake = victim(date_of_birth=victim().date_of_birth.replace(year=1990), identifiers=())
        assert look_alikes(short(persons=(namesake,))) == []
    with world.acting(world.member()):
        assert look_alikes(typed) == []


@pytest.mark.parametrize(
    "text",
    [
        "côté",
        "maelle",
        "Maëlle Côté",
        "cote roy mae",
        "514 555 0123",
        "a1b2c3",
        "motel exemple",
        "MTL-2026-17",
    ],
)
def test_search_finds_by_prefix_in_own_seats_alone(world, text):
    mine, partner = world.member(), world.member()
    desk = world.desk(mine)
    with world.acting(mine):
        report = file_report(by=mine, dossier=desk, draft=full())
        assert [found.report.id for found in search(text)] == [report.id]
        assert [found.report.id for found in search(report.reference.lower())] == [report.id]
    with world.acting(partner):
        assert search(text) == []


@pytest.mark.parametrize("text", ["", "m", "%", "__", "\\", "'", "🙂", "x" * 10_000])
def test_search_survives_any_text(world, text):
    member = world.member()
    desk = world.desk(member)
    with world.acting(member):
        file_report(by=member, dossier=desk, draft=full())
        assert search(text) == []


def test_withdrawn_reports_are_no_look_alikes(world):
    member = world.member()
    desk = world.desk(member)
    with world.acting(member):
        report = file_report(by=member, dossier=desk, draft=full())
        Report.objects.filter(pk=report.pk).update(withdrawn_at=now(), withdrawn_by=member.id)
        assert look_alikes(full()) == []


def test_cities_are_found_in_both_languages_with_or_without_province():
    for typed in ("Montréal", "montreal", "Montreal (QC)", "MONTRÉAL QC", "montreal-qc"):
        assert find_city(typed).code == "montreal-qc", typed
    assert find_city("Québec").code == find_city("Quebec City").code == "quebec-qc"
    assert find_city("Grand Sudbury").code == "greatersudbury-on"
    assert find_city("Nowhere") is None
    assert len(CITIES) >= 60
    assert all(41 < each.latitude < 70 and -140 < each.longitude < -52 for each in CITIES.values())


def test_reference_reads_well_on_the_telephone(world):
    from accord.base.clock import new_id

    for _ in range(200):
        reference = reference_of(new_id())
        assert len(reference) == 11 and not set("ILOU") & set(reference)
