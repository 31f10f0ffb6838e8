"""Places held for survivors of the story: one who was turned away and is placed, and holds of every ending."""

from __future__ import annotations

from datetime import timedelta

from accord.base import clock
from accord.base.clock import now
from accord.places import actions as places
from accord.places.actions import PreNotice
from accord.places.fit import Kind
from accord.places.models import Hold, Place
from accord.places.queries import words_of
from accord.places.tasks import expire_holds
from accord.places.vocabulary import Why
from accord.story.cast import story_id
from accord.story.stage import Stage
from accord.story.told import Told, lead_of, member
from accord.support import actions
from accord.support.tasks import settle_held_places

NIGHT = ("Havre", "Nuit, femmes")
LODGE = ("Lakeside", "Lodge")
# Who held where, how many hours ago, and how it ended.
ENDED = (
    ("Passerelle", LODGE, 30, "refused"), ("Clinique", LODGE, 26, "released"), ("Jeunes", NIGHT, 22, "expired"),
)  # fmt: skip


def hold_for(told: Told, _rest: str) -> None:
    """A bed for tonight, held now; the file remembers it."""
    _hold(told, LODGE if told.life.by == "Lakeside" else NIGHT)


def turned_away_and_placed(told: Told, _rest: str) -> None:
    """Yesterday the night house was full; today there is a bed, she comes and says the word."""
    yesterday = now() - timedelta(hours=27)
    with clock.replaced(now=lambda: yesterday), told.acting():
        places.turn_away(
            by=told.by, kind=Kind.EMERGENCY, reason=Why.FULL, facts={"people": 1, "province": told.life.province},
            form_key=story_id("away", told.life.name),
        )  # fmt: skip
    hold = _hold(told, LODGE)
    with told.acting():
        word = words_of([hold])[hold.id]
    house = lead_of(LODGE[0])
    with told.acting(house):
        places.arrive(by=member(house), hold=hold, word=word)
    settle_held_places()


def end_holds(stage: Stage) -> None:
    """What was held the day before, and came to nothing."""
    for agency, (house, label), hours, how in ENDED:
        at = now() - timedelta(hours=hours)
        part, keeper = lead_of(agency), lead_of(house)
        with clock.replaced(now=lambda at=at: at):  # type: ignore[misc]
            with stage.acting(part, "story.places"):
                place = Place.objects.get(pk=story_id("place", house, label))
                notice = PreNotice(when=at + timedelta(minutes=40), gender="women")
                key = story_id("hold", agency, how)
                hold = places.hold_place(by=member(part), place=place, notice=notice, form_key=key)
                if how == "released":
                    places.release_hold(by=member(part), hold=hold)
            if how == "refused":
                with stage.acting(keeper, "story.places"):
                    places.refuse_hold(by=member(keeper), hold=hold, reason=Why.CRITERIA)
    expire_holds()


def _hold(told: Told, where: tuple[str, str]) -> Hold:
    with told.acting():
        place = Place.objects.get(pk=story_id("place", *where))
        language = told.life.languages.split()[0]
        notice = PreNotice(when=now() + timedelta(minutes=40), gender="women", language=language)
        hold = places.hold_place(
            by=told.by, place=place, notice=notice, form_key=story_id("hold", told.life.name)
        )
        actions.keep_hold(by=told.by, file=told.file, hold=hold)
        return hold
