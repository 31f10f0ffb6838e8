"""Desks of the partnership as the journeys need them, and what was filed before a journey begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.agencies.models import Agency, Member
from accord.door.demo import SignIn
from accord.dossiers.models import Dossier
from accord.reports.actions import file_report
from accord.reports.draft import IdentifierDraft
from accord.reports.models import Report
from tests.journeys.stack import Stack
from tests.reports import drafts
from tests.world import World

PLATE = "CKTR 482"


@dataclass(frozen=True)
class Desk:
    """One agency's desk, its lead and a colleague who works on it."""

    world: World
    agency: Agency
    lead: Member
    colleague: Member
    dossier: Dossier

    def file(self, *persons: Any, plate: str = "", by: Member | None = None, **more: Any) -> Report:
        """A report filed by the real action; the worker beside the test does the rest."""
        identifiers = (IdentifierDraft("plate", plate, "ON"),) if plate else ()
        facts = {
            "persons": persons,
            "identifiers": identifiers,
            "filing_reason": "Patrouille",
            "narrative": "SPVM.",
        }
        draft = drafts.short(**{**facts, **more})
        with self.world.acting(by or self.lead):
            return file_report(by=by or self.lead, dossier=self.dossier, draft=draft)

    def has_hits(self) -> int:
        return int(
            self.world.sql("SELECT count(*) FROM accord.hit WHERE dossier_id = %s", self.dossier.id)[0][0]
        )


def desk(
    world: World, short: str, city: str, lead: str, colleague: str, realm: str = "enforcement", **more: Any
) -> Desk:
    agency = world.agency(realm, short_name=short, city=city, **more)
    first, second = world.member(agency, name=lead), world.member(agency, name=colleague)
    kind = "support" if realm == "support" else "desk"
    return Desk(world, agency, first, second, world.dossier(kind, first, second, title=f"{short} 1"))


def montreal(world: World) -> Desk:
    return desk(world, "SPVM", "Montréal", "Olivier Nadon", "Maude Tremblay", province="QC")


def niagara(world: World) -> Desk:
    return desk(world, "NRPS", "St. Catharines", "Colleen Marchetti", "Dana Kowalchuk", province="ON")


def list_at_the_door(stack: Stack, *desks: Desk) -> None:
    """Whom the demonstration's sign-in page offers."""
    import json
    from dataclasses import asdict

    people = [
        SignIn(str(member.id), member.name, each.agency.name_en, each.agency.name_fr, "Officer", "Agent")
        for each in desks
        for member in (each.lead, each.colleague)
    ]
    Path(stack.data, "demo-members.json").write_text(json.dumps([asdict(person) for person in people]))
