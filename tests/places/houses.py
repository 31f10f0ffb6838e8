"""Services with places for tests, through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accord.agencies.models import Member
from accord.base.clock import now
from accord.places import actions
from accord.places.actions import PreNotice
from accord.places.models import Hold, Place
from tests.world import World


@dataclass
class House:
    """A shelter with one kind of places, its worker, and a worker of another service who looks for one."""

    world: World
    keeper: Member
    seeker: Member
    place: Place

    def hold(self, by: Member | None = None, **more: Any) -> Hold:
        by = by or self.seeker
        with self.world.acting(by):
            return actions.hold_place(by=by, place=self.place, **({"notice": notice()} | more))

    def word(self, hold: Hold) -> str:
        found: str = self.world.sql("SELECT word FROM accord.hold_word WHERE hold_id = %s", hold.id)[0][0]
        return found

    def ran_out(self, hold: Hold) -> None:
        """Its time is over by the database's clock, which no test can stop."""
        self.world.sql(
            "UPDATE accord.hold SET made_at = made_at - interval '5 hours', until = until - interval '5 hours',"
            " coming_at = coming_at - interval '5 hours' WHERE id = %s",
            hold.id,
        )

    def counts(self) -> tuple[int, int, int]:
        """Total, out of service, occupied."""
        found = self.world.sql(
            "SELECT total, out_of_service, occupied FROM accord.place WHERE id = %s", self.place.id
        )
        return (found[0][0], found[0][1], found[0][2])


def notice(**more: Any) -> PreNotice:
    given = {"when": now() + timedelta(minutes=30), "people": 2, "gender": "women", "language": "es"}
    return PreNotice(**(given | more))


def a_place(by: Member, **more: Any) -> Place:
    given = {"kind": "emergency", "label": "Rooms", "city": "Montréal", "province": "QC", "total": 2}
    return Place(agency=by.agency, **(given | more))


def house(world: World, keeper: Member | None = None, seeker: Member | None = None, **more: Any) -> House:
    keeper = keeper or world.member(world.agency("support", short_name="Lantern"), name="Night worker")
    seeker = seeker or world.member(world.agency("support", short_name="Harbour"), name="Advocate")
    with world.acting(keeper):
        place = actions.keep_place(by=keeper, place=a_place(keeper, **more))
    return House(world, keeper, seeker, place)
