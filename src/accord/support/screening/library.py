"""Which instruments there are. Every version stays: a screening goes on with the one it began with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from accord.support.screening.instrument import Instrument, Item
from accord.support.screening.reading import load
from accord.support.screening.tables import BadFile

SHIPPED = Path(__file__).with_name("instruments")


def load_folder(folder: Path) -> tuple[Instrument, ...]:
    """Every ``.toml`` of a folder, by code and version. Raises ``BadFile``, also for two of one code and version."""
    found: dict[tuple[str, str], str] = {}
    instruments = []
    for file in sorted(folder.glob("*.toml")):
        instrument = load(file)
        key = instrument.code, instrument.version
        if key in found:
            raise BadFile("twice", file=file.name, code=key[0], version=key[1], other=found[key])
        found[key] = file.name
        instruments.append(instrument)
    return tuple(sorted(instruments, key=lambda each: (each.code, each.order)))


@cache
def seeded() -> tuple[Instrument, ...]:
    """The shipped instruments, every version of each."""
    return load_folder(SHIPPED)


def check_new(instrument: Instrument, *, among: Iterable[Instrument] = ()) -> None:
    """Whether an agency's own instrument may be added: a code and version of its own, and feeds that lead somewhere.

    An item may feed one indicator of each dimension, so that one answer never counts as two. Raises ``BadFile``.
    """
    among = tuple(among)
    for other in (*seeded(), *among):
        if (other.code, other.version) == (instrument.code, instrument.version):
            raise BadFile(
                "twice", file=instrument.code, code=other.code, version=other.version, other=other.title
            )
    for item in instrument.items:
        _check_feeds(instrument, item, among)


def _check_feeds(instrument: Instrument, item: Item, among: tuple[Instrument, ...]) -> None:
    fed: set[tuple[str, str]] = set()
    for target in item.feeds:
        try:
            dimension = find(target.code, target.version, among=among).item(target.item_id).dimension
        except LookupError:
            value = f"{target.code} {target.version}:{target.item_id}"
            raise BadFile("feeds_nothing", file=instrument.code, where=item.id, value=value) from None
        if dimension and (target.code, dimension) in fed:
            raise BadFile("feeds_twice", file=instrument.code, where=item.id, dimension=dimension)
        fed.add((target.code, dimension))


def find(
    code: str, version: str, *, among: Iterable[Instrument] = (), fingerprint: str | None = None
) -> Instrument:
    """One version of one instrument, shipped or ``among`` an agency's own.

    Raises LookupError where there is none, or where its text is no longer what ``fingerprint`` says a screening began
    with: a changed instrument must take a new version.
    """
    for instrument in (*seeded(), *among):
        if (instrument.code, instrument.version) == (code, version):
            if fingerprint is not None and fingerprint != instrument.fingerprint:
                raise LookupError(
                    f"{code} {version} was changed; give the change a new version and keep the old"
                )
            return instrument
    raise LookupError(f"no instrument {code} {version}; keep the file of every version that was ever used")


def latest(code: str, *, among: Iterable[Instrument] = ()) -> Instrument:
    """The newest version, for a screening that begins now. Raises LookupError where there is none."""
    versions = [each for each in (*seeded(), *among) if each.code == code]
    if not versions:
        raise LookupError(f"no instrument {code}")
    return max(versions, key=lambda each: each.order)
