"""The queue of the day, as each member opens it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from accord.base.clock import now
from accord.deconfliction import actions
from accord.reports.actions import file_report, propose_change, save_draft
from tests.cases.pairs import pair
from tests.deconfliction.partnership import Partnership, person, plate
from tests.reports.drafts import short


def page(world, member, language="en"):
    answer = world.browser(member).get(f"/{language}/home/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_empty_day_is_one_sentence_and_the_next_action(world):
    text = page(world, world.member())
    assert "Nothing waits for you" in text
    assert "/en/reports/new/" in text
    assert "/en/reports/new/" not in page(world, world.member(world.agency("authority")))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_unanswered_hit_waits_and_a_strangers_does_not(world, language):
    north = world.member(world.agency(short_name="North"))
    south = world.member(world.agency(short_name="South"))
    ours, theirs = pair(world, north, south, answers=("", ""))
    text = page(world, north, language)
    assert str(ours.hit_id) in text
    assert str(theirs.hit_id) not in text
    assert ("South (français)" if language == "fr" else "South (English)") in text
    assert str(ours.hit_id) not in page(world, world.member(north.agency), language)


def test_late_hit_is_marked_and_a_colleagues_hit_is_the_colleagues(world):
    lead = world.member()
    worker, other = world.member(lead.agency), world.member(lead.agency)
    ours, _theirs = pair(world, lead, world.member(), answers=("", ""))
    from accord.base.row_security.call import call

    with world.acting(lead):
        for each in (worker, other):
            call("grant_seat", ours.desk.id, each.id, "worker", 30)
    world.sql(
        "UPDATE accord.hit SET assigned_to = %s, measured_from = now() - interval '80 hours'", worker.id
    )
    assert "Late" in page(world, worker)
    assert str(ours.hit_id) not in page(world, other)


def test_filed_suspect_waits_for_a_second_human_only(world):
    desk = Partnership(world).desk()
    desk.file(person(open_wanted=True))
    assert "A second signature is asked" in page(world, desk.lead)
    assert "A second signature is asked" not in page(world, desk.worker)


def test_step_forward_waits_for_another_human(world):
    partnership = Partnership(world)
    hidden, shown = partnership.desk(), partnership.desk()
    second = world.member(hidden.agency)
    from accord.base.row_security.call import call

    with world.acting(hidden.lead):
        call("grant_seat", hidden.dossier.id, second.id, "lead", 30)
    hidden.file(plate(role="", linked_roles=frozenset({"possible_victim"}), open_wanted=False))
    shown.file(plate())
    hit = hidden.hit()
    hidden.do(
        actions.propose_step_forward, by=hidden.lead, hit=hit, basis="life_threat", reason="She is in danger."
    )
    assert "your signature is asked" in page(world, second)
    assert "your signature is asked" not in page(world, hidden.lead)


def test_reports_above_the_quota_wait_for_a_lead(world, monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "REPORTS_A_DAY", 1)
    desk = Partnership(world).desk()
    desk.file(plate("AAAA 111"))
    desk.file(plate("BBBB 222"), reference="R-WAITS")
    assert "R-WAITS" in page(world, desk.lead)
    assert "R-WAITS" not in page(world, desk.worker)


def test_draft_change_and_ending_seat_are_in_the_queue(world):
    lead = world.member()
    filer, reader = world.member(lead.agency), world.member(lead.agency)
    desk = world.desk(lead, filer, reader)
    with world.acting(filer):
        report = file_report(by=filer, dossier=desk, draft=short())
        save_draft(by=filer, form_key=uuid.uuid4(), data={"narrative": ["begun"]})
    with world.acting(reader):
        propose_change(by=reader, report=report, changes={"narrative": "Three girls."}, reason="Recounted")
    world.sql("UPDATE accord.seat SET until = %s WHERE member_id = %s", now() + timedelta(days=2), filer.id)
    text = page(world, filer)
    for said in (
        "Not finished",
        "Changes proposed to your reports",
        report.reference,
        "Seats that end soon",
        "Ends now",
    ):
        assert said in text, said
    assert "Changes proposed" not in page(world, reader)


def test_joint_case_proposed_by_the_other_desk(world):
    north, south = world.member(), world.member()
    ours, theirs = pair(world, north, south)
    from accord.cases.actions import propose_joint_case

    with world.acting(north):
        propose_joint_case(by=north, hit=ours.hit, title="Harbour")
    assert "Harbour" in page(world, south)
    assert "Joint cases proposed to you" not in page(world, north)
    assert theirs


def test_commander_sees_the_load_of_own_dossiers_only(world):
    commander = world.member(duties=["commander"])
    worker = world.member(commander.agency, name="Zoé Worker")
    ours, _theirs = pair(world, commander, world.member(), answers=("", ""))
    pair(world, world.member(commander.agency), world.member(), answers=("", ""))
    world.sql(
        "UPDATE accord.hit SET assigned_to = %s, measured_from = now() - interval '80 hours',"
        " contacted_by = %s, contacted_at = now(), contact_took = interval '5 hours' WHERE dossier_id = %s",
        worker.id, worker.id, ours.desk.id,
    )  # fmt: skip
    text = page(world, commander)
    row = text[text.index("Your team") :]
    assert row.count("Zoé Worker") == 1
    assert "5\xa0hours" in row
    assert "Nobody has taken these" not in row, "hits of dossiers without a seat are not counted"
    assert "Your team" not in page(world, worker)


def test_broker_and_custodian_find_their_work(world):
    partnership = Partnership(world)
    left, right = partnership.desk(), partnership.desk()
    left.file(person())
    right.file(person())
    text = page(world, partnership.broker)
    assert "Desks to introduce" in text or "Nothing waits" in text
    lead = world.member(name="Last Lead")
    world.desk(lead, title="Hidden title")
    world.sql("UPDATE accord.seat SET until = now() - interval '1 minute' WHERE member_id = %s", lead.id)
    custodian = world.member(lead.agency, duties=["custodian"])
    text = page(world, custodian)
    assert "Last Lead" in text
    assert "Hidden title" not in text
