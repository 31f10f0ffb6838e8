"""Asked, read aloud, given, and taken back with the card: with and without JavaScript, and by the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from accord.consent.wording import shipped
from tests.support.files import File, open_file


@pytest.fixture
def file(world: Any) -> File:
    haven = world.agency("support", short_name="Havre", city="Montréal", province="QC")
    return open_file(world, lead=world.member(haven, name="Rosalie Minville"))


def agree(visitor: Any, file: File) -> None:
    visitor.open("consent:ledger", file.row.dossier_id)
    visitor.press("New agreement")
    visitor.tick("purpose", "compensation")
    visitor.press("Continue")
    visitor.pick(
        "recipient", str(file.world.sql("SELECT id FROM accord.agency WHERE realm = 'authority'")[0][0])
    )
    visitor.pick("language", "es")
    visitor.press("Continue")
    assert "30 días" in visitor.page.locator(".accord-read").inner_text()
    visitor.tick("answer", "given")
    visitor.tick("able", "adult")
    visitor.tick("how", "read_aloud")
    visitor.write("witness", "Interprète")
    visitor.press("Continue")
    visitor.press("Save")
    assert visitor.says("The agreement is saved.")


@pytest.mark.parametrize(("language", "javascript"), [("en", True), ("fr", False)])
def test_survivor_agrees_and_takes_everything_back_herself(world, visit, file, language, javascript):
    authority = world.member(world.agency("authority", short_name="IVAC"), duties=["intake"])
    worker = visit(file.lead, language=language, javascript=javascript)
    agree(worker, file)
    worker.press("Give the facts")
    worker.write("fact_legal_name", "Marisol Quetzal-Vega")
    worker.press("Check before sending")
    worker.press("Give this")
    assert world.sql("SELECT count(*) FROM accord.disclosure WHERE side = 'received' AND fields <> '[]'") == [
        (1,)
    ]
    worker.open("consent:card", file.row.dossier_id)
    worker.press("Show a new code on the screen")
    code = worker.page.locator(".govuk-inset-text .accord-number").last.inner_text()
    herself = visit(None, language=language, javascript=javascript)
    herself.open("consent:withdraw")
    herself.write("code", code.lower().replace(" ", ""))
    herself.press("Continue")
    if javascript:
        assert herself.axe() + herself.too_wide() == []
    words = shipped()[language].words["withdraw"]  # the page speaks from the texts of the cards
    herself.press(words["yes"])
    assert herself.says(words["taken"])
    assert code.replace(" ", "") not in herself.page.url
    if javascript:
        assert herself.axe() + herself.too_wide() == []
    assert world.sql("SELECT count(*) FROM accord.disclosure WHERE side = 'received' AND fields <> '[]'") == [
        (0,)
    ]
    worker.open("consent:ledger", file.row.dossier_id)
    assert worker.says("Nothing is agreed at present: nothing of this file may be given.")
    assert authority.id


def test_worker_takes_back_in_two_clicks(visit, file):
    file.agree()
    worker = visit(file.lead)
    worker.open("consent:ledger", file.row.dossier_id)
    with worker.counting() as tally:
        worker.follow("Take back")
        worker.press("Take it back now")
    assert tally.clicks == 2
    assert worker.says("Nothing is agreed at present: nothing of this file may be given.")


def test_agreement_is_asked_by_the_keyboard_alone(world, visit, file):
    worker = visit(file.lead)
    worker.open("consent:new", file.row.dossier_id)
    keys = worker.page.keyboard

    def to(selector: str) -> None:
        for _n in range(80):
            if worker.page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            keys.press("Tab")
        raise AssertionError(f"never reached {selector}")

    def send(step: str) -> None:
        to(f"button[name='step'][value='{step}']")
        with worker.page.expect_navigation():
            keys.press("Enter")

    to("input[name='purpose']")
    keys.press("Space")
    send("purpose")
    to("main details summary")
    keys.press("Enter")
    to("input[name='recipient_name']")
    keys.type("Docteure Roy")
    send("terms")
    to("input[name='answer']")
    keys.press("Space")
    to("input[name='able']")
    keys.press("Space")
    to("input[name='how']")
    keys.press("Space")
    send("read")
    send("check")
    assert worker.says("The agreement is saved.")
    assert world.sql("SELECT how, recipient_name FROM accord.consent") == [("signed", "Docteure Roy")]
