"""The peer: Splink's look-up of one record, on the same people, in an environment of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parent / "peers" / "splink_between.py"
SECONDS = 900


def splink_between(persons: int, rounds: int, plain: list[Path]) -> dict[str, float] | str:
    """Milliseconds of ``predict_between``, or why there are none."""
    from accord.bench.link.environments import python_of
    from accord.bench.link.measured import EngineFailed

    try:
        python = python_of("splink")
    except EngineFailed as error:
        return str(error)
    done = subprocess.run(
        [python, SCRIPT, str(persons), str(rounds), *map(str, plain)],
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "Error" in line]
        return said[-1].strip() if said else f"exit code {done.returncode}"
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
