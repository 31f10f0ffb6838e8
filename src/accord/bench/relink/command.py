"""`accord bench relink`."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

SAMPLE = 10_000


@click.command()
@click.option("--persons", default=1_000_000, show_default=True, help="Persons of two agencies.")
@click.option("--seed", default=3, show_default=True, help="Another seed, other people.")
@click.option("--limit-seconds", default=1_500.0, show_default=True, help="For each engine.")
@click.option("--peer/--no-peer", default=True, help="Measure Splink beside us.")
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def relink(persons: int, seed: int, limit_seconds: float, peer: bool, only_json: bool) -> None:
    """How long everybody compared anew takes, how well it finds, and whether a kill loses anything."""
    folder = Path(tempfile.mkdtemp(prefix="accord-bench-"))
    try:
        result = measured(folder, persons, seed, limit_seconds, peer=peer)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not only_json:
        for name, value in result.items():
            click.echo(f"{name:<12} {value}")
    click.echo(json.dumps(result))


def measured(folder: Path, persons: int, seed: int, limit: float, *, peer: bool) -> dict[str, Any]:
    """The whole run."""
    from accord.bench.link.measured import EngineFailed, run
    from accord.bench.relink.people import crowd
    from accord.linkage.batch.folder import Folder

    began = time.monotonic()
    _say(f"{persons:,} persons")
    people = crowd(folder, persons, seed, os.cpu_count() or 1)
    result: dict[str, Any] = {
        "persons": people.persons,
        "true_pairs": len(people.truth),
        "made_seconds": round(time.monotonic() - began, 1),
    }
    killed = folder / "killed"
    killed.mkdir(mode=0o700)
    for part in (folder / "work").glob("rows-*"):
        os.link(part, killed / part.name)
    _say("ours")
    command = [sys.executable, "-m", "accord.bench.relink.ours"]
    cost = run([*command, str(folder / "work")], log=folder / "ours.log", limit_seconds=limit)
    work = Folder(folder / "work")
    table, done = work.pairs(), work.done().values()
    pairs = {
        _in_order(*pair) for pair in zip(table["left"].to_pylist(), table["right"].to_pylist(), strict=True)
    }
    result["ours"] = {"seconds": cost.seconds, "peak_mb": cost.peak_mb, "pairs": len(pairs)}
    result["ours"] |= {"candidates": sum(candidates for candidates, _pairs in done)} | _score(
        pairs, people.truth
    )
    _say("agreement with the online scorer")
    result["agreement"] = _agreement(work)
    _say("kill -9 in the middle, and on")
    result["resumed"] = _killed(command, killed, limit) | {"same": Folder(killed).pairs().equals(table)}
    if peer:
        _say("Splink")
        try:
            result["splink"] = _splink(folder, people.truth, limit)
            result["ratio"] = round(cost.seconds / result["splink"]["seconds"], 2)
        except EngineFailed as error:
            result["splink"] = {"failed": str(error)}
    result["seconds"] = round(time.monotonic() - began, 1)
    return result


def _say(step: str) -> None:
    click.echo(f"… {step}", err=True)


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one % 2 == 0 else (other, one)


def _score(found: set[tuple[int, int]], truth: set[tuple[int, int]]) -> dict[str, float]:
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / max(1, len(truth))
    f1 = 2 * right / max(1, len(found) + len(truth))
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _agreement(work: Any) -> dict[str, Any]:
    """The share of a sample of pairs whose weight is the online scorer's within a millionth, and the worst."""
    import numpy as np

    from accord.bench.relink.people import KEY
    from accord.linkage import Model
    from accord.linkage.batch.plan import Plan
    from accord.linkage.batch.prepare import prepared

    rows, model, table = prepared(work, Plan()), Model.load().keyed(KEY), work.pairs()
    at = {number: place for place, number in enumerate(rows.no.tolist())}
    chosen = np.random.default_rng(1).permutation(table.num_rows)[:SAMPLE]
    worst, same = 0.0, 0
    for place in chosen.tolist():
        left, right, weight = (table[name][place].as_py() for name in ("left", "right", "weight"))
        payloads = [rows.payloads[at[number]].tobytes() for number in (left, right)]
        off = abs(model.score(*payloads).weight - weight)
        worst, same = max(worst, off), same + (off <= 1e-6)
    return {"sample": len(chosen), "share": round(same / max(1, len(chosen)), 6), "worst": worst}


def _killed(command: list[str], path: Path, limit: float) -> dict[str, Any]:
    from accord.bench.link.measured import run
    from accord.linkage.batch.folder import Folder

    folder = Folder(path)
    child = subprocess.Popen([*command, str(path)])
    while child.poll() is None and len(folder.done()) < 2:
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    before = len(folder.done())
    cost = run([*command, str(path)], log=path.parent / "resumed.log", limit_seconds=limit)
    return {"chunks_before": before, "chunks": len(folder.done()), "seconds": cost.seconds}


def _splink(folder: Path, truth: set[tuple[int, int]], limit: float) -> dict[str, Any]:
    """Its pairs at the threshold that suits it best: the kinder comparison."""
    import numpy as np

    from accord.bench.link.engines import ENGINES, pairs_of

    found, cost = pairs_of(ENGINES["splink"], folder, limit)
    left, right, score = (np.asarray(column) for column in (found.left, found.right, found.score))
    order = np.argsort(-score)
    good = np.fromiter(
        (_in_order(int(left[at]), int(right[at])) in truth for at in order), dtype=bool, count=len(order)
    )
    right_so_far = np.cumsum(good)
    f1 = 2 * right_so_far / (np.arange(1, len(good) + 1) + len(truth))
    best = int(np.argmax(f1)) if len(f1) else 0
    return {
        "seconds": cost.seconds,
        "peak_mb": cost.peak_mb,
        "pairs": len(order),
        "f1": round(float(f1[best]), 4) if len(f1) else 0.0,
        "precision": round(float(right_so_far[best] / (best + 1)), 4) if len(f1) else 0.0,
        "recall": round(float(right_so_far[best] / max(1, len(truth))), 4) if len(f1) else 0.0,
    }
