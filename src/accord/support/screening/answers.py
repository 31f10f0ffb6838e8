"""What a worker may note at a question. A question that was skipped has no answer at all: "not asked" is absence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from accord.support.screening.instrument import Instrument, Item, Kind, Population
from accord.support.screening.words import Words, said

__all__ = ["Answered", "Kind", "Population", "State"]


class State(StrEnum):
    """How something is known, or why it is not. Refusing is an answer, and costs nothing."""

    OBSERVED = "observed"
    DISCLOSED = "disclosed"
    INFERRED = "inferred"
    NOT_OBSERVED = "not_observed"
    UNKNOWN = "unknown"
    REFUSED = "refused"

    @property
    def counts(self) -> bool:
        """Only what was seen or told counts toward strength; what a worker infers is shown and counts for nothing."""
        return self in COUNTING

    @property
    def words(self) -> Words:
        return said(f"states.{self.value}")


COUNTING = frozenset({State.OBSERVED, State.DISCLOSED})


@dataclass(frozen=True)
class Answered:
    """The answers noted on one instrument, by item id. Items that are absent were not asked.

    Raises KeyError for an id that the instrument lacks and ValueError for a state that does not exist.
    """

    instrument: Instrument
    states: Mapping[str, State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {item_id: State(state) for item_id, state in self.states.items()}
        for item_id in known:
            self.instrument.item(item_id)
        object.__setattr__(self, "states", MappingProxyType(known))

    @property
    def not_asked(self) -> tuple[Item, ...]:
        return tuple(item for item in self.instrument.items if item.id not in self.states)
