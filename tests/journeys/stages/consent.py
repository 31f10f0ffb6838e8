"""A file with agreements of every kind: one that holds and was read, one taken back, one refused; and one by law."""

from __future__ import annotations

import uuid
from typing import Any

from accord.consent import actions as consents
from accord.consent.pushes import actions as pushes
from accord.consent.vocabulary import Answer, Fact, Purpose, PushBasis
from accord.dossiers.models import Disclosure
from tests.consent.reading import read_aloud
from tests.support.files import asked, open_file

PART = "consent"
PAGES = [
    "consent:ledger", "consent:new", "consent:agreement", "consent:take_back", "consent:give", "consent:card",
    "consent:looked", "consent:pushes", "consent:new_push", "consent:push", "consent:register", "consent:texts",
    "consent:wording", "consent:withdraw",
]  # fmt: skip
NO_PAGES = {"consent:copy", "consent:admit", "consent:looked_paper", "consent:register_csv"}
SENT_EMPTY = [
    ("consent:new", "Continue"), ("consent:new_push", "Continue"), ("consent:withdraw", "Continue"),
]  # fmt: skip


def play(stage: Any) -> None:
    world = stage.world
    haven = world.agency("support", short_name="Havre", city="Montréal", province="QC")
    lead = world.member(haven, name="Rosalie Minville", duties=["administrator", "custodian"])
    file = open_file(world, lead=lead)
    stage.visitors[PART] = lead
    with world.acting(lead):
        read = read_aloud(haven, file.clinic.agency)
        held = consents.record_consent(by=lead, dossier=file.dossier, asked=read)
    gone = file.agree(purpose=Purpose.COMPENSATION)
    with world.acting(lead):
        event, _arrival = consents.disclose(
            by=lead, consent=held, subject="person", title="S-1", facts={Fact.CHOSEN_NAME: "Luna"}
        )
        consents.withdraw_consent(by=lead, consent=gone)
        consents.record_consent(
            by=lead, dossier=file.dossier, asked=asked(file.clinic.agency), answer=Answer.REFUSED
        )
        push = pushes.propose_push(
            by=lead, dossier=file.dossier, form_key=uuid.uuid4(),
            push=pushes.Push(
                basis=PushBasis.CHILD_DUTY, law="YPA-39", purpose="Protection", why="Une enfant.",
                facts={Fact.CHILDREN: "Une enfant"}, recipient_name="DPJ de Montréal",
            ),
        )  # fmt: skip
    with world.acting(file.clinic):
        from accord.base.row_security.call import call

        assert Disclosure.objects.get(event_id=event)
        call("note_disclosure_read", event)
    key = [file.row.dossier_id]
    stage.arguments |= {
        f"consent:{name}": key for name in ("ledger", "new", "card", "looked", "pushes", "new_push")
    }
    stage.arguments |= {f"consent:{name}": [*key, held.id] for name in ("agreement", "take_back", "give")}
    stage.arguments |= {"consent:push": [*key, push], "consent:wording": ["es"]}
