"""A service's closed files: one that somebody reads, one that waits, one that nobody reads."""

from __future__ import annotations

import uuid
from typing import Any

from accord.dossiers.closed.actions import agree_consultation, propose_consultation
from accord.dossiers.closed.models import Need
from accord.support import actions as support
from accord.support.vocabulary import Closing
from tests.support.files import open_file

PART = "closed"
PAGES = ["console:closed", "console:closed_file"]
NO_PAGES = {"console:agree", "console:drop"}
SENT_EMPTY = [("console:closed_file", "Propose")]


def play(stage: Any) -> None:
    world = stage.world
    haven = world.agency("support", short_name="Havre", city="Montréal", province="QC")
    lead = world.member(haven, name="Rosalie Minville")
    first, second = (
        world.member(haven, name=name, duties=["custodian"]) for name in ("Ayla Roy", "Béatrice Côté")
    )
    reader = world.member(haven, name="Noor Haddad")
    first_file = open_file(world, lead=lead)
    files = [first_file, *(open_file(world, lead=lead, clinic=first_file.clinic) for _n in range(2))]
    for file in files:
        with world.acting(lead):
            support.close_file(by=lead, file=file.row, closing=Closing.REACHED)
    asked = [
        (files[0], Need.COURT_ORDER, "Ordonnance 500-36-1, greffe de Montréal, 3 novembre"),
        (files[1], Need.COPY, "Demandé au téléphone le 12 novembre"),
    ]
    for file, need, words in asked:
        with world.acting(first):
            propose_consultation(
                by=first, dossier_id=file.row.dossier_id, whom=reader, need=need, words=words, days=14,
                form_key=uuid.uuid4(),
            )  # fmt: skip
    with world.acting(second):
        agree_consultation(by=second, dossier_id=files[0].row.dossier_id)
    world.sql("UPDATE accord.seat SET until = now() WHERE member_id = %s", lead.id)
    stage.visitors[PART] = second
    stage.arguments["console:closed_file"] = [files[2].row.dossier_id]
