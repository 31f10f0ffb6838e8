"""The whole run: how often an answer stands among the first, and how long it takes, by each way."""

from __future__ import annotations

import statistics
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg

from accord.bench.directory.lists import Asked, judged, readings, written_by_others
from accord.bench.directory.ways import VECTOR, WAYS, answer

AMONG = 5
ROUNDS = 3


def measured(
    admin: psycopg.Connection,
    owner_url: str,
    lists: Path,
    services: int,
    say: Callable[[str], Any] = lambda step: None,
) -> dict[str, Any]:
    """Load the lists, ask every question every way, fill up to ``services`` and time it."""
    from accord.directory.loading import load

    loaded = {}
    for reading in readings(lists):
        say(f"loading {reading.source}")
        load(reading, owner_url=owner_url)
        loaded[reading.source] = len(reading.offers)
    _prepare(admin)
    ours, others = judged(), written_by_others(lists)
    result: dict[str, Any] = {"lists": loaded, "questions": len(ours), "questions_of_others": len(others)}
    say("asking")
    named = _named(admin)
    french = [each for each in ours if each.french]
    for name in WAYS:
        answers = [(each, answer(name, each)) for each in ours]
        result[name] = {
            "success": _success(answers, named),
            "french": _success([pair for pair in answers if pair[0] in french], named),
            "slips": _success([pair for pair in answers if pair[0].slips], named),
            "of_others": _success([(each, answer(name, each)) for each in others], named),
        }
    say(f"filling up to {services:,} services")
    _fill(admin, services)
    result["services"] = services
    say("timing")
    for name, told in _timed(ours).items():
        result[name]["ms"] = told
    result["times_ilike_p95"] = round(result["ilike"]["ms"]["p95"] / result["ours"]["ms"]["p95"], 2)
    result["times_full_text_any_p95"] = round(
        result["full_text_any"]["ms"]["p95"] / result["ours"]["ms"]["p95"], 2
    )
    return result


def _prepare(admin: psycopg.Connection) -> None:
    """The peers' column with its index, as their makers would have it."""
    admin.execute(
        f"ALTER TABLE accord.service ADD COLUMN peer tsvector GENERATED ALWAYS AS ({VECTOR}) STORED"
    )
    admin.execute("CREATE INDEX service_peer ON accord.service USING gin (peer)")
    admin.execute("GRANT SELECT ON accord.service TO accord_app")
    admin.execute("ANALYZE accord.service")


def _named(admin: psycopg.Connection) -> dict[uuid.UUID, str]:
    rows = admin.execute("SELECT id, source || ':' || external_id FROM accord.service").fetchall()
    return dict(rows)


def _success(
    answers: Sequence[tuple[Asked, list[uuid.UUID]]], named: dict[uuid.UUID, str]
) -> dict[str, float]:
    """``at_5``: share of questions with an answer among the first five; ``reciprocal``: mean of 1 / its rank."""
    ranks = [
        next((rank for rank, id in enumerate(found, 1) if named.get(id) in asked.answers), 0)
        for asked, found in answers
    ]
    return {
        "at_5": round(sum(0 < rank <= AMONG for rank in ranks) / len(ranks), 4),
        "reciprocal": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 4),
    }


def _fill(admin: psycopg.Connection, services: int) -> None:
    """Copies of the services under other ids until there are as many as asked for."""
    have = admin.execute("SELECT count(*) FROM accord.service").fetchone()[0]  # type: ignore[index]
    columns = [
        row[0]
        for row in admin.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'accord.service'::regclass AND attnum > 0"
            " AND NOT attisdropped AND attname NOT IN ('id', 'external_id', 'peer', 'found_by')"
        )
    ]
    listed = ", ".join(columns)
    admin.execute(
        f"INSERT INTO accord.service (id, external_id, {listed})"
        f" SELECT gen_random_uuid(), external_id || '/' || n, {listed}"
        " FROM accord.service, generate_series(1, %s) n LIMIT %s",
        [services // max(have, 1) + 1, max(services - have, 0)],
    )
    admin.execute("VACUUM ANALYZE accord.service")


def _timed(asked: Sequence[Asked]) -> dict[str, dict[str, float]]:
    """Milliseconds of a question, the ways in turn, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    for name in WAYS:
        answer(name, asked[0])
    for _round in range(ROUNDS):
        for each in asked:
            for name in WAYS:
                began = time.perf_counter()
                answer(name, each)
                taken[name].append((time.perf_counter() - began) * 1000)
    return {
        name: {
            "p50": round(statistics.median(each), 2),
            "p95": round(statistics.quantiles(each, n=20)[18], 2),
        }
        for name, each in taken.items()
    }
