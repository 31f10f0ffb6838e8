"""A referral of Haven's survivor to the clinic, as each side sees it; she agreed to it anew."""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.support.models import SupportFile
from tests.referrals.sending import keep, received, send
from tests.support.files import File
from tests.world import World


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    with world.acting(people["advocate"]):
        row = SupportFile.objects.get(dossier_id=things["file"]["dossier"])
    file = File(world, people["advocate"], people["clinic"], row)
    agreed = file.agree()
    sent = send(file, agreed)
    got = received(file)
    draft = keep(file, agreed)
    return {
        "referral": {"dossier": sent.dossier_id, "event": sent.event_id},
        "received_referral": {"dossier": got.dossier_id, "event": got.event_id},
        "draft": {"dossier": draft.dossier_id, "event": draft.event_id},
        "referring": {"dossier": sent.dossier_id, "consent": agreed.id},
    }
