"""Answers of one or several instruments, brought to the indicators they speak of, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accord.support.screening.answers import Answered, State
from accord.support.screening.instrument import Instrument, Item, Kind
from accord.support.screening.library import find


@dataclass(frozen=True)
class Reason:
    """One answer: the indicator, how it is known, and the shorter instrument's item that it came by, if any."""

    instrument: str
    item: Item
    state: State
    via: Item | None = None


@dataclass(frozen=True)
class Evidence:
    """``instruments`` by code: those answered and those fed. ``reasons``: (instrument code, item id) → its answers."""

    instruments: Mapping[str, Instrument]
    reasons: Mapping[tuple[str, str], tuple[Reason, ...]]
    answered: tuple[Answered, ...]

    def about(self, instrument: Instrument, item: Item) -> tuple[Reason, ...]:
        return self.reasons.get((instrument.code, item.id), ())

    def counting(self, instrument: Instrument, item: Item) -> Reason | None:
        """The first answer that counts; two answers on one indicator still count once."""
        return next((reason for reason in self.about(instrument, item) if reason.state.counts), None)

    def inferred(self, instrument: Instrument, item: Item) -> Reason | None:
        if self.counting(instrument, item):
            return None
        about = self.about(instrument, item)
        return next((reason for reason in about if reason.state is State.INFERRED), None)


def gather(
    answered: Iterable[Answered], *, kind: Kind | None = None, among: Iterable[Instrument] = ()
) -> Evidence:
    """Bring the answers together; ``among``: an agency's own instruments, for what they feed.

    ``kind``: what is asked about; an instrument about the other kind is not fed, since a question on clients of a
    restaurant says nothing of advertisements.

    Raises ValueError for two versions of one instrument, LookupError for a fed instrument that is not there and
    KeyError for a fed item that it lacks.
    """
    answered, among = tuple(answered), tuple(among)
    instruments: dict[str, Instrument] = {}
    for each in answered:
        known = instruments.setdefault(each.instrument.code, each.instrument)
        if known.version != each.instrument.version:
            raise ValueError(f"two versions of {known.code}: a screening keeps the one it began with")
    reasons: dict[tuple[str, str], list[Reason]] = {}
    for each in answered:
        for item_id, state in each.states.items():
            own = each.instrument.item(item_id)
            reasons.setdefault((each.instrument.code, item_id), []).append(
                Reason(each.instrument.code, own, state)
            )
            for target in own.feeds:
                fed_by = instruments.get(target.code) or find(target.code, target.version, among=among)
                if kind is not None and fed_by.kind not in {kind, "any"}:
                    continue
                instruments[target.code] = fed_by
                fed = fed_by.item(target.item_id)
                reasons.setdefault((target.code, fed.id), []).append(Reason(target.code, fed, state, via=own))
    return Evidence(instruments, {key: tuple(found) for key, found in reasons.items()}, answered)
