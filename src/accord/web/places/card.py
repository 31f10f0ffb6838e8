"""One place, and one hold, as the pages draw them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from accord.agencies.models import Member
from accord.places import rules
from accord.places.fit import Match
from accord.places.models import Hold, Place
from accord.places.queries import Standing
from accord.places.vocabulary import HoldState
from accord.web.places import words
from accord.web.places.drawing import Counts
from accord.web.places.moments import Countdown, ago, local_time


@dataclass(frozen=True)
class Card:
    """A place as it stands; ``match`` says how it fits whoever is looked for."""

    standing: Standing
    match: Match | None = None

    @property
    def place(self) -> Place:
        return self.standing.place

    @property
    def counts(self) -> Counts:
        return Counts.of([self.standing])

    @property
    def kind(self) -> str:
        return capfirst(self.place.get_kind_display())

    @property
    def where(self) -> str:
        return words.where(self.place)

    @property
    def takes(self) -> list[str]:
        return words.takes(self.place)

    @property
    def confirmed(self) -> str:
        return ago(self.place.confirmed_at, self.standing.at)

    @property
    def is_stale(self) -> bool:
        return self.standing.is_stale


@dataclass(frozen=True)
class HoldLine:
    """A hold for one of its two sides. ``word`` is empty for the provider."""

    hold: Hold
    member: Member
    at: datetime
    word: str = ""
    form: Any = field(default=None, compare=False)

    @property
    def countdown(self) -> Countdown:
        return Countdown(self.hold.until, self.at, self.hold.place.zone)

    @property
    def state(self) -> HoldState:
        return self.hold.state_at(self.at)

    @property
    def is_live(self) -> bool:
        return self.state == HoldState.HELD

    @property
    def is_ours_to_give(self) -> bool:
        return rules.provides(self.member, self.hold)

    @property
    def is_ours_to_use(self) -> bool:
        return rules.holds(self.member, self.hold)

    @property
    def coming(self) -> str:
        return local_time(self.hold.coming_at, self.hold.place.zone)

    @property
    def ended(self) -> str:
        return local_time(self.hold.ended_at or self.hold.until, self.hold.place.zone)

    @property
    def who_comes(self) -> list[str]:
        return words.who_comes(self.hold)

    @property
    def where(self) -> str:
        return words.where(self.hold.place)
