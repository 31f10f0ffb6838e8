"""The run: load by stages, time at each, then everything at full size while reports are being saved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

from accord.base import crypto
from accord.bench.hits.command import wait_for_jobs, worker
from accord.bench.hits.score import latencies
from accord.bench.hits.stage import Desk, open_desk
from accord.bench.scale import clients, people, report
from accord.bench.scale.checks import Asked, percentiles, time_checks
from accord.bench.scale.command import Progress
from accord.bench.scale.copying import Pattern
from accord.bench.scale.loading import Filer, Loader, without_indexes
from accord.bench.scale.peer import splink_between
from accord.bench.throwaway import Throwaway
from accord.deconfliction import encoding

DESKS = 20
CLIENTS = (1, 8, 32)
CLIENT_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command."""

    persons: int
    identifiers: int
    rounds: int
    rate: float
    seconds: int
    peer_rounds: int

    @property
    def loads(self) -> dict[str, int]:
        """How many rows of each kind."""
        return {"persons": self.persons, "identifiers": self.identifiers}


def run(place: Throwaway, wanted: Wanted, say: Progress) -> dict[str, Any]:
    say(f"{DESKS} desks, and the rows that loading follows")
    desks = [open_desk(f"Desk {number}") for number in range(DESKS + 2)]
    values = people.Values(wanted.identifiers)
    encoded = people.folder(crypto.key(encoding.MATCHING))
    with place.administrator() as admin, worker(place):
        patterns = patterns_of(admin, desks[0])
        admin.execute("SET session_replication_role = replica")  # rows are consistent by making
        loader = Loader(admin, [filer_of(admin, desk) for desk in desks[:DESKS]], patterns)
        stages: dict[str, dict[int, dict[str, float]]] = {"person": {}, "identifier": {}}
        for upto, asked in _persons_loaded(loader, wanted, values, say):
            stages["person"][upto] = _timed(asked, wanted, "person_check_ms")
        sizes = report.bytes_per_person(admin, wanted.persons)
        say(f"{sizes['all']} bytes a person")
        for upto, asked in _values_loaded(loader, wanted, values, say):
            stages["identifier"][upto] = _timed(asked, wanted, "identifier_check_ms")
        asked = Asked(wanted.persons, values, wanted.identifiers)
        result = _at_full_size(admin, wanted, asked, desks[-1], say)
        peer = _peer(wanted, asked, desks[-2], sorted(encoded.glob("*.parquet")), say)
    result = {
        "persons": wanted.persons,
        "identifiers": wanted.identifiers,
        **result,
        "splink_predict_between_ms": peer,
        "bytes_per_person": sizes,
        "growth": report.growth(stages),
    }
    return {**result, "goals": report.goals(result)}


def patterns_of(admin: psycopg.Connection, desk: Desk) -> dict[str, Pattern]:
    """File a person, an e-mail address and a plate through the real path, and read what stands then."""
    from accord.base.clock import now
    from accord.deconfliction import actions, subjects
    from accord.dossiers.models import Dossier

    with desk.lead() as member:
        person = people.subject_of(people.persons(0)[0])
        typed = [people.Values.typed(number) for number in (10, 17)]
        filing = subjects.Filing(
            record_id=person.subject_id, reference="R-2026-00001", lawful_reference="Bench 2026-1", reason="bench",
            contact_allowed=True, filed_at=now(),
        )  # fmt: skip
        dossier = Dossier.objects.get(pk=desk.dossier_id)
        actions.file_pointers(by=member, dossier=dossier, filing=filing, subjects=[person, *typed])
    wait_for_jobs(admin)
    kinds = {kind: f"kind = '{kind}'" for kind in ("person", "email", "plate")}
    return {
        "filing": Pattern.read(admin, "accord.filing", "true"),
        **{kind: Pattern.read(admin, "accord.pointer", where) for kind, where in kinds.items()},
        **{f"{kind} held": Pattern.read(admin, "matching.holding", where) for kind, where in kinds.items()},
    }


