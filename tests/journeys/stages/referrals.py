"""Referrals in several states, from the file that they began in."""

from __future__ import annotations

from typing import Any

from accord.consent.vocabulary import Fact
from accord.directory.vocabulary import Need
from accord.referrals.vocabulary import Decline, State
from tests.referrals.sending import keep, move, send
from tests.support.files import open_file

PART = "referrals"
PAGES = ["referrals:board", "referrals:referral", "referrals:choose", "referrals:send", "referrals:draft"]
NO_PAGES = {"referrals:letter", "referrals:open_file", "referrals:discard"}
SENT_EMPTY = [("referrals:send", "Send the referral")]


def play(stage: Any) -> None:
    file = open_file(stage.world)
    agreed = file.agree()
    waiting = send(file, agreed)
    late = send(file, agreed, urgent=True, need=Need.SHELTER, service_name="Havre de nuit")
    stage.world.sql("UPDATE accord.referral SET answer_by = now() WHERE event_id = %s", late.event_id)
    from accord.referrals.models import Referral

    for to, more in ((State.IN_PROGRESS, {}), (State.ACCEPTED, {"reply": "Jeudi, 10 h"}),
                     (State.DECLINED, {"decline": Decline.FULL})):  # fmt: skip
        sent = send(file, agreed, service_name="Clinique")
        with stage.world.acting(file.clinic):
            row = Referral.objects.get(event_id=sent.event_id)
        move(file, file.clinic, row, to, **more)
    file.agree(recipient=None, recipient_name="Dre Quimper")
    draft = keep(file, agreed, facts=[Fact.CHOSEN_NAME], caller="Yasmine")
    stage.visitors[PART] = file.lead
    stage.arguments |= {
        "referrals:referral": [waiting.dossier_id, waiting.event_id],
        "referrals:draft": [draft.dossier_id, draft.event_id],
        "referrals:choose": [file.row.dossier_id],
        "referrals:send": [file.row.dossier_id, agreed.id],
    }
