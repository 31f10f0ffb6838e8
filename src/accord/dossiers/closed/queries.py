"""Closed files as those see them who may propose that one is read again: numbers and days, never a name of hers."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accord.agencies.models import Duty, Member
from accord.base import audit
from accord.base.row_security.call import call
from accord.dossiers.closed.models import Need, State

MOST = 50


@dataclass(frozen=True)
class Reader:
    name: str
    until: datetime


@dataclass(frozen=True)
class Waiting:
    """A proposal: members by id, the reason by its code and in words."""

    whom: uuid.UUID
    proposed_by: uuid.UUID
    proposed_at: datetime
    need: Need
    words: str
    days: int


@dataclass(frozen=True)
class ClosedFile:
    id: uuid.UUID
    reference: str
    opened: datetime
    closed: datetime
    led_by: str
    readers: list[Reader]
    waits: Waiting | None


@dataclass(frozen=True)
class Entry:
    """One line of the register: who was let read which file, why, who proposed it and who decided."""

    at: datetime
    reference: str
    need: Need
    words: str
    days: int
    state: State
    whom: str
    proposed_by: str
    ended_by: str


def closed_files(sought: str = "") -> list[ClosedFile]:
    """Where something waits, then the last closed, 50 at most; ``sought`` is a part of the number."""
    audit.record("closed_files.read")
    return [_file(line) for line in json.loads(call("closed_files", sought, None, MOST))]


def awaiting(member: Member) -> list[ClosedFile]:
    """Where a custodian's agreement is asked: proposals of others, that others are to read."""
    if not member.has_duty(Duty.CUSTODIAN):
        return []
    files = [_file(line) for line in json.loads(call("closed_files", "", None, MOST))]
    return [
        each for each in files if each.waits and member.id not in (each.waits.whom, each.waits.proposed_by)
    ]


def closed_file(dossier_id: uuid.UUID) -> ClosedFile | None:
    """None where there is none that one may propose for."""
    found = [_file(line) for line in json.loads(call("closed_files", "", dossier_id, 1))]
    return found[0] if found else None


def register() -> list[Entry]:
    """The newest first; whole for custodians, else of the files that one leads."""
    return [
        Entry(
            at=_moment(line["at"]), reference=line["reference"], need=Need(line["need"]), words=line["words"],
            days=line["days"], state=State(line["state"]), whom=line["whom"] or "",
            proposed_by=line["proposed_by"] or "", ended_by=line["ended_by"] or "",
        )
        for line in json.loads(call("consultations"))
    ]  # fmt: skip


def _file(line: dict[str, Any]) -> ClosedFile:
    waits = line["waits"]
    return ClosedFile(
        id=uuid.UUID(line["dossier"]),
        reference=line["reference"],
        opened=_moment(line["opened"]),
        closed=_moment(line["closed"]),
        led_by=line["led_by"] or "",
        readers=[Reader(each["name"], _moment(each["until"])) for each in line["readers"]],
        waits=waits and Waiting(
            whom=uuid.UUID(waits["whom"]), proposed_by=uuid.UUID(waits["proposed_by"]),
            proposed_at=_moment(waits["proposed_at"]), need=Need(waits["need"]), words=waits["words"],
            days=waits["days"],
        ),
    )  # fmt: skip


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
