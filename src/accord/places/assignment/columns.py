"""Offers as columns: one array a field, so that one seeker is held against thousands of them in a few steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from accord.directory.vocabulary import SubstanceUse
from accord.places.fit import OLDEST_HOURS, Kind, Offer

WORD = 64


class Words:
    """Lists of words as bits: row ``i`` of ``bits`` has those of list ``i``, in as many 64-bit parts as are needed."""

    def __init__(self, lists: Sequence[Iterable[str]]) -> None:
        self.place = {word: at for at, word in enumerate(dict.fromkeys(w for one in lists for w in one))}
        self.bits = np.zeros((len(lists), max(1, -(-len(self.place) // WORD))), dtype=np.uint64)
        for row, words in enumerate(lists):
            for word in words:
                at = self.place[word]
                self.bits[row, at // WORD] |= np.uint64(1) << np.uint64(at % WORD)
        self.said = np.fromiter((bool(tuple(one)) for one in lists), dtype=bool, count=len(lists))

    def mask(self, words: Iterable[str]) -> Any:
        """Return the bits of the words that any list has."""
        mask = np.zeros(self.bits.shape[1], dtype=np.uint64)
        for word in words:
            if (at := self.place.get(word)) is not None:
                mask[at // WORD] |= np.uint64(1) << np.uint64(at % WORD)
        return mask

    def any_of(self, words: Iterable[str]) -> Any:
        """Return for each list whether it has one of the words."""
        return (self.bits & self.mask(words)).any(axis=1)

    def all_of(self, words: Sequence[str]) -> Any:
        """Return for each list whether it has all of the words."""
        if any(word not in self.place for word in words):
            return np.zeros(len(self.bits), dtype=bool)
        mask = self.mask(words)
        return ((self.bits & mask) == mask).all(axis=1)


class Columns:
    """The fields of ``n`` offers, each an array of ``n``. Unknown numbers are not-a-number: they compare as false."""

    def __init__(self, offers: Sequence[Offer], now: datetime | None = None) -> None:
        self.free = np.array([one.free for one in offers], dtype=np.int64)
        self.age_min, self.age_max = _numbers(offers, "age_min"), _numbers(offers, "age_max")
        self.most_people = _numbers(offers, "most_people")
        self.latitude, self.longitude = _numbers(offers, "latitude"), _numbers(offers, "longitude")
        self.children, self.pets = _numbers(offers, "children"), _numbers(offers, "pets")
        self.bounds = ~(np.isnan(self.age_min) & np.isnan(self.age_max))
        self.kind = np.array([one.kind for one in offers], dtype="U24")
        self.youth, self.hotel = self.kind == Kind.YOUTH, self.kind == Kind.HOTEL_VOUCHER
        self.detox, self.indigenous = self.kind == Kind.DETOX, self.kind == Kind.INDIGENOUS
        use = np.array([one.substance_use for one in offers], dtype="U16")
        self.use_unsaid, self.abstinent = use == "", use == SubstanceUse.ABSTINENCE
        self.not_on_site = use == SubstanceUse.NOT_ON_SITE
        self.genders = Words([one.genders for one in offers])
        self.languages = Words([one.languages for one in offers])
        self.accessibility = Words([one.accessibility for one in offers])
        self.province = np.array([one.province for one in offers], dtype="U64")
        self.hours_old = _hours_old(offers, now)


def _numbers(offers: Sequence[Offer], name: str) -> Any:
    found = (getattr(one, name) for one in offers)
    return np.array([np.nan if one is None else float(one) for one in found], dtype=np.float64)


def _hours_old(offers: Sequence[Offer], now: datetime | None) -> Any:
    reported = [one.reported_at for one in offers if one.reported_at is not None]
    newest = now or max(reported, default=None)
    hours = np.full(len(offers), OLDEST_HOURS)
    for at, one in enumerate(offers):
        if newest is not None and one.reported_at is not None:
            hours[at] = (newest - one.reported_at).total_seconds() / 3600
    return np.clip(hours, 0.0, OLDEST_HOURS)
