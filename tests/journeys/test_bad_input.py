"""What goes wrong on a night shift: a clear message, nothing lost, nothing twice."""

from __future__ import annotations

import pytest

from tests.journeys.people import PLATE, montreal

NAMES = {
    "emoji": ("Zoé 💃🏽", "O’Neil-Tremblay 🦋"),
    "right-to-left": ("ليلى", "حداد"),
    "Cyrillic": ("Світлана", "Коваленко"),
    "markup": ("<b>Ana</b>", "'; DROP TABLE report; --"),
}


@pytest.fixture
def officer(world, visit):
    visitor = visit(montreal(world).lead)
    visitor.open("reports:new")
    return visitor


def fill(visitor, **more):
    values = {"narrative": "A van.", "lawful_reference": "C.cr. 279.01", "filing_reason": "Stop", **more}
    for name, value in values.items():
        visitor.write(name, value)


def send(visitor):
    visitor.press("File the report")


def errors(visitor):
    """The lines of the error summary, and what has the focus."""
    assert visitor.page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    return visitor.page.locator(".govuk-error-summary__list li").all_inner_texts()


def filed(world):
    return world.sql("SELECT count(*) FROM accord.report")[0][0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_empty_report_says_what_is_missing_and_leads_there(world, visit, language):
    visitor = visit(montreal(world).lead, language=language)
    visitor.open("reports:new")
    send(visitor)
    assert len(errors(visitor)) == 3
    visitor.page.locator(".govuk-error-summary__list a").first.click()
    assert visitor.page.evaluate("document.activeElement.matches('input, textarea, select')")
    assert visitor.page.title().startswith(visitor.word("Error:")) and filed(world) == 0


def test_impossible_date_and_nonsense_phone_are_named_and_kept(world, officer):
    fill(officer, occurred_from_day="31", occurred_from_month="2", occurred_from_year="2026")
    officer.write("identifiers-0-value", "call me")
    send(officer)
    assert len(errors(officer)) == 2 and filed(world) == 0
    assert officer.page.locator("[name=occurred_from_day]").input_value() == "31"
    assert officer.page.locator("[name=identifiers-0-value]").input_value() == "call me"
    officer.write("occurred_from_day", "28")
    officer.write("identifiers-0-value", "(514) 555-0142 ext. 7")
    send(officer)
    assert "/filed/" in officer.page.url and filed(world) == 1


@pytest.mark.parametrize("given, family", NAMES.values(), ids=NAMES)
def test_names_of_any_script_are_kept_as_they_are(world, officer, given, family):
    fill(officer)
    officer.pick("persons-0-role", "witness")
    officer.write("persons-0-given_name", given)
    officer.write("persons-0-family_name", family)
    send(officer)
    officer.follow("Open the report")
    assert f"{given} {family}" in officer.page.locator("main").inner_text()
    assert world.sql("SELECT given_name, family_name FROM accord.person") == [(given, family)]


def test_ten_megabytes_are_refused_with_the_number_and_kept_on_the_page(world, officer):
    """Sent beside the page, because no browser lays so much text out within a minute."""
    fill(officer)
    typed = officer.page.locator("#report-form").evaluate("(form) => Object.fromEntries(new FormData(form))")
    typed["narrative"] = ("x" * 99 + "\n") * 100_000
    answer = officer.page.request.post(officer.url("reports:new"), form=typed)
    page = answer.text()
    assert answer.status == 200 and "govuk-error-summary" in page and "9,999,999 characters" in page
    assert 'value="Stop"' in page and filed(world) == 0
    assert page.count("x" * 99) == 100_000


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_same_form_sent_twice_files_once(world, visit, javascript):
    visitor = visit(montreal(world).lead, javascript=javascript)
    visitor.open("reports:new")
    fill(visitor)
    form = visitor.page.locator("#report-form").evaluate(
        "(form) => new URLSearchParams(new FormData(form)).toString()"
    )
    send(visitor)
    first = visitor.page.url
    again = visitor.page.request.post(
        visitor.url("reports:new"), data=form, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert again.url == first and filed(world) == 1


def test_session_that_locked_while_typing_gives_the_draft_back(world, visit, stack):
    desk = montreal(world)
    visitor = visit(desk.lead)
    visitor.page.clock.install()
    visitor.open("reports:new")
    fill(visitor, narrative="Grey van, two women, room 12.")
    visitor.page.clock.run_for(5_000)
    visitor.page.locator("[data-autosave-status]:not(:empty)").wait_for()
    world.sql("UPDATE door.session SET active_until = now() - interval '1 minute'")
    send(visitor)
    assert "/login/" in visitor.page.url and "Grey van" not in visitor.page.content()
    world._sessions.clear()
    again = visit(desk.lead)
    again.open("reports:new")
    assert again.page.locator("[name=narrative]").input_value() == "Grey van, two women, room 12."
    assert again.says("Your draft")
    send(again)
    assert "/filed/" in again.page.url
    again.open("reports:new")
    assert not again.says("Your draft")


def test_seat_that_ended_meanwhile_keeps_what_was_typed(world, visit):
    desk = montreal(world)
    visitor = visit(desk.colleague)
    visitor.open("reports:new")
    fill(visitor, narrative="Typed before the seat ended.")
    world.sql(
        "UPDATE accord.seat SET until = now() - interval '1 second' WHERE member_id = %s", desk.colleague.id
    )
    send(visitor)
    assert errors(visitor) and filed(world) == 0
    assert visitor.page.locator("[name=narrative]").input_value() == "Typed before the seat ended."


def test_report_like_one_that_is_there_is_filed_when_asked_again(world, visit):
    desk = montreal(world)
    desk.file(plate=PLATE)
    visitor = visit(desk.lead)
    visitor.open("reports:new")
    fill(visitor)
    visitor.pick("identifiers-0-kind", "plate")
    visitor.write("identifiers-0-value", PLATE)
    visitor.write("identifiers-0-context", "ON")
    send(visitor)
    assert visitor.says("Not filed yet") and filed(world) == 1
    visitor.press("File anyway")
    assert "/filed/" in visitor.page.url and filed(world) == 2
