"""Two desks that met: what the matcher would have written, arranged by hand so that each test says what it needs."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from typing import Any

from accord.agencies.models import Member
from accord.deconfliction.models import Hit
from accord.dossiers.models import Dossier
from tests.world import World

_numbers = itertools.count(1000)


@dataclass(frozen=True)
class Side:
    """One desk, its lead and its row of the hit."""

    lead: Member
    desk: Dossier
    hit_id: uuid.UUID

    @property
    def hit(self) -> Hit:
        """As the lead reads it now; call it while acting as somebody of this side."""
        return Hit.objects.get(pk=(self.desk.id, self.hit_id))


def pair(
    world: World, ours: Member, theirs: Member, *, answers: tuple[str, str] = ("same", "same"), **more: Any
) -> tuple[Side, Side]:
    """A match of two open pointers, told to both desks."""
    sides = [Side(lead, world.desk(lead), uuid.uuid4()) for lead in (ours, theirs)]
    match = uuid.uuid4()
    number = f"H-{next(_numbers)}-{next(_numbers)}"
    world.sql(
        "INSERT INTO matching.match (id, number, kind, band, agreed, common, created_at)"
        " VALUES (%s, %s, 'phone', 'strong', '[]', false, now())",
        match, number,
    )  # fmt: skip
    for place, side in enumerate(sides):
        other = sides[1 - place]
        _side(world, match, place, side)
        _hit(world, side, other, number, answers[place], answers[1 - place], **more)
    return sides[0], sides[1]


def _side(world: World, match: uuid.UUID, place: int, side: Side) -> None:
    world.sql(
        "INSERT INTO matching.match_side (match_id, side, agency_id, dossier_id, subject, hit_id, told)"
        " VALUES (%s, %s, %s, %s, %s, %s, 'desk')",
        match, place, side.lead.agency_id, side.desk.id, place, side.hit_id,
    )  # fmt: skip


def _hit(
    world: World, side: Side, other: Side, number: str, answer: str, other_answer: str, **more: Any
) -> None:
    both = bool(answer and other_answer)
    values = {
        "dossier_id": side.desk.id,
        "id": side.hit_id,
        "number": number,
        "record_id": uuid.uuid4(),
        "own_reference": "R-7K3M-92QD",
        "subject_id": uuid.uuid4(),
        "subject": 1,
        "kind": "phone",
        "band": "strong",
        "agreed": '[{"field": "phone", "level": "exact"}]',
        "other_agency_id": other.lead.agency_id,
        "told": "desk",
        "my_class": "open",
        "known_to_other": True,
        "about_victim": False,
        "state": "open",
        "answer": answer,
        "answered_by": side.lead.id if answer else None,
        "other_answer": other_answer if both else "",
        "step": "none",
        "step_basis": "",
        "step_reason": "",
        "escalated": 0,
        **more,
    }
    columns = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    answered = "now()" if answer else "NULL"
    world.sql(
        f"INSERT INTO accord.hit ({columns}, created_at, filed_at, measured_from, answered_at)"
        f" VALUES ({places}, now(), now(), now(), {answered})",
        *values.values(),
    )
