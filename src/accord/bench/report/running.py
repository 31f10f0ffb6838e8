"""Runs a bench as anybody would, and keeps its JSON line with the command, the machine and the date."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accord.bench.report.plan import Run


def perform(run: Run, results: Path) -> dict[str, Any]:
    """Run a bench as often as planned; store and return ``{"name", "bench", "command", "machine", "runs"}``."""
    command = ["bench", run.bench, *run.arguments, "--json"]
    kept: dict[str, Any] = {
        "name": run.name,
        "bench": run.bench,
        "command": " ".join(["accord", *map(_short, command)]),
        "machine": machine(),
        "date": datetime.now(UTC).date().isoformat(),
        "runs": [_once(command) for _time in range(run.times)],
    }
    results.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", f"{run.bench} {run.name}".lower()).strip("-")
    (results / f"{name}.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return kept


def _once(command: list[str]) -> dict[str, Any]:
    load = round(os.getloadavg()[0], 1)
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", *command], capture_output=True, text=True, check=False
    )
    line = (done.stdout.strip().splitlines() or [""])[-1]
    try:
        return {"load": load, "result": json.loads(line)}
    except ValueError:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return {"load": load, "error": f"stopped with {done.returncode}: {said[:300]}"}


def _short(argument: str) -> str:
    """A file by its name alone: no paths of one machine in the documentation."""
    short = Path(argument).name if "/" in argument else argument
    return f"'{short}'" if " " in short else short


def machine() -> str:
    """Return cores, memory and Python of this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"
