"""Colours and ages of referrals."""

from __future__ import annotations

from dataclasses import dataclass

from accord.base.clock import now
from accord.consent.vocabulary import Fact
from accord.referrals.models import Referral
from accord.referrals.vocabulary import OPEN, Side, State
from accord.web.consent.words import said
from accord.web.home.waits import waited

COLOURS = {
    State.SENT: "yellow", State.IN_PROGRESS: "blue", State.ACCEPTED: "green", State.DECLINED: "orange",
    State.WITHDRAWN: "grey", State.DONE: "grey", State.REVOKED: "red", State.DRAFT: "grey",
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One referral on the board. ``name``: the chosen name, where the file is the reader's own."""

    row: Referral
    name: str = ""

    @property
    def colour(self) -> str:
        return COLOURS[State(self.row.state)]

    @property
    def age(self) -> str:
        return waited(self.row.moved_at)

    @property
    def is_stalled(self) -> bool:
        """Nobody has taken it up in time."""
        waiting = self.row.state in (State.SENT, State.IN_PROGRESS)
        return waiting and self.row.answer_by <= now()

    @property
    def across(self) -> str:
        """Whom it goes to, or comes from."""
        return str(self.row.other) if self.row.side == Side.RECEIVED else self.service

    @property
    def service(self) -> str:
        """To whom she is sent, in the reader's language; outside the platform, as it was written down."""
        there = self.row.agency if self.row.side == Side.RECEIVED else self.row.other
        return str(there) if there else self.row.service_name

    @property
    def event(self) -> str:
        return str(self.row.event_id)

    @property
    def is_open(self) -> bool:
        return self.row.state in OPEN


def named(facts: dict[str, str]) -> list[tuple[str, str]]:
    """Facts with their names in the reader's language, in the order of the vocabulary."""
    return [(str(fact.label), said(fact, facts[fact.value])) for fact in Fact if fact.value in facts]
