"""Flow 2 as one unbroken chain: a walk-in is screened, asked, referred, housed, applied for and called again; and then
she takes everything back with her card.

Told once and made twice: in English without scripts, in French with the keyboard alone. Each step begins on the page
where the one before has ended, or on one that the file's task list leads to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from accord.agencies.models import Member
from accord.consent import actions as consents
from accord.consent.vocabulary import Fact, Purpose
from accord.consent.wording import shipped
from accord.dossiers.models import Dossier
from accord.permits.loading import load
from accord.support.tasks import settle_held_places
from tests.journeys.deeds import ask_her, describe_her, refer_her
from tests.journeys.hands import ByKeyboard
from tests.journeys.newcomer import Newcomer
from tests.places.houses import House, house
from tests.support.files import asked

MINUTES = (
    12  # from the door to the referral and the application, also for who sees the screens for the first time
)
HOLD_CLICKS, HOLD_SECONDS = 3, 60
LEGAL = "Marisol Quetzal-Vega"


@dataclass
class Town:
    """Who is met on the way."""

    worker: Member
    clinic: Member
    officer: Member
    team: Member
    lantern: House


def town(world: Any) -> Town:
    load()
    worker = _member(world, "support", "Havre", "Yasmine Cherkaoui")
    keeper = _member(world, "support", "Lanterne", "Nuit", duties=["intake"])
    return Town(
        worker,
        _member(world, "support", "Clinique", "Accueil", duties=["intake"]),
        _member(world, "authority", "IRCC", "Agente", duties=["intake"]),
        _member(world, "support", "Maison Aube", "Équipe", duties=["intake"]),
        house(world, keeper, worker, label="Chambres Lilas", genders=["women"]),
    )


def _member(world: Any, realm: str, name: str, who: str, **more: Any) -> Member:
    member: Member = world.member(
        world.agency(realm, short_name=name, city="Montréal", province="QC"), name=who, **more
    )
    return member


@pytest.mark.parametrize(
    ("language", "keys"), [("en", False), ("fr", True)], ids=["en-no-scripts", "fr-keyboard"]
)
def test_from_the_door_to_the_follow_up_and_all_taken_back(world, visit, language, keys):
    here = town(world)
    window = visit(here.worker, language=language, javascript=keys)
    night = ByKeyboard(window) if keys else window
    taken: dict[str, Any] = {}
    first_time = window.newcomer = Newcomer(language)
    with night.counting() as in_all:
        for name, deed in (
            ("file", _open), ("screening", _screen), ("consent", lambda on: _agree(on, "referral", here.clinic)),
            ("referral", _refer), ("hold", _hold),
        ):  # fmt: skip
            with night.counting() as taken[name]:
                deed(night)
            if name == "file":
                before = night.tally.by_hand + first_time.seconds
        word = _arrive(here, visit, language)
        with night.counting() as taken["permit"]:
            _apply(night, here.officer)
        newcomer = night.tally.by_hand + first_time.seconds - before
        window.newcomer = None
        settle_held_places()
        with night.counting() as taken["follow-up"]:
            _call(night)
    print(language, *(f"{name}: {each};" for name, each in taken.items()), f"in all: {in_all}")
    print(language, f"for the first time, from screening to application: {newcomer:.0f} s; {first_time}")
    assert word and in_all.seconds <= MINUTES * 60, str(in_all)
    assert newcomer <= MINUTES * 60, f"{newcomer:.0f} s; {first_time}"
    assert taken["hold"].clicks <= HOLD_CLICKS and taken["hold"].seconds <= HOLD_SECONDS, str(taken["hold"])
    _taken_back(world, here, visit, night, language)
    assert night.problems == []


def _open(night: Any) -> None:
    night.open("support:list")
    night.follow_to("/support/new/")
    describe_her(night)


def _screen(night: Any) -> None:
    night.follow_to("/screening/")
    night.press("Begin the screening")
    assert 1 <= night.page.locator("main select:visible").count() <= 10
    for item, answer in (("W.01", "disclosed"), ("W.03", "observed"), ("W.04", "refused")):
        night.pick(item, answer)
    night.press("Save what was said")
    assert night.says("Three tests, side by side")
    night.follow("Back to the file", within="body")


def _agree(night: Any, purpose: str, recipient: Member) -> None:
    night.follow_to("/consent/")
    night.follow_to("/consent/new/")
    ask_her(night, purpose, str(recipient.agency_id))
    assert night.says("The agreement is saved.")


def _refer(night: Any) -> None:
    refer_her(night)
    night.follow("Back to the file", within="body")


def _hold(night: Any) -> None:
    """From the file: who has room stands on the page that the first click opens."""
    night.follow_to("/place/")
    assert night.page.locator("select[name=gender]").input_value() == "women"
    assert night.page.locator("input[name=age]").input_value() == "22"
    night.push("main article button")
    night.push("main form button[type=submit]:not([name=to])")
    assert night.says("The place is held, and the hold is kept in this file.")


def _arrive(here: Town, visit: Any, language: str) -> str:
    """At the door they hear the word, and know of no file."""
    with here.lantern.world.acting(here.worker):
        dossier = Dossier.objects.get(kind="support")
    word: str = here.lantern.world.sql("SELECT word FROM accord.hold_word")[0][0]
    door = visit(here.lantern.keeper, language=language, javascript=False)
    door.open("places:holds")
    for secret in ("Luna", str(dossier.id), dossier.title, word):
        assert secret not in door.page.locator("main").inner_text(), secret
    with door.counting() as arriving:
        door.write("word", word)
        door.push("main article form button")
    assert arriving.clicks == 1
    assert here.lantern.counts() == (2, 0, 1)
    return word


def _apply(night: Any, officer: Member) -> None:
    night.follow("Back to the file", within="body")
    _agree(night, "permit", officer)
    night.follow_to("/rights/")
    night.push("main a[href*='/support/'][href*='/rights/trp-vtip/']")
    night.write("fact_legal_name", LEGAL)
    night.press("Make the application")
    assert night.says("The application is made.")


def _call(night: Any) -> None:
    """The first follow-up, in one click; those of the arrival stand beside those of the intake."""
    night.open("support:list")
    night.follow("Luna")
    night.follow_to("/follow-ups/")
    assert night.page.locator("main dd form").count() == 6
    night.push("main dd form button[name=outcome]")


def _taken_back(world: Any, here: Town, visit: Any, night: Any, language: str) -> None:
    with world.acting(here.worker):
        dossier = Dossier.objects.get(kind="support")
        whole = asked(here.team.agency, purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE])
        consent = consents.record_consent(by=here.worker, dossier=dossier, asked=whole)
        consents.admit_care_team(by=here.worker, dossier=dossier, consent=consent)
    clinic, officer, team = (
        visit(each, language=language, javascript=False) for each in (here.clinic, here.officer, here.team)
    )
    assert _application(officer) and _referral(clinic) and team.open("support:file", dossier.id).status == 200

    night.open("consent:card", dossier.id)
    night.press("Show a new code on the screen")
    code = night.page.locator(".govuk-inset-text .accord-number").last.inner_text()
    herself = visit(None, language=language, javascript=False)
    herself.open("consent:withdraw")
    herself.write("code", code.lower().replace(" ", ""))
    herself.press("Continue")
    words = shipped()[language].words["withdraw"]  # the page speaks from the texts of the cards
    herself.press(words["yes"])
    assert herself.says(words["taken"])

    assert not _application(officer) and not _referral(clinic)
    assert team.open("support:file", dossier.id).status == 404
    told = {
        who: {kind for (kind,) in world.sql("SELECT kind FROM accord.notice WHERE recipient_id = %s", who.id)}
        for who in (here.worker, here.team, here.clinic, here.officer)
    }
    assert "consent_ended" in told[here.worker] & told[here.team], told
    assert "referral_moved" in told[here.clinic] and "application_changed" in told[here.officer], told
    assert world.sql("SELECT DISTINCT state FROM accord.referral") == [("revoked",)]
    night.open("support:file", dossier.id)
    night.follow_to("/refer/")
    night.follow_to("/referrals/")
    assert night.says("The survivor’s agreement has ended")
    night.follow("Back to the file", within="body")
    night.follow_to("/consent/")
    assert night.says("Nothing is agreed at present: nothing of this file may be given.")
    night.open("support:file", dossier.id)
    assert "Luna" in night.page.locator("main").inner_text(), "her help goes on"


def _application(officer: Any) -> bool:
    """Whether the officer can still read who she is."""
    return _tells(officer, "permits:list", "main table a.accord-number", LEGAL)


def _referral(clinic: Any) -> bool:
    """Whether the clinic can still read what she is called."""
    return _tells(clinic, "referrals:board", ".accord-board a[href*='/referrals/']", "Luna")


def _tells(window: Any, board: str, selector: str, secret: str) -> bool:
    """The first of what stands on a board, opened; or nothing stands there."""
    window.open(board, query="?side=received")
    if window.page.locator(selector).count():
        window.push(selector)
    return secret in window.page.locator("main").inner_text()
