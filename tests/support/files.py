"""Survivors' files for tests, through the real actions. Persons are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accord.agencies.models import Agency, Member
from accord.consent import actions as consents
from accord.consent.actions import Asked
from accord.consent.models import Consent
from accord.consent.vocabulary import Able, Fact, How, Purpose
from accord.dossiers.models import Dossier
from accord.support import actions
from accord.support.actions.file import FileDraft
from accord.support.models import SupportFile
from accord.support.vocabulary import AgeGroup, Gender, Identity
from tests.world import World

NAME, LEGAL, PHONE = "Luna", "Marisol Quetzal-Vega", "514 555 0177"


@dataclass
class File:
    """A file with its lead; ``clinic`` is another service's intake."""

    world: World
    lead: Member
    clinic: Member
    row: SupportFile

    @property
    def dossier(self) -> Dossier:
        return Dossier(
            id=self.row.dossier_id, kind="support", owner=self.lead.agency, title=self.row.reference
        )

    def agree(self, **more: Any) -> Consent:
        with self.world.acting(self.lead):
            return consents.record_consent(
                by=self.lead, dossier=self.dossier, asked=asked(**({"recipient": self.clinic.agency} | more))
            )


def asked(recipient: Agency | None = None, **more: Any) -> Asked:
    given: dict[str, Any] = {
        "purpose": Purpose.REFERRAL, "facts": [Fact.CHOSEN_NAME, Fact.NEEDS, Fact.LANGUAGES], "document": "I agree.",
        "text_version": "1", "language": "es", "how": How.READ_ALOUD, "able": Able.ADULT, "witness": "Night worker",
        "recipient": recipient,
    }  # fmt: skip
    return Asked(**(given | more))


def open_file(world: World, lead: Member | None = None, clinic: Member | None = None, **more: Any) -> File:
    lead = lead or world.member(world.agency("support", short_name="Haven"), name="Advocate")
    clinic = clinic or world.member(
        world.agency("support", short_name="Clinic"), name="Clinic intake", duties=["intake"]
    )
    identity = {Identity.CHOSEN_NAME: NAME, Identity.LEGAL_NAME: LEGAL, Identity.PHONE: PHONE}
    draft = FileDraft(
        **{"age_group": AgeGroup.ADULT, "age": 23, "gender": Gender.WOMAN, "languages": ["es", "fr"],
           "city": "Montréal", "province": "QC", "identity": identity, **more}
    )  # fmt: skip
    with world.acting(lead):
        row = actions.open_file(by=lead, draft=draft)
    return File(world, lead, clinic, row)
