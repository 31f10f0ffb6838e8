"""From answers to a named level, by rule (so many strong, so many medium …) or by sum. Rising: more never says less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.support.screening.words import Words

# Of each kind of minimum, the strengths that it counts.
COUNTED = {
    "strong": ("strong",),
    "medium": ("medium",),
    "weak": ("weak",),
    "medium_or_weak": ("medium", "weak"),
    "any": ("strong", "medium", "weak"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers that count, by strength; ``total`` is their sum where weights are numbers or have values."""

    strong: int = 0
    medium: int = 0
    weak: int = 0
    total: float = 0.0
    answers: int = 0

    def of(self, kind: str) -> int:
        return sum(getattr(self, strength) for strength in COUNTED[kind])


@dataclass(frozen=True, slots=True)
class Band:
    """One level: reached by ``at_least`` (sum) or by any of several sets of minimums (rule)."""

    code: str
    title: Words
    at_least: float | None = None
    any_of: tuple[tuple[tuple[str, int], ...], ...] = ()

    def holds(self, counts: Counts) -> bool:
        if self.at_least is not None:
            return counts.total >= self.at_least
        return any(all(counts.of(kind) >= least for kind, least in minimums) for minimums in self.any_of)


@dataclass(frozen=True, slots=True)
class Bands:
    """The levels of an instrument, lowest first, read over each dimension or over the whole."""

    over: str  # dimension or whole
    by: str  # rule or sum
    steps: tuple[Band, ...]
    values: Mapping[str, float] = field(default_factory=dict)

    def reached(self, counts: Counts) -> Band | None:
        """The highest level that holds; None below the lowest."""
        return next((band for band in reversed(self.steps) if band.holds(counts)), None)
