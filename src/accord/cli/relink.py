"""`accord relink`: every pair of persons compared anew."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

STEPS = {"read": "persons read", "compare": "parts compared", "tell": "pairs told", "known": "known pairs"}


@click.command()
@click.option(
    "--model",
    "model_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Weights to compare by. [default: those that come with Accord]",
)
@click.option("--dry-run", is_flag=True, help="Compare and count; tell nobody, change nothing.")
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def relink(model_file: Path | None, dry_run: bool, only_json: bool) -> None:
    """Compare every pair of persons of different agencies anew, and tell what that changes.

    Killed at any moment, it goes on where it was when the same command is given again. On a Spark cluster where
    ACCORD_SPARK_MASTER names one.
    """
    from accord.base.postgres.databases import data_dir
    from accord.cli.prepare import use

    use(data_dir())
    import django

    django.setup()
    from accord.deconfliction.matching.relinking.run import AlreadyRunning
    from accord.deconfliction.matching.relinking.run import relink as run

    try:
        result = run(model_file, dry_run=dry_run, tell=_Line() if not only_json else _Line(0))
    except AlreadyRunning:
        raise click.ClickException("another relinking is at work") from None
    except (ValueError, KeyError) as error:
        raise click.ClickException(f"the model cannot be used: {error}") from None
    except KeyboardInterrupt:
        click.echo("\nStopped. Give the same command again to go on from here.", err=True)
        sys.exit(130)
    click.echo(json.dumps(result))


class _Line:
    """One line on standard error: the step, its share, pairs, seconds left."""

    def __init__(self, every: float = 1.0) -> None:
        self._every = every if sys.stderr.isatty() or not every else 10.0
        self._step, self._began, self._first, self._said = "", 0.0, 0, 0.0

    def __call__(self, progress: Any) -> None:
        at = time.monotonic()
        if progress.step != self._step:
            self._step, self._began, self._first, self._said = progress.step, at, progress.done, 0.0
        if not self._every or (at - self._said < self._every and progress.done < progress.of):
            return
        self._said = at
        done = progress.done - self._first
        left = (at - self._began) / done * (progress.of - progress.done) if done else 0
        pairs = f", {progress.pairs:,} pairs" if progress.pairs else ""
        share = progress.done / max(1, progress.of)
        click.echo(
            f"{STEPS[progress.step]}: {progress.done:,} of {progress.of:,} ({share:.0%}){pairs}, {left:.0f} s left",
            err=True,
        )
