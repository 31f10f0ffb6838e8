"""Flow 1: a report saved in Montréal meets Niagara's; they talk, agree, open a joint case and choose what to give."""

from __future__ import annotations

import time

import pytest

from tests.journeys.people import PLATE, list_at_the_door, montreal, niagara

SEEN = "Two women brought to the hotel by the driver of a grey van. He waited outside and took the money. Receipt kept."


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_report_becomes_a_joint_case(world, stack, visit, language, javascript):
    north, south = montreal(world), niagara(world)
    list_at_the_door(stack, north, south)
    south.file(plate=PLATE)
    stack.settle()
    officer = visit(language=language, javascript=javascript)
    partner = visit(language=language, javascript=javascript)
    for visitor, member in ((officer, north.lead), (partner, south.lead)):
        visitor.choose_to_be(member.name)

    with officer.counting() as filing:
        _file(officer)
    assert filing.seconds <= 120, f"filing: {filing}"

    saved = time.monotonic()
    partner.open("notices:list")
    partner.wait_until(lambda: partner.page.locator("main a[href*='/hits/']").count() > 0)
    waited = time.monotonic() - saved
    assert waited <= 5, "hit on the other desk"
    with partner.counting() as contact:
        partner.follow_to("/hits/")
        partner.press("We have spoken")
    assert contact.clicks == 2
    assert partner.says("You have spoken")

    officer.open("home:home")
    officer.follow_to("/hits/")
    with officer.counting() as proposing:
        _say_the_same(officer)
        assert not officer.says("Both desks have answered")
        _say_the_same(partner)
        officer.wait_until(lambda: officer.says("Both desks have answered"), seconds=5)
        officer.press("Propose a joint case")
    with partner.counting() as accepting:
        partner.wait_until(lambda: partner.says("Accept and open the case"))
        partner.press("Accept and open the case")
    assert proposing.clicks <= 4 and accepting.clicks <= 4
    assert proposing.seconds + accepting.seconds <= 90
    assert "/cases/" in partner.page.url

    case = partner.page.url
    officer.page.goto(case)
    _disclose(officer)
    partner.page.goto(case)
    assert partner.page.locator("main", has_text="Exemple-Roy").count()
    partner.follow_to("/received/")
    assert partner.page.locator("main", has_text="Exemple-Roy").count()
    officer.page.goto(case)
    officer.follow_to("/given/")
    assert south.lead.name in officer.page.locator("main").inner_text()
    print(f"{language} {'js' if javascript else 'no-js'}: filing {filing}; hit after {waited:.2f} s; "
          f"contact {contact}; proposing {proposing}; accepting {accepting}")  # fmt: skip


def _file(officer):
    officer.press("File a report")
    officer.write("narrative", SEEN)
    officer.pick("persons-0-role", "suspect")
    officer.write("persons-0-given_name", "Marc")
    officer.write("persons-0-family_name", "Exemple-Roy")
    officer.pick("identifiers-0-kind", "plate")
    officer.write("identifiers-0-value", PLATE.lower())
    officer.write("identifiers-0-context", "Ontario")
    officer.write("lawful_reference", "C.cr. 279.01")
    officer.write("filing_reason", "Patrol stop")
    officer.press("File the report")
    assert "/filed/" in officer.page.url


def _say_the_same(visitor):
    visitor.tick("judgement", "same")
    visitor.press("Save the answer")


def _disclose(officer):
    officer.press("Disclose something of ours")
    officer.page.locator("main table a").first.click()
    officer.page.locator("main .govuk-checkboxes__item", has_text="Exemple-Roy").locator(
        "input"
    ).first.check()
    officer.write("purpose", "Identify the driver")
    officer.press("Check before sending")
    assert "Exemple-Roy" in officer.page.locator("main").inner_text()
    officer.press("Disclose this")
    assert officer.says("Disclosed")
