"""The pages of rights and applications: who sees what, what is kept of bad input, where notices lead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accord.consent import actions as consents
from accord.consent.vocabulary import Fact
from accord.permits import actions, clocks
from accord.permits.models import Application, RightClock
from tests.permits.applying import FACTS, Office, office
from tests.support.files import LEGAL


@pytest.fixture
def desk(world: Any) -> Office:
    return office(world)


def text(answer: Any) -> str:
    return answer.content.decode()


def test_queue_names_the_person_by_the_chosen_name_and_home_by_the_number_alone(desk):
    desk.apply()
    desk.world.sql(
        "UPDATE accord.right_clock SET from_on = '2026-01-01', due_on = '2026-01-31', due_at = '2026-02-01'"
    )
    browser = desk.world.browser(desk.file.lead)
    queue, home = text(browser.get(reverse("permits:list"))), text(browser.get(reverse("home:home")))
    assert "Luna" in queue and "late" in queue and LEGAL not in queue
    assert desk.file.row.reference in home and "Luna" not in home


def test_officer_sees_number_and_sender_in_the_queue_and_no_name(desk):
    made = desk.apply()
    browser = desk.world.browser(desk.officer)
    for view in ("permits:list", "home:home"):
        page = text(browser.get(reverse(view)))
        assert made.number in page and LEGAL not in page and "Luna" not in page


def test_immigration_enforcement_police_and_brokers_have_no_queue(desk):
    for agency in (
        desk.world.agency(), desk.world.agency(immigration=True), desk.world.agency("authority", immigration=True),
        desk.world.agency("coordination"),
    ):  # fmt: skip
        browser = desk.world.browser(desk.world.member(agency))
        assert browser.get(reverse("permits:list")).status_code == 403


def test_ticking_shows_what_goes_with_it_and_keeps_nothing(desk):
    browser = desk.world.browser(desk.file.lead)
    where = reverse("permits:file", args=[desk.file.row.dossier_id])
    page = text(browser.post(where, {"situations": ["minor"]}))
    first, rest = page.split("Others here")
    assert (
        "Report to child protection (Quebec)" in first
        and "Temporary resident permit" not in first.split("May apply")[1]
    )
    assert "Temporary resident permit" in rest
    assert "May apply" not in text(browser.get(where))


def test_only_facts_of_the_right_that_an_agreement_names_are_asked_for(desk):
    desk.agree(facts=[Fact.LEGAL_NAME, Fact.HEALTH])
    where = reverse("permits:apply", args=[desk.file.row.dossier_id, "trp-vtip"])
    page = text(desk.world.browser(desk.file.lead).get(where))
    assert 'name="fact_legal_name"' in page and "fact_health" not in page and "fact_summary" not in page
    assert LEGAL not in page  # what is in the file is said to be there, and shown to nobody on the way


def test_without_an_agreement_the_page_leads_to_where_one_is_noted(desk):
    where = reverse("permits:apply", args=[desk.file.row.dossier_id, "trp-vtip"])
    page = text(desk.world.browser(desk.file.lead).get(where))
    assert "nothing is sent without it" in page and f"/support/{desk.file.row.dossier_id}/consent/" in page


def test_what_they_agreed_to_apply_for_stands_first(desk):
    browser = desk.world.browser(desk.file.lead)
    where = reverse("permits:file", args=[desk.file.row.dossier_id])
    assert "They agreed to apply" not in text(browser.get(where))
    desk.agree(facts=FACTS)
    page = text(browser.get(where))
    agreed, rest = page.index("They agreed to apply"), page.index("What they may be entitled to")
    assert agreed < page.index(desk.right().name) < rest
    desk.apply()
    page = text(browser.get(where))
    begun = page.index("They agreed to apply")
    assert desk.right().name not in page[begun : page.index("What they may be entitled to")]


def test_application_on_paper_is_noted_with_its_day_and_clocks(desk):
    where = reverse("permits:apply", args=[desk.file.row.dossier_id, "vqrp"])
    browser, form = desk.world.browser(desk.file.lead), {"form_key": str(desk.officer.id)}
    told = browser.post(where, {**form, "to": "elsewhere", "stages": ["serious"]})
    assert "Write the name of the authority" in text(told)
    form |= {"to": "elsewhere", "authority_name": "VQRP+ Ottawa", "stages": ["immediate"],
             "made_on_day": "20", "made_on_month": "11", "made_on_year": "2025"}  # fmt: skip
    assert "This date does not exist" in text(browser.post(where, form | {"made_on_day": "31"}))
    for _n in range(2):
        assert browser.post(where, form).status_code == 302
    with desk.world.acting(desk.file.lead):
        assert Application.objects.get().authority_name == "VQRP+ Ottawa"
        assert str(RightClock.objects.get().due_on) == "2025-11-25"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((1, 3, 2027), (1, 2, 2027), "The last day must be the first day or later"),
        ((1, 3, 2027), (2, 3, 2030), "It may last to March 1, 2030 at most"),
        ((31, 2, 2027), (1, 3, 2027), "This date does not exist"),
    ],
)
def test_days_that_cannot_be_are_said_and_kept(desk, first, last, said):
    desk.apply()
    row = desk.received()
    days = {f"{name}_{part}": str(value) for name, day in (("first", first), ("last", last))
            for part, value in zip(("day", "month", "year"), day, strict=True)}  # fmt: skip
    where = reverse("permits:decide", args=[row.dossier_id, row.id])
    answer = desk.world.browser(desk.officer).post(where, {"decision": "issued", "number": "V-77", **days})
    assert answer.status_code == 200 and said in text(answer) and "V-77" in text(answer)
    assert desk.received().state == "requested"


def test_sent_page_says_until_when_the_agreement_lasts_and_carries_it_on(desk):
    made = desk.apply(desk.agree(days=5))
    later = desk.agree(days=60)
    browser = desk.world.browser(desk.file.lead)
    where = reverse("permits:application", args=[made.dossier_id, made.id])
    assert "Carry it on" in text(browser.get(where))
    browser.post(reverse("permits:carry_on", args=[made.dossier_id, made.id]), {"to": str(later.id)})
    assert "Carry it on" not in text(browser.get(where)) and desk.sent().consent_id == later.id


def test_asked_fact_is_sent_on_a_new_agreement_alone(desk):
    made = desk.apply()
    with desk.world.acting(desk.officer):
        actions.ask_fact(
            by=desk.officer, application=Application.objects.get(), fact=Fact.HEALTH, why="Form 12"
        )
    browser = desk.world.browser(desk.file.lead)
    where = reverse("permits:fact", args=[made.dossier_id, made.id])
    assert "Form 12" in text(browser.get(where)) and "They have not agreed" in text(browser.get(where))
    consent = desk.agree(facts=[*FACTS, Fact.HEALTH])
    assert browser.post(where, {"to": str(consent.id), "value": "asthma"}).status_code == 302
    row = desk.received()
    officers = desk.world.browser(desk.officer).get(
        reverse("permits:application", args=[row.dossier_id, row.id])
    )
    assert "asthma" in text(officers)


def test_notice_of_what_was_taken_back_leads_to_the_arrival(desk):
    consent = desk.agree()
    desk.apply(consent)
    with desk.world.acting(desk.file.lead):
        consents.withdraw_consent(by=desk.file.lead, consent=consent)
    row, browser = desk.received(), desk.world.browser(desk.officer)
    arrival = reverse("arrivals:arrival", args=[row.dossier_id])
    assert arrival in text(browser.get(reverse("notices:list")))
    page = text(browser.get(arrival, follow=True))
    assert "Withdrawn" in page and LEGAL not in page


def test_decided_application_offers_renewal_and_no_withdrawal(desk):
    made = desk.apply()
    today = clocks.today()
    with desk.world.acting(desk.officer):
        row = Application.objects.get()
        actions.grant(by=desk.officer, application=row, first=today, last=today + timedelta(days=50))
    officers = text(
        desk.world.browser(desk.officer).get(reverse("permits:application", args=[row.dossier_id, row.id]))
    )
    assert "as=renewed" in officers and "as=refused" not in officers
    browser = desk.world.browser(desk.file.lead, language="fr")
    with_dates = text(
        browser.get(reverse("permits:application", args=[made.dossier_id, made.id]).replace("/en/", "/fr/"))
    )
    assert "Accordée" in with_dates and "Retirer la demande" not in with_dates


def test_broker_edits_and_wrong_bounds_are_said(desk):
    broker = desk.world.member(desk.world.agency("coordination"), duties=["broker"])
    browser, where = desk.world.browser(broker), reverse("permits:edit", args=["trp-vtip"])
    right = desk.right()
    form = {name: getattr(right, name) for name in ("name_en", "name_fr", "gives_en", "gives_fr", "source")}
    wrong = browser.post(where, {**form, "min_months": "40", "max_months": "36"})
    assert "The most must not be less than the least" in text(wrong)
    done = browser.post(where, {**form, "min_months": "12", "max_months": "36", "facts": ["legal_name"]})
    assert (
        done.status_code == 302 and desk.right().facts == ["legal_name"] and desk.right().verified_on is None
    )


def test_officer_reads_the_first_day_first_and_what_is_late_stands_out(desk):
    """The agreement of the newest ends before either of the others is asked after."""
    made = [desk.apply(), desk.apply(), desk.apply(desk.agree(days=3))]
    for number, days in zip((each.number for each in made), (40, 10, 0), strict=True):
        desk.world.sql(
            "UPDATE accord.application SET requested_on = requested_on - %s WHERE number = %s", days, number
        )
    late, last, soon = (each.number for each in made)
    page = text(desk.world.browser(desk.officer).get(reverse("permits:list")))
    assert page.index(late) < page.index(soon) < page.index(last)
    row_of = {number: page[page.index(number) :].split("</tr>")[0] for number in (late, last, soon)}
    assert "days\xa0late" in row_of[late] and "no limit in law" in row_of[late]
    assert "without a new one the application is withdrawn" in row_of[soon]
    assert "late" not in row_of[last] and "late" not in row_of[soon]


def test_what_the_authority_waits_for_is_not_late(desk):
    desk.apply()
    with desk.world.acting(desk.officer):
        actions.ask_fact(
            by=desk.officer, application=Application.objects.get(), fact=Fact.HEALTH, why="The form asks"
        )
    desk.world.sql("UPDATE accord.application SET requested_on = requested_on - 40")
    page = text(desk.world.browser(desk.officer).get(reverse("permits:list")))
    assert "You asked for one more fact" in page and "days\xa0late" not in page


def test_interview_to_come_stands_among_what_is_due_in_the_file(desk):
    desk.apply()
    with desk.world.acting(desk.officer):
        actions.set_interview(
            by=desk.officer, application=Application.objects.get(), on=clocks.today() + timedelta(days=9)
        )
    assert "Interview at the authority" in text(
        desk.world.browser(desk.file.lead).get(reverse("permits:list"))
    )


def test_next_permit_is_asked_for_once_the_last_one_nears_its_end(desk):
    made, today = desk.apply(), clocks.today()
    where = reverse("permits:application", args=[made.dossier_id, made.id])
    browser = desk.world.browser(desk.file.lead)
    assert "Apply again" not in text(browser.get(where))
    with desk.world.acting(desk.officer):
        row = Application.objects.get()
        actions.grant(by=desk.officer, application=row, first=today, last=today + timedelta(days=300))
    assert "Ask for the next one" not in text(browser.get(where))
    with desk.world.acting(desk.officer):
        actions.renew(by=desk.officer, application=row, first=today, last=today + timedelta(days=80))
    assert "Ask for the next one" in text(browser.get(where))
    desk.world.sql("UPDATE accord.application SET state = 'expired'")
    assert "Apply again" in text(browser.get(where))