def filer_of(admin: psycopg.Connection, desk: Desk) -> Filer:
    """The desk's lead."""
    [(member, human)] = admin.execute(
        "SELECT m.id, m.human_id FROM accord.seat s JOIN accord.member m ON m.id = s.member_id"
        " WHERE s.dossier_id = %s AND s.role = 'lead'",
        [desk.dossier_id],
    ).fetchall()
    return Filer(desk.dossier_id, desk.agency_id, member, human)


def stages_of(total: int) -> list[int]:
    """A hundredth, a tenth, all."""
    return sorted({max(1, total // part) for part in (100, 10, 1)})


def _persons_loaded(
    loader: Loader, wanted: Wanted, values: people.Values, say: Progress
) -> Iterator[tuple[int, Asked]]:
    chunks = people.encoded(crypto.key(encoding.MATCHING), wanted.persons)
    left: people.Encoded | None = None
    for upto in stages_of(wanted.persons):
        say(f"persons up to {upto:,}")
        last = upto == wanted.persons
        with without_indexes(loader.admin, *(["accord.pointer", "matching.holding"] if last else [])):
            while loader.records < upto:
                chunk = left or next(chunks)
                now, left = chunk.parted(upto - loader.records)
                loader.persons(now)
                say.loaded("persons", loader.records, wanted.loads)
        say("  keys into blocks")
        loader.settle()
        loader.finish()
        yield upto, Asked(upto, values, 1)


def _values_loaded(
    loader: Loader, wanted: Wanted, values: people.Values, say: Progress
) -> Iterator[tuple[int, Asked]]:
    for upto in stages_of(wanted.identifiers):
        say(f"identifiers up to {upto:,}")
        last = upto == wanted.identifiers
        with without_indexes(loader.admin, *(["accord.pointer", "matching.holding"] if last else [])):
            loader.identifiers(upto, values, lambda done: say.loaded("identifiers", done, wanted.loads))
            say("  indexes")
        loader.finish()
        yield upto, Asked(wanted.persons, values, upto)


def _timed(asked: Asked, wanted: Wanted, name: str) -> dict[str, float]:
    """The check's times; ``bare``: a round trip's p50 in the same minute, for a machine that is not quiet."""
    times = time_checks(asked, min(500, wanted.rounds), only=["select_1_ms", name])
    return {**times[name], "bare": times["select_1_ms"]["p50"]}


def _at_full_size(
    admin: psycopg.Connection, wanted: Wanted, asked: Asked, desk: Desk, say: Progress
) -> dict[str, Any]:
    say(f"{wanted.rate:g} reports a second, and checks beside them")
    with clients.reports_being_saved(desk, replace(asked, seed=50), wanted.rate) as saved:
        start = time.monotonic()
        times = time_checks(asked, wanted.rounds)
        time.sleep(max(0.0, wanted.seconds - (time.monotonic() - start)))
        a_second = round(saved.value / (time.monotonic() - start), 1)
    connections.close_all()
    wait_for_jobs(admin)
    found = latencies(admin, desk.dossier_id)
    by_clients = {}
    for count in CLIENTS:
        say(f"{count} clients")  # which take the whole machine, and so come after what is timed
        by_clients[str(count)] = clients.checks_a_second(asked, count, CLIENT_SECONDS)
    return {
        **times,
        "reports_saved_a_second": a_second,
        "commit_to_hit_ms": {**percentiles(found), "hits": len(found)},
        "checks_per_second": by_clients,
    }


def _peer(
    wanted: Wanted, asked: Asked, desk: Desk, plain: list[Path], say: Progress
) -> dict[str, float] | str:
    """The peer's times while as many reports are being saved as when ours were taken."""
    if not wanted.peer_rounds:
        return "not asked"
    say("the peer, beside as many reports")
    with clients.reports_being_saved(desk, replace(asked, seed=51), wanted.rate):
        found = splink_between(wanted.persons, wanted.peer_rounds, plain)
    connections.close_all()
    return found
