"""The command itself: read, prepare, run every engine, score, print one line of JSON."""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import click

GOALS = {"tokens_minus_plain": -0.005, "tokens_minus_splink": 0.04}
"""Least differences of F1 over pairs: keys and tokens cost next to nothing, and training beats the usual one."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("link")
@click.argument("left", type=_FILE)
@click.argument("right", type=_FILE, required=False)
@click.option(
    "--map", "map_file", type=_FILE, help="MAP.toml with [truth]; guessed from the header without one."
)
@click.option("--engines", default="", help="Comma-separated names, to run some of them only.")
@click.option("--only", default="", help="Comma-separated fields of ours to keep.")
@click.option("--seed", default=1, show_default=True, help="Deals the entities into halves.")
@click.option(
    "--deals", default=5, show_default=True, help="Deals of the entities, for the spread of figures."
)
@click.option("--limit-seconds", default=900.0, show_default=True, help="For each engine.")
@click.option("--json", "as_json", is_flag=True, help="Print nothing but the last line.")
def link(
    left: Path,
    right: Path | None,
    map_file: Path | None,
    engines: str,
    only: str,
    seed: int,
    deals: int,
    limit_seconds: float,
    as_json: bool,
) -> None:
    """Find the same persons in LEFT, or between LEFT and RIGHT, with our engines and their peers, and score all alike.

    The files say who is who in a truth column, which no engine sees. The threshold is chosen on one half of the true
    entities and scored on the other, both ways.
    """
    from accord.bench.link.engines import ENGINES
    from accord.bench.link.prepared import BadLabels

    wanted = [name.strip() for name in engines.split(",") if name.strip()] or list(ENGINES)
    if unknown := [name for name in wanted if name not in ENGINES]:
        raise click.UsageError(f"no engine {', '.join(unknown)}; there are {', '.join(ENGINES)}")
    try:
        result = measured(left, right, map_file, wanted, only, seed, deals, limit_seconds, quiet=as_json)
    except BadLabels as error:
        raise click.UsageError(str(error)) from None
    click.echo(json.dumps(result))


def measured(
    left_path: Path,
    right_path: Path | None,
    map_file: Path | None,
    engines: list[str],
    only: str = "",
    seed: int = 1,
    deals: int = 1,
    limit_seconds: float = 900.0,
    *,
    quiet: bool = False,
) -> dict[str, Any]:
    """Return what the command prints. Raises BadLabels for files or maps that cannot be scored."""
    from accord.bench.link import prepared
    from accord.bench.link.guess import as_toml
    from accord.bench.link.halves import truth_of

    columns = prepared.map_of(left_path, map_file, right_path)
    if map_file is None:
        click.echo(f"# guessed from the header of {left_path.name}\n{as_toml(columns)}", err=True)
    theirs = columns
    if right_path and map_file is None and not prepared.has_all(right_path, columns):
        theirs = prepared.map_of(right_path, None, left_path)
        click.echo(f"# and from that of {right_path.name}\n{as_toml(theirs)}", err=True)
    columns, theirs = (one.only(*only.split(",")) if only else one for one in (columns, theirs))
    if not columns.fields:
        raise prepared.BadLabels(f"the map has none of the fields {only}")
    left = prepared.labelled(left_path, columns)
    right = prepared.labelled(right_path, theirs) if right_path else None
    ids = [row.truth for row in left], [row.truth for row in right] if right is not None else None
    truths = [truth_of(*ids, one) for one in range(seed, seed + max(1, deals))]
    truth = truths[0]
    if not truth.pairs(0) or not truth.pairs(1):
        raise prepared.BadLabels(
            f"column {columns.truth_column} names no two rows alike in each half of the entities: nothing to find"
        )
    result: dict[str, Any] = {
        "files": [path.name for path in (left_path, right_path) if path],
        "left": len(left),
        "right": len(right) if right is not None else 0,
        "entities": len(truth.half),
        "pairs_true": truth.pairs(),
        "seed": seed,
    }
    with tempfile.TemporaryDirectory(prefix="accord-bench-") as place:
        folder = Path(place)
        used = prepared.write(left, folder / "left.csv")
        if right is not None:
            used = [one for one in prepared.write(right, folder / "right.csv") if one in used]
        result |= {"fields": used, "load": round(os.getloadavg()[0], 2)}
        for name in engines:
            result[name] = _one(name, folder, truths, limit_seconds, quiet=quiet)
    return {**result, **differences(result)}


def _one(name: str, folder: Path, truths: list[Any], limit_seconds: float, *, quiet: bool) -> dict[str, Any]:
    """Run and score one engine; an engine that fails says so in its place."""
    from accord.bench.link.engines import ENGINES, pairs_of
    from accord.bench.link.measured import EngineFailed
    from accord.bench.link.scoring import scored_often

    began = time.monotonic()
    try:
        pairs, cost = pairs_of(ENGINES[name], folder, limit_seconds)
        cost_of = {"seconds": cost.seconds, "peak_mb": cost.peak_mb}
        figures: dict[str, Any] = {**scored_often(pairs, truths), **cost_of}
    except EngineFailed as error:
        figures = {"error": str(error)}
    if not quiet:
        said = figures.get("error") or f"F1 {figures['pairs_f1']:.4f} in {figures['seconds']} s"
        click.echo(f"{name:>14} {said} ({time.monotonic() - began:.0f} s)", err=True)
    return figures


def differences(result: dict[str, Any]) -> dict[str, Any]:
    """Return ours online minus the plain twin, Splink and the best peer; the goals, and if met (None: unknown)."""
    from accord.bench.link.engines import ENGINES

    f1 = {name: result.get(name, {}).get("pairs_f1") for name in ENGINES}
    f1["best_peer"] = (
        max((f1[one.name] or 0.0 for one in ENGINES.values() if not one.ours), default=0.0) or None
    )
    found: dict[str, float | None] = {}
    for other in ("plain", "splink", "best_peer"):
        known = f1["tokens"] is not None and f1[other] is not None
        found[f"tokens_minus_{other}"] = round(f1["tokens"] - f1[other], 5) if known else None
    met = {name: None if found[name] is None else found[name] >= goal for name, goal in GOALS.items()}  # type: ignore[operator]
    return {**found, "goals": GOALS, "met": met}
