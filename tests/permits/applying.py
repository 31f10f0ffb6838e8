"""A survivor's file, an authority with two officers, and the rights that come with the platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accord.agencies.models import Member
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact, Purpose
from accord.permits import actions
from accord.permits.loading import load
from accord.permits.models import Application, Right
from tests.support.files import File, open_file
from tests.world import World

FACTS = [Fact.LEGAL_NAME, Fact.DATE_OF_BIRTH, Fact.SAFE_CONTACT, Fact.SUMMARY]
SUMMARY = "Was held in a motel, got away in June."


@dataclass
class Office:
    """``officer`` receives what is sent to the authority; ``file`` is the survivor's."""

    world: World
    file: File
    officer: Member

    def right(self, code: str = "trp-vtip") -> Right:
        return Right.objects.get(code=code)

    def agree(self, **more: Any) -> Consent:
        given = {
            "recipient": self.officer.agency,
            "purpose": Purpose.PERMIT,
            "facts": FACTS,
            "days": 60,
        } | more
        return self.file.agree(**given)

    def apply(self, consent: Consent | None = None, **more: Any) -> Application:
        consent = consent or self.agree()
        given: dict[str, Any] = {
            "by": self.file.lead, "file": self.file.row, "right": self.right(), "consent": consent,
            "typed": {Fact.SUMMARY: SUMMARY}, "stages": ["ask-after"],
        }  # fmt: skip
        with self.world.acting(self.file.lead):
            return actions.apply_for_right(**(given | more))

    def received(self) -> Application:
        with self.world.acting(self.officer):
            return Application.objects.get(side="received")

    def sent(self) -> Application:
        with self.world.acting(self.file.lead):
            return Application.objects.get(side="sent")


def office(world: World, **more: Any) -> Office:
    load()
    authority = world.agency("authority", short_name="IRCC", city="Montréal", province="QC")
    officer = world.member(authority, name="Officer", duties=["intake"])
    return Office(world, open_file(world, **more), officer)
