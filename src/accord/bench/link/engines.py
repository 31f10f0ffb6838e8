"""The engines: what each is called, how it is started, and what it hands back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from accord.bench.link import environments
from accord.bench.link.halves import Weights
from accord.bench.link.measured import Cost, EngineFailed, run
from accord.bench.link.scoring import Pairs

_PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True, slots=True)
class Engine:
    """``command``: makes the beginning of the command line; it is given a folder to read from and to write into.

    The folder holds ``left.csv`` and, to link, ``right.csv``, as :mod:`accord.bench.link.prepared` writes them. The
    engine leaves ``pairs.parquet`` or ``pairs.csv`` there: row of the left file, row of the right (of the left again
    for one file), score; the columns are called left, right and score, and ``unresolved`` for the score before
    one-to-one decisions.
    """

    name: str
    ours: bool
    command: Callable[[], list[str]]


def _own(name: str) -> Engine:
    return Engine(name, True, lambda: [sys.executable, "-m", "accord.bench.link.ours", name])


def _peer(name: str, package: str = "", *options: str) -> Engine:
    package = package or name
    script = str(_PEERS / f"{package}_pairs.py")
    return Engine(name, False, lambda: [str(environments.python_of(package)), script, *options])


ENGINES = {
    one.name: one
    for one in (
        *map(_own, ("tokens", "plain", "batch")),
        _peer("splink"),
        _peer("splink_every_column", "splink", "--every-column"),
        _peer("recordlinkage"),
        _peer("anonlink"),
    )
}


def pairs_of(engine: Engine, folder: Path, limit_seconds: float) -> tuple[Pairs, Cost]:
    """Run an engine on a prepared folder; raises EngineFailed. Making a peer's environment is not timed."""
    for old in folder.glob("pairs.*"):
        old.unlink()
    command = engine.command()
    cost = run([*command, str(folder)], log=folder / f"{engine.name}.log", limit_seconds=limit_seconds)
    return _read(folder), cost


def _read(folder: Path) -> Pairs:
    found = next((folder / name for name in ("pairs.parquet", "pairs.csv") if (folder / name).exists()), None)
    if found is None:
        raise EngineFailed("it left no pairs")
    source = (
        duckdb.from_parquet(str(found)) if found.suffix == ".parquet" else duckdb.from_csv_auto(str(found))
    )
    wanted = 'CAST("left" AS BIGINT) AS l, CAST("right" AS BIGINT) AS r, CAST(score AS DOUBLE) AS s'
    before = "unresolved" in source.columns
    columns = source.project(f"{wanted}, CAST(unresolved AS DOUBLE) AS b" if before else wanted).fetchnumpy()

    def scores(of: str) -> Weights:
        return np.asarray(np.nan_to_num(np.ma.filled(columns[of], -np.inf), nan=-np.inf), dtype=float)

    left, right = np.asarray(columns["l"]), np.asarray(columns["r"])
    return Pairs(left, right, scores("s"), scores("b") if before else None)
