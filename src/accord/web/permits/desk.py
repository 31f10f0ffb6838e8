"""The officer's queue: what waits, by the day on which it is looked for; what expires; what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.permits import queries
from accord.permits.clocks import today
from accord.permits.deadlines import Deadline, Why, deadline_of
from accord.permits.models import Application
from accord.permits.vocabulary import Side, State
from accord.web.permits.words import COLOURS, band, days_until, left, waited

SHOWN_DECIDED = 20


@dataclass(frozen=True)
class Received:
    """One application as the officer's queue shows it."""

    row: Application
    deadline: Deadline | None = None

    @property
    def colour(self) -> str:
        return COLOURS[State(self.row.state)]

    @property
    def waited(self) -> str:
        return waited(self.row.requested_on)

    @property
    def late(self) -> bool:
        """Nothing is late while the authority itself waits for a fact that it asked for."""
        return self.deadline is not None and not self.row.asked_fact and self.deadline.is_late(today())

    @property
    def left(self) -> str:
        return left(days_until(self.day)) if self.day else ""

    @property
    def band(self) -> str:
        return band(days_until(self.day)) if self.day else ""

    @property
    def day(self) -> date | None:
        if self.row.is_waiting:
            return self.deadline.day if self.deadline else None
        return self.row.valid_until

    @property
    def why(self) -> str:
        if self.deadline is None:
            return ""
        return self.deadline.words or str(Why(self.deadline.why).label)


def waiting() -> list[Received]:
    """What nobody has decided: the first day first, and what has none at the end, the longest waiting first."""
    return sorted(
        _with_days(queries.waiting(Side.RECEIVED)),
        key=lambda line: (line.day or date.max, line.row.requested_on, line.row.number),
    )


def received(row: Application) -> Received:
    """One that waits, with the day on which it is looked for."""
    return _with_days([row])[0]


def _with_days(rows: list[Application]) -> list[Received]:
    ends, here = queries.facts_end(rows), today()
    return [Received(row, deadline_of(row, ends.get(row.dossier_id), here)) for row in rows]


def expiring() -> list[Received]:
    return [Received(row) for row in queries.expiring(Side.RECEIVED)]


def decided() -> list[Received]:
    return [Received(row) for row in queries.decided(Side.RECEIVED)[:SHOWN_DECIDED]]
