"""Sizes, and what was reached beside what was wanted."""

from __future__ import annotations

from typing import Any

import psycopg

TABLES = (
    "accord.filing", "accord.pointer", "accord.support_pointer", "matching.holding", "matching.holding_key",
    "matching.key_block", "matching.key_layout", "matching.protected_value",
)  # fmt: skip


def bytes_per_person(admin: psycopg.Connection, persons: int) -> dict[str, float]:
    """Bytes of every shared table with its indexes, a person; ``all`` of them together."""
    sizes = {
        table: admin.execute("SELECT pg_total_relation_size(%s::regclass)", [table]).fetchall()[0][0]
        for table in TABLES
    }
    found = {
        table.split(".")[1]: round(size / persons, 1)
        for table, size in sizes.items()
        if size / persons >= 0.1
    }
    return {"all": round(sum(sizes.values()) / persons, 1), **found}


def goals(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each goal: what was reached, the most (or least) it may be, and whether that is met."""
    bare, values, person = (
        result[name] for name in ("select_1_ms", "identifier_check_ms", "person_check_ms")
    )
    peer = result["splink_predict_between_ms"]
    made = {
        "person p99 over its p50": _most(person["p99"] / person["p50"], 8),
        "person p99 over SELECT 1 p50": _most(person["p99"] / bare["p50"], 100),
        "identifiers p99 over SELECT 1 p99": _most(values["p99"] / bare["p99"], 3),
        "commit to hit p95, ms": _most(result["commit_to_hit_ms"]["p95"], 1000),
        "bytes a person": _most(result["bytes_per_person"]["all"], 3000),
        **{f"growth of {name}": _most(ratio, 2) for name, ratio in result["growth"]["ratios"].items()},
    }
    if isinstance(peer, dict):
        times = peer["p50"] / person["p50"]
        made["Splink p50 over person p50"] = {"reached": round(times, 1), "least": 300, "met": times >= 300}
    return made


def _most(reached: float | None, most: float) -> dict[str, Any]:
    if reached is None:
        return {"reached": None, "most": most, "met": False}
    return {"reached": round(reached, 2), "most": most, "met": reached <= most}


def growth(stages: dict[str, dict[int, dict[str, float]]]) -> dict[str, Any]:
    """p50 of each check by the number held, and how much the largest costs over the smallest, each over a bare round
    trip of the same minute."""
    by_size = {
        name: {str(held): times["p50"] for held, times in sizes.items()} for name, sizes in stages.items()
    }
    ratios = {}
    for name, sizes in stages.items():
        held = sorted(sizes)
        over = [one for one in held if one >= 100_000] or held
        for smallest in sorted({held[0], over[0]}):
            if smallest != held[-1]:
                cost = [sizes[one]["p50"] / sizes[one]["bare"] for one in (held[-1], smallest)]
                ratios[f"{name} check, {smallest:,} to {held[-1]:,}"] = round(cost[0] / cost[1], 2)
    return {"p50_ms": by_size, "ratios": ratios}
