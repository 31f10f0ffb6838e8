"""Two sides of the wall for tests: an officer with a desk, and a survivor's file with its advocate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accord.agencies.models import Member
from accord.base.clock import now
from accord.bridges import actions
from accord.bridges.actions import FiveFacts, Line
from accord.bridges.models import Bridge, BridgeDate, PlaceRequest
from accord.bridges.vocabulary import Errand, Gender, Occasion, When
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.models import Dossier
from tests.support.files import File, open_file
from tests.world import World

FIVE = FiveFacts(When.TONIGHT, 1, Gender.WOMAN, "es", False)
PURPOSE = {Errand.MEETING: Purpose.POLICE, Errand.COURT: Purpose.COURT}


@dataclass
class Sides:
    """``officer`` works on ``desk`` and receives; ``file`` is the survivor's, ``file.clinic`` the service asked."""

    world: World
    officer: Member
    desk: Dossier
    file: File

    def ask(self, **more: Any) -> PlaceRequest:
        with self.world.acting(self.officer):
            return actions.ask_for_place(
                by=self.officer, desk=self.desk, of=self.file.clinic.agency, **({"facts": FIVE} | more)
            )

    def asked(self) -> PlaceRequest:
        """The service's own row of the only request."""
        with self.world.acting(self.file.clinic):
            return PlaceRequest.objects.get()

    def agree(self, errand: Errand = Errand.MEETING, **more: Any) -> Consent:
        given = {"recipient": self.officer.agency, "purpose": PURPOSE[errand], "facts": [Fact.CHOSEN_NAME]}
        return self.file.agree(**(given | more))

    def line(self, consent: Consent, errand: Errand = Errand.MEETING) -> Bridge:
        with self.world.acting(self.file.lead):
            return self.opened(consent, errand)

    def opened(self, consent: Consent, errand: Errand = Errand.MEETING) -> Bridge:
        """The same, where the lead is acting already."""
        return actions.open_bridge(
            by=self.file.lead,
            consent=consent,
            line=Line(errand, "Advocate", "+1 514 555 0100", "es", interpreter=True),
            facts={Fact.CHOSEN_NAME: "Luna"},
        )

    def across(self) -> Bridge:
        with self.world.acting(self.officer):
            return Bridge.objects.get()

    def date(self, by: Member, bridge: Bridge, **more: Any) -> BridgeDate:
        given: dict[str, Any] = {"at": now() + dt.timedelta(days=3), "occasion": Occasion.MEETING}
        with self.world.acting(by):
            return actions.propose_date(by=by, bridge=bridge, **(given | more))


def sides(world: World, *, immigration: bool = False) -> Sides:
    police = world.agency("enforcement", short_name="Police", immigration=immigration)
    officer = world.member(police, name="Officer", duties=["intake"])
    return Sides(world, officer, world.desk(officer), open_file(world))
