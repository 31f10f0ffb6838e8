"""A referral from its draft to its end: sent, taken up, silent, declined for a reason, tried elsewhere, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest

from accord.referrals.tasks import sound_silence
from tests.journeys.hands import ByKeyboard
from tests.support.files import NAME, PHONE, open_file

WAYS = [pytest.param("en", False, id="en-no-js"), pytest.param("fr", True, id="fr-keyboard")]
LINE = "Thursday, 10 h"


class Hands:
    """Every window of this journey goes by the same hands; each page that is come to is looked over where it can be."""

    def __init__(self, visit: Any, language: str, *, keyboard: bool) -> None:
        self._visit, self.language, self.keyboard = visit, language, keyboard
        self.faults: list[str] = []

    def of(self, member: Any) -> Any:
        seen = self._visit(member, language=self.language, javascript=self.keyboard)
        return ByKeyboard(seen) if self.keyboard else seen

    def look_over(self, *windows: Any) -> None:
        for each in windows:
            self.faults += each.axe() if self.keyboard else []


@pytest.mark.parametrize(("language", "keyboard"), WAYS)
def test_referral_is_prepared_sent_refused_tried_elsewhere_and_withdrawn(world, visit, language, keyboard):
    file = open_file(
        world, _intake(world, "Havre", "Yasmine Cherkaoui"), _intake(world, "Clinique", "Accueil")
    )
    other = _intake(world, "Relais", "Joy")
    first, second = file.agree(), file.agree(recipient=other.agency)
    hands = Hands(visit, language, keyboard=keyboard)
    worker, clinic, relay = hands.of(file.lead), hands.of(file.clinic), hands.of(other)

    worker.open("referrals:send", file.row.dossier_id, first.id)
    worker.pick("need", "health")
    hands.look_over(worker)
    worker.press("Keep as a draft")
    assert worker.says("Nothing has been sent: the service knows nothing of it.")
    hands.look_over(worker)
    clinic.open("referrals:board")
    assert NAME not in _text(clinic) and "F-" not in _text(clinic)
    worker.open("referrals:board")
    worker.follow(NAME)
    worker.press("Complete and send")
    worker.press("Send the referral")
    assert worker.says("Sent. You will be told when they answer, and when they do not.")

    clinic.open("home:home")
    clinic.follow_to("/referrals/")
    assert NAME in _text(clinic) and PHONE not in _text(clinic)
    hands.look_over(clinic)
    clinic.press("We are looking into it")
    _fall_silent(world)
    worker.open("notices:list")
    worker.follow("A referral waits for an answer: call them")
    assert worker.says("No answer")
    hands.look_over(worker)

    clinic.press("Decline")
    assert clinic.says("Choose why you decline: it is counted, and shows what is missing")
    clinic.pick("decline", "full")
    clinic.press("Decline")
    assert NAME not in clinic.page.locator("main dl").last.inner_text()
    hands.look_over(clinic)

    worker.page.reload()
    assert worker.says("Full") and worker.says("Declined because")
    worker.follow("Find another service")
    hands.look_over(worker)
    worker.follow_to(f"/refer/{second.id}/")
    worker.pick("need", "health")
    worker.press("Send the referral")
    relay.open("referrals:board")
    relay.follow_to("/referrals/", within=".accord-board")
    relay.write("reply", LINE)
    relay.press("Accept")
    worker.page.reload()
    assert LINE in _text(worker)
    worker.press("Withdraw it")
    relay.page.reload()
    assert relay.says("Withdrawn") and NAME not in _text(relay)
    hands.look_over(worker, relay)

    stands = "SELECT DISTINCT state FROM accord.referral ORDER BY 1"
    assert [state for (state,) in world.sql(stands)] == ["declined", "withdrawn"]
    assert hands.faults == [] and [p for each in (worker, clinic, relay) for p in each.problems] == []
    print(f"{language}: {worker.tally}")


def _intake(world: Any, agency: str, name: str) -> Any:
    place = world.agency("support", short_name=agency, city="Montréal", province="QC")
    return world.member(place, name=name, duties=["intake"])


def _fall_silent(world: Any) -> None:
    world.sql(
        "UPDATE accord.referral SET answer_by = now() - interval '1 second' WHERE state = 'in_progress'"
    )
    sound_silence(0)


def _text(window: Any) -> str:
    return str(window.page.locator("main").inner_text())
