"""What a journey costs the person who makes it: clicks, fields, keys, and seconds by the keystroke-level model.

Card, Moran and Newell, "The keystroke-level model for user performance time", CACM 23(7), 1980: 0.28 s a key for an
average non-secretary typist, 1.1 s to point, 0.2 s to click, 1.35 s to make up one's mind before each field or click.
"""

from __future__ import annotations

from dataclasses import dataclass

KEY, POINT, CLICK, THINK = 0.28, 1.1, 0.2, 1.35


@dataclass
class Tally:
    clicks: int = 0
    fields: int = 0
    keys: int = 0
    waited: float = 0.0  # seconds for the pages to come

    @property
    def by_hand(self) -> float:
        """The same on every machine."""
        return self.clicks * (POINT + CLICK + THINK) + self.fields * THINK + self.keys * KEY

    @property
    def seconds(self) -> float:
        return self.by_hand + self.waited

    def __str__(self) -> str:
        return f"{self.clicks} clicks, {self.fields} fields, {self.keys} keys, {self.seconds:.0f} s"
