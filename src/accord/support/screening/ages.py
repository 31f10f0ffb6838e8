"""Ages on a day. A person who turns 18 while a file is open stays noted as a minor at intake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.support.screening.instrument import Population

ADULT_AT = (
    18  # of the Palermo Protocol (art. 3 d) and of the Criminal Code; provinces differ for their own laws
)


def age_on(date_of_birth: date, today: date) -> int:
    """Whole years. Who was born on 29 February is a year older on 1 March of a common year, never a day too early:
    in doubt the protections of a child last. Raises ValueError for a birth after ``today``."""
    if date_of_birth > today:
        raise ValueError("born after the day asked for: check the date of birth")
    before_birthday = (today.month, today.day) < (date_of_birth.month, date_of_birth.day)
    return today.year - date_of_birth.year - before_birthday


@dataclass(frozen=True, slots=True)
class Ages:
    """A person's age when the file was opened and now, in whole years."""

    at_intake: int
    now: int

    @classmethod
    def of(cls, date_of_birth: date, *, intake_on: date, today: date) -> Ages:
        """``today`` may not be before ``intake_on``."""
        if today < intake_on:
            raise ValueError("today is before the intake")
        return cls(age_on(date_of_birth, intake_on), age_on(date_of_birth, today))

    @property
    def minor_at_intake(self) -> bool:
        return self.at_intake < ADULT_AT

    @property
    def minor_now(self) -> bool:
        return self.now < ADULT_AT

    @property
    def turned_adult_since(self) -> bool:
        return self.minor_at_intake and not self.minor_now

    @property
    def population(self) -> Population:
        """By which the tests read what was told at intake: what was done to a child was done to a child."""
        return Population.MINOR if self.minor_at_intake else Population.ADULT
