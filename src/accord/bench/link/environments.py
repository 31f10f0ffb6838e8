"""An environment for each peer, made at first use from hashed requirements, so that none can disturb ours.

The requirements are written by ``uv pip compile --universal --python-version 3.11 --generate-hashes --no-header
--no-annotate`` of ``splink~=5.0``; ``recordlinkage==0.16``; ``anonlink~=0.15`` with ``clkhash~=0.18``.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from accord.bench.link.measured import EngineFailed

ROOT = Path(__file__).parents[4]
FOLDER = ROOT / "build" / "peers"


def python_of(name: str) -> Path:
    """Return the Python of a peer's environment, made if it is missing or its requirements have changed.

    Raises EngineFailed with what to do when it cannot be made.
    """
    wanted = ROOT / f"requirements-peers-{name}.txt"
    if not wanted.exists():
        raise EngineFailed(f"{wanted.name} is missing: peers run from a checkout of the source")
    place = FOLDER / name
    python, stamp = place / "bin" / "python", place / "installed"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest and python.exists():
        return python
    shutil.rmtree(place, ignore_errors=True)
    _make(place, python, wanted)
    stamp.write_text(digest)
    return python


def _make(place: Path, python: Path, wanted: Path) -> None:
    install: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    steps: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", place],
        [*install, "--require-hashes", "--requirement", wanted],
    )
    for command in steps:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            said = [
                line
                for line in (done.stdout + done.stderr).splitlines()
                if "ERROR" in line or "rror:" in line
            ]
            shutil.rmtree(place, ignore_errors=True)
            raise EngineFailed(
                f"could not be installed: {(said or ['no reason given'])[-1].strip()[:200]}."
                f" Try: {sys.executable} -m pip download --require-hashes -r {wanted.name}"
            )
