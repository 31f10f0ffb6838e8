"""`accord bench scale`."""

from __future__ import annotations

import hashlib
import json
import os
import time

import click

MINUTES = 30
MEASURING = 240  # seconds at full size: checks beside reports, clients, the peer
COST = {"persons": 6, "identifiers": 1}  # of loading a row, one beside the other


@click.command()
@click.option("--persons", default=1_000_000, show_default=True, help="Persons held.")
@click.option("--identifiers", default=10_000_000, show_default=True, help="Identifiers held.")
@click.option("--rounds", default=2000, show_default=True, help="How often each check is timed.")
@click.option(
    "--rate", default=20.0, show_default=True, help="Reports a second that are saved all the while."
)
@click.option("--seconds", default=60, show_default=True, help="How long reports are saved, at least.")
@click.option(
    "--peer-rounds", default=20, show_default=True, help="How often the peer is asked (0: not at all)."
)
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def scale(
    persons: int, identifiers: int, rounds: int, rate: float, seconds: int, peer_rounds: int, only_json: bool
) -> None:
    """One check at saving time, with as many holdings as a country has.

    Encoded people are kept in build/bench (1.5 GB a million; delete it freely); the database takes some 20 GB and goes
    when the run ends.
    """
    from accord.bench.throwaway import throwaway

    os.environ["ACCORD_REPORTS_A_DAY"] = "10000000"  # one member of the bench files a whole country's reports
    say = Progress(quiet=only_json)
    with throwaway("scale", settings=SETTINGS, keys=bench_keys()) as place:
        import django

        django.setup()
        from accord.bench.scale.run import Wanted, run

        result = run(place, Wanted(persons, identifiers, rounds, rate, seconds, peer_rounds), say)
    result["seconds"] = round(say.elapsed(), 1)
    if not only_json:
        for name, goal in result["goals"].items():
            click.echo(f"{'met ' if goal['met'] else 'MISSED'}  {name}: {goal}")
    click.echo(json.dumps(result))


# Durable as everywhere; room in memory, and seldom checkpoints, as an operator of such a holding would set them.
SETTINGS = {
    "shared_buffers": "3GB",
    "max_wal_size": "8GB",
    "maintenance_work_mem": "1GB",
    "wal_compression": "on",
}


def bench_keys() -> dict[str, bytes]:
    """Keys of the bench alone: always the same, so that what was encoded once serves again. They protect nothing."""
    names = ("matching", "payload", "support-pointers")
    return {name: hashlib.sha256(f"accord bench {name}".encode()).digest() for name in names}


class Progress:
    """Says each step and how much of the half hour is gone."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet, self._began = quiet, time.monotonic()
        self._loading = Loading()

    def elapsed(self) -> float:
        return time.monotonic() - self._began

    def __call__(self, step: str) -> None:
        if not self._quiet:
            click.echo(f"{self.elapsed() / 60:5.1f} of {MINUTES} min  {step}", err=True)

    def loaded(self, kind: str, done: int, wanted: dict[str, int]) -> None:
        """Say how far loading is, and when all will be done if it goes on so."""
        self._loading.note(kind, done, time.monotonic())
        whole = self.elapsed() + self._loading.left(wanted) + MEASURING
        self(f"  {done:,} of {wanted[kind]:,} {kind}; about {whole / 60:.0f} min in all")


class Loading:
    """The pace of each kind of row, and the seconds that the rest takes at it."""

    def __init__(self) -> None:
        self._noted: dict[str, list[tuple[int, float]]] = {}

    def note(self, kind: str, done: int, at: float) -> None:
        self._noted.setdefault(kind, []).append((done, at))

    def left(self, wanted: dict[str, int]) -> float:
        """Seconds. A kind that has not begun is taken at the pace known, by what a row of it costs beside a person."""
        seconds, a_person = 0.0, 0.0
        for kind, count in wanted.items():
            noted = self._noted.get(kind, [])
            if len(noted) > 1 and noted[-1][0] > noted[0][0]:
                pace = (noted[-1][1] - noted[0][1]) / (noted[-1][0] - noted[0][0])
                a_person = a_person or pace * COST["persons"] / COST[kind]
            else:
                pace = a_person * COST[kind] / COST["persons"]
            seconds += pace * (count - (noted[-1][0] if noted else 0))
        return seconds
