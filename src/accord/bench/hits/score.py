"""What the matcher found, against the labels; and how long it took from commit to commit, by the database's clock."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import psycopg

Pair = tuple[uuid.UUID, uuid.UUID]

# A match's side names the subject; every pointer of that subject names the record it came from.
FOUND = """
SELECT DISTINCT l.record_id, r.record_id
FROM matching.match m
JOIN matching.match_side ls ON ls.match_id = m.id AND ls.dossier_id = %(left)s
JOIN matching.match_side rs ON rs.match_id = m.id AND rs.dossier_id = %(right)s
JOIN accord.pointer l ON l.dossier_id = ls.dossier_id AND l.subject = ls.subject
JOIN accord.pointer r ON r.dossier_id = rs.dossier_id AND r.subject = rs.subject
"""
TOLD_OPEN = " WHERE EXISTS (SELECT 1 FROM accord.hit h WHERE h.number = m.number AND h.dossier_id = %(left)s)"
TOLD_BROKER = " WHERE EXISTS (SELECT 1 FROM accord.broker_item b WHERE b.number = m.number)"

# The commit that made a right pointer able to meet (its report, or its countersignature) → the commit of the match.
LATENCY = """
SELECT 1000 * extract(epoch FROM pg_xact_commit_timestamp(m.xmin) - pg_xact_commit_timestamp(r.xmin))
FROM matching.match m
JOIN matching.match_side rs ON rs.match_id = m.id AND rs.dossier_id = %(right)s
JOIN accord.pointer r ON r.dossier_id = rs.dossier_id AND r.subject = rs.subject
"""


def found_pairs(
    connection: psycopg.Connection, left: uuid.UUID, right: uuid.UUID, *, brokered: bool
) -> set[Pair]:
    """Pairs of reports that were told (open), or that stand in the broker's queue (protected)."""
    told = TOLD_BROKER if brokered else TOLD_OPEN
    return set(connection.execute(FOUND + told, {"left": left, "right": right}).fetchall())


def latencies(connection: psycopg.Connection, right: uuid.UUID) -> list[float]:
    """Milliseconds from commit to stored match, sorted."""
    return sorted(
        float(row[0])
        for row in connection.execute(LATENCY, {"right": right}).fetchall()
        if row[0] is not None
    )


def true_pairs(left: Mapping[uuid.UUID, str], right: Mapping[uuid.UUID, str]) -> set[Pair]:
    """Every pair of reports about one entity. Reports whose label is missing are in none."""
    by_entity: dict[str, list[uuid.UUID]] = defaultdict(list)
    for report, entity in left.items():
        if entity:
            by_entity[entity].append(report)
    return {(one, other) for other, entity in right.items() if entity for one in by_entity.get(entity, ())}


def quality(found: set[Pair], true: set[Pair]) -> dict[str, float]:
    """Precision, recall and F1 of pairs."""
    good = len(found & true)
    precision = good / len(found) if found else 0.0
    recall = good / len(true) if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if good else 0.0
    return {"precision": round(precision, 6), "recall": round(recall, 6), "f1": round(f1, 6)}


def percentiles(values: Iterable[float]) -> dict[str, float | None]:
    """p50, p95 and p99 of sorted values, nearest rank; ``None`` where there are none."""
    known = list(values)
    return {f"p{point}": _rank(known, point) for point in (50, 95, 99)}


def _rank(values: list[float], point: int) -> Any:
    return round(values[min(len(values) - 1, len(values) * point // 100)], 1) if values else None
