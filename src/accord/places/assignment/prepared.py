"""One seeker against prepared offers: who refuses, how doubtful, how far. Agrees with `places.fit`, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import numpy as np

from accord.places import fit
from accord.places.assignment.columns import Columns
from accord.places.distance import kilometres_between
from accord.places.fit import ADULT, Kind, Match, Offer, Seeker


class Prepared:
    """Offers made ready once, to be asked for many seekers. Arrays that it returns have one entry an offer."""

    def __init__(self, offers: Iterable[Offer], *, now: datetime | None = None) -> None:
        self.offers = list(offers)
        self.columns = Columns(self.offers, now)
        reported = [one.reported_at for one in self.offers if one.reported_at is not None]
        self.now = now or max(reported, default=None)

    def best(self, seeker: Seeker, most: int = 20) -> list[Match]:
        """Return the first ``most`` of those that fit, as ``fit.ranked`` orders them."""
        at = np.flatnonzero(~self.refusals(seeker).any(axis=0))
        ways = self.as_if_km(seeker, at)
        if len(at) > most > 0:  # all as near as the last one, so that ties fall as they are given
            near = ways <= np.partition(ways, most - 1)[most - 1]
            at, ways = at[near], ways[near]
        order = np.argsort(ways, kind="stable")[:most]
        return [fit.match(seeker, self.offers[one], self.now) for one in at[order]]

    def refusals(self, seeker: Seeker) -> Any:
        """Return a boolean array (reasons, offers): what `fit.why_not` would say; row 0 is that no place is free."""
        c, minor, uses = self.columns, seeker.is_minor, seeker.substance_use
        no = np.zeros(len(self.offers), dtype=bool)
        adults = c.age_min >= ADULT if minor else no
        age = no
        if seeker.age is not None:
            age = ((seeker.age < c.age_min) | (seeker.age > c.age_max)) & ~adults
        needed = seeker.accessibility
        return np.stack([
            c.free <= 0,
            ~np.isin(c.kind, [str(kind) for kind in seeker.kinds]) if seeker.kinds else no,
            adults,
            c.hotel if minor and not seeker.guardian else no,
            age,
            c.genders.said & ~c.genders.any_of((seeker.gender,)) if seeker.gender else no,
            c.children == 0 if seeker.children else no,
            1 + seeker.children > c.most_people,
            c.pets == 0 if seeker.pets else no,
            c.accessibility.said & ~c.accessibility.all_of(needed) if needed else no,
            c.abstinent & ~c.detox if uses == "uses" else no,
            c.detox if uses == "none" and Kind.DETOX not in seeker.kinds else no,
        ])  # fmt: skip

    def questions(self, seeker: Seeker, at: Any) -> Any:
        """Return how many cautions `fit.cautions` would give for the offers ``at`` these places."""
        c, minor, uses = self.columns, seeker.is_minor, seeker.substance_use
        count = np.zeros(len(at), dtype=np.int64)
        age_min = c.age_min[at]
        if seeker.age is None:
            count += c.bounds[at] & ~(minor & (age_min >= ADULT))
        count += ~c.youth[at] & np.isnan(age_min) if minor else c.youth[at] & np.isnan(c.age_max[at])
        count += ~c.genders.said[at] if seeker.gender else c.genders.said[at]
        if seeker.children:
            count += np.isnan(c.children[at])
            count += np.isnan(c.most_people[at])
        if seeker.pets:
            count += np.isnan(c.pets[at])
        if seeker.accessibility:
            count += ~c.accessibility.said[at]
        if uses == "uses":
            count += c.not_on_site[at] | (c.use_unsaid[at] & ~c.detox[at])
        elif uses == "":
            count += c.abstinent[at] & ~c.detox[at]
            count += c.detox[at] & (Kind.DETOX not in seeker.kinds)
        if Kind.INDIGENOUS not in seeker.kinds:
            count += c.indigenous[at]
        if seeker.languages:
            count += ~c.languages.any_of(seeker.languages)[at]
        return count

    def kilometres(self, seeker: Seeker, at: Any) -> Any:
        """Return the way to the offers ``at`` these places; not-a-number where a town is not known."""
        if seeker.latitude is None or seeker.longitude is None:
            return np.full(len(at), np.nan)
        c = self.columns
        return kilometres_between(seeker.latitude, seeker.longitude, c.latitude[at], c.longitude[at])

    def as_if_km(self, seeker: Seeker, at: Any) -> Any:
        """Return what `fit.Match.as_if_km` is for the offers ``at`` these places."""
        c, way = self.columns, self.kilometres(seeker, at)
        if np.isnan(way).any():
            way = np.where(np.isnan(way), self._guessed(seeker.province)[at], way)
        apart = ~c.languages.any_of(seeker.languages)[at]
        return (
            way
            + fit.CAUTION_KM * self.questions(seeker, at)
            + fit.HOUR_OLD_KM * c.hours_old[at]
            + fit.NO_LANGUAGE_KM * apart
        )

    def _guessed(self, province: str) -> Any:
        there = self.columns.province
        known = np.where(there == province, fit.SAME_PROVINCE_KM, fit.OTHER_PROVINCE_KM)
        return np.where((there == "") | (province == ""), fit.UNKNOWN_KM, known)
