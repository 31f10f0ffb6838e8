"""What a reader asks of the picture: which sources, which kinds of nodes, which way, which cities."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accord.cases.network.sources import Source
from accord.reports.vocabulary import SOURCE_GRADES, GradingScheme

# Reports and desks are in every link's evidence; drawn as nodes they tie everything to everything.
DRAWN = ("person", "identifier", "premises", "city", "beyond")
KINDS = (*DRAWN, "report", "desk")
MOST_OPENED = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """``opened``: nodes whose next hop is in the picture; ``desks``: the hop from all of them. Node ids are public.

    ``since`` and ``until`` are first and last day. ``grades``: per scheme the lowest source grade that counts.
    """

    desks: bool = False
    opened: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    grades: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = DRAWN
    start: str = ""
    end: str = ""
    cities: tuple[str, str] = ("", "")
    layout: uuid.UUID | None = None

    @property
    def names_nodes(self) -> bool:
        return bool(self.opened or self.start or self.end or any(self.cities))

    def admits(self, source: Source) -> bool:
        """Whether what this source says is in the picture: by its day and by its grade."""
        if (self.since and source.on < self.since) or (self.until and source.on > self.until):
            return False
        return not self.grades or self._is_graded_enough(source)

    def _is_graded_enough(self, source: Source) -> bool:
        """The two scales are never converted: each has its own floor. What carries no grade is below every floor."""
        if not source.scheme or not source.source_grade:
            return False
        lowest = dict(self.grades).get(source.scheme)
        scale = list(SOURCE_GRADES[GradingScheme(source.scheme)])
        return lowest is None or scale.index(source.source_grade) <= scale.index(lowest)

    def saved(self) -> dict[str, Any]:
        """As a saved layout keeps it. Chosen persons and cities are not kept: they could tell of rows not shared."""
        return {
            "desks": self.desks,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "grades": dict(self.grades),
            "kinds": list(self.kinds),
            "opened": list(self.opened),
        }


def restored(saved: Mapping[str, Any], layout: uuid.UUID) -> Asked:
    """What ``Asked.saved`` kept, as asked again."""
    return Asked(
        desks=bool(saved.get("desks")),
        opened=tuple(saved.get("opened", ()))[:MOST_OPENED],
        since=date.fromisoformat(saved["since"]) if saved.get("since") else None,
        until=date.fromisoformat(saved["until"]) if saved.get("until") else None,
        grades=tuple(sorted(saved.get("grades", {}).items())),
        kinds=tuple(kind for kind in saved.get("kinds", DRAWN) if kind in KINDS),
        layout=layout,
    )
