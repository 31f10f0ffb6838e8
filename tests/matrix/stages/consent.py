"""Of the file: words that were really read, and a message by law that waits for a second signature."""

from __future__ import annotations

import uuid
from typing import Any

from accord.agencies.models import Member
from accord.consent.actions import record_consent
from accord.consent.pushes import actions
from accord.consent.vocabulary import Fact, PushBasis
from accord.dossiers.models import Dossier
from tests.consent.reading import read_aloud
from tests.world import World


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    dossier, by = things["file"]["dossier"], people["advocate"]
    with world.acting(by):
        push = actions.Push(
            basis=PushBasis.LIFE_THREAT, law="A-2.1-59.1", purpose="To warn", why="No time",
            facts={Fact.CHOSEN_NAME: "Luna"}, recipient_name="Ambulance",
        )  # fmt: skip
        made = actions.propose_push(
            by=by, dossier=Dossier.objects.get(pk=dossier), push=push, form_key=uuid.uuid4()
        )
    with world.acting(by):
        read = read_aloud(by.agency, people["clinic"].agency)
        agreed = record_consent(by=by, dossier=Dossier.objects.get(pk=dossier), asked=read)
    return {
        "agreed": {"dossier": dossier, "id": agreed.id},
        "push": {"dossier": dossier, "id": made},
        "wording": {"language": "es"},
    }
