"""Whether she is under 18 now, and whether she was when she was met: the second never changes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accord.base.clock import now
from accord.dossiers.sealing import sealings
from accord.support.actions.identity import TABLE
from accord.support.models import IdentityField, SupportFile
from accord.support.screening import Population, age_on
from accord.support.screening.ages import ADULT_AT
from accord.support.vocabulary import AgeGroup, Identity


@dataclass(frozen=True)
class Minority:
    """``when_met`` and ``today``: True, False, or None where the age is not known. ``age`` in years today, if known."""

    when_met: bool | None
    today: bool | None
    age: int | None = None

    @property
    def turned_adult(self) -> bool:
        return bool(self.when_met) and self.today is False

    @property
    def population(self) -> Population:
        """By which the tests read what was told: what was done to a child was done to a child."""
        return Population.MINOR if self.when_met else Population.ADULT


def minority(file: SupportFile) -> Minority:
    return minorities([file])[file.dossier_id]


def minorities(files: Collection[SupportFile]) -> dict[uuid.UUID, Minority]:
    """Of several files in two queries. The sealed date of birth is used and not shown."""
    ids = [file.dossier_id for file in files]
    seals, born = sealings(ids), {}
    for row in IdentityField.objects.filter(dossier_id__in=ids, code=Identity.DATE_OF_BIRTH):
        if row.dossier_id in seals:
            born[row.dossier_id] = _day(seals[row.dossier_id].open(row.sealed, TABLE, row.code))
    return {file.dossier_id: _weigh(file, born.get(file.dossier_id)) for file in files}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _weigh(file: SupportFile, born: date | None) -> Minority:
    """A date of birth decides; without it the age that was told, and then what was thought when the file was opened."""
    met_on = timezone.localdate(file.opened_at)
    today = max(timezone.localdate(now()), met_on)  # a clock that was set back takes no page of danger away
    if born is not None and born <= met_on:
        age = age_on(born, today)
        return Minority(age_on(born, met_on) < ADULT_AT, age < ADULT_AT, age)
    if file.age is not None:
        # Nobody knows her birthday: she stays a minor until she must be 18, never a day too short.
        least = file.age + age_on(met_on, today)
        return Minority(file.age < ADULT_AT, least < ADULT_AT, least)
    known = {AgeGroup.MINOR: True, AgeGroup.ADULT: False}.get(AgeGroup(file.age_group))
    return Minority(known, known)
