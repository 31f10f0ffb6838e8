"""`accord bench access`."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import click

PAIRS = 2000
ROUNDS = 300


@click.command()
@click.option("--rows", default=1_000_000, show_default=True, help="Reports in the database.")
@click.option("--rounds", default=ROUNDS, show_default=True, help="How often each list and look-up is asked.")
@click.option(
    "--pairs", default=PAIRS, show_default=True, help="Interleaved pairs of hidden and nonexistent."
)
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def access(rows: int, rounds: int, pairs: int, only_json: bool) -> None:
    """What the access rule costs, and whether time tells a hidden row from none."""
    from accord.bench.throwaway import throwaway

    began = time.monotonic()
    with throwaway("access") as database:
        import django

        django.setup()
        result = _run(database, rows, rounds, pairs)
    result["seconds"] = round(time.monotonic() - began, 1)
    if not only_json:
        click.echo(as_table(result))
    click.echo(json.dumps(result))


def _run(database: Any, rows: int, rounds: int, pairs: int) -> dict[str, Any]:
    import psycopg

    from accord.bench.access.asking import Asking
    from accord.bench.access.holdings import fill

    with database.administrator() as admin:
        holdings = fill(admin, rows=rows, say=lambda step: click.echo(f"… {step}", err=True))
        version = admin.info.server_version
    result: dict[str, Any] = {
        "rows": rows,
        "postgresql": version // 10000,
        "milliseconds": {},
        "separation": {},
    }
    with (
        psycopg.connect(database.environment["ACCORD_APP_URL"], autocommit=True) as connection,
        click.progressbar(holdings.holders, label="measuring", file=sys.stderr) as holders,
    ):
        connection.prepare_threshold = None  # as Django asks: nothing is prepared
        for holder in holders:
            asking = Asking(connection, holdings, holder)
            result["milliseconds"][holder.name] = _times(asking, rounds)
            result["separation"][holder.name] = _separations(asking, pairs)
    result["worst_separation"] = max(
        told
        for by_name in result["separation"].values()
        for name, told in by_name.items()
        if "peer" not in name
    )
    return result


def _times(asking: Any, rounds: int) -> dict[str, dict[str, float]]:
    from accord.bench.access.measure import milliseconds, percentile

    times: dict[str, list[float]] = {name: [] for name in asking.acts()}
    with asking.request():
        acts = asking.acts()
        # A slow one is asked less often: five seconds each, and three times at least.
        often = {name: max(3, min(rounds, int(5000 / _warm(act)))) for name, act in acts.items()}
        for at in range(rounds):  # interleaved, so that a busy moment of the machine falls on all alike
            for name, act in acts.items():
                if at < often[name]:
                    times[name].append(milliseconds(act))
    base = percentile(times["select 1 (peer)"], 0.5)
    return {
        name: {
            "p50": round(percentile(taken, 0.5), 3),
            "p99": round(percentile(taken, 0.99), 3),
            "ratio": round(percentile(taken, 0.5) / base, 1),
        }
        for name, taken in times.items()
    }


def _warm(act: Any) -> float:
    """How long it takes, in milliseconds, once what it reads lies in memory."""
    from accord.bench.access.measure import milliseconds

    return min(milliseconds(act), milliseconds(act))


def _separations(asking: Any, pairs: int) -> dict[str, float]:
    from accord.bench.access.measure import separation

    told = {}
    with asking.request():
        for name, (hidden, none) in asking.pairs().items():
            told[name] = round(separation(hidden, none, pairs=pairs), 3)
    return told


def as_table(result: dict[str, Any]) -> str:
    """The result as tables of Markdown, for docs/performance.md."""
    holders = list(result["milliseconds"])
    head = ["", *holders]
    lines = [
        f"{result['rows']:,} reports, PostgreSQL {result['postgresql']}; p50 / p99 in ms (× of SELECT 1)",
        "",
    ]
    lines += [_line(head), _line(["---"] * len(head))]
    for name in result["milliseconds"][holders[0]]:
        cells = [result["milliseconds"][holder][name] for holder in holders]
        lines.append(_line([name, *(f"{c['p50']:.2f} / {c['p99']:.2f} (×{c['ratio']:g})" for c in cells)]))
    lines += ["", "Hidden or nonexistent, told apart by time (AUC, 0.5 tells nothing):", "", _line(head)]
    lines += [_line(["---"] * len(head))]
    for name in result["separation"][holders[0]]:
        lines.append(_line([name, *(f"{result['separation'][holder][name]:.3f}" for holder in holders)]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
