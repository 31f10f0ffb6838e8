"""The command itself: arrange, feed, wait, score, print one line of JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from accord.bench.throwaway import Throwaway

WAIT_SECONDS = 600
REPORTS_A_SECOND = 20.0


@click.command("hits")
@click.argument("left", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("right", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "map_file", required=True, type=click.Path(path_type=Path), help="MAP.toml with [truth]."
)
@click.option("--pointers", type=click.Choice(["open", "protected"]), default="open", show_default=True)
@click.option(
    "--rate", default=REPORTS_A_SECOND, show_default=True, help="Reports a second of the right file."
)
@click.option("--json", "as_json", is_flag=True, help="Print nothing but the last line.")
def hits(left: Path, right: Path, map_file: Path, pointers: str, rate: float, as_json: bool) -> None:
    """File LEFT and RIGHT as two agencies through the real path, and compare the hits with the truth."""
    import os

    from accord.bench.throwaway import throwaway

    # One member of the bench files a whole country's reports; the quota is a setting, and is tested elsewhere.
    os.environ["ACCORD_REPORTS_A_DAY"] = "10000000"
    with throwaway("hits") as place:
        import django

        django.setup()
        from accord.importing.mapping import BadMap, load_mapping
        from accord.importing.source import BadFile, open_source

        try:
            mapping = load_mapping(map_file)
            if mapping.truth is None:
                raise BadMap("the map has no [truth]: nothing to compare with")
            sources = open_source(left), open_source(right)
            maps = [_fitting(mapping, source) for source in sources]
        except (BadFile, BadMap) as error:
            raise click.UsageError(str(error)) from None
        result = _measure(place, list(zip(sources, maps, strict=True)), pointers, rate, quiet=as_json)
    click.echo(json.dumps(result))


def _measure(
    place: Throwaway, files: list[tuple[Any, Any]], pointers: str, rate: float, *, quiet: bool
) -> dict[str, Any]:
    from accord.bench.hits import feed, score, stage

    left, right = stage.open_desk("Left"), stage.open_desk("Right")
    filing = feed.filing_of(pointers)
    counts = [source.count() for source, _mapping in files]
    with place.administrator() as admin, worker(place):
        start = time.monotonic()
        with _bar(counts[0], "left", quiet) as bar:
            feed.feed_in_bulk(left, *files[0], filing, bar)
        wait_for_jobs(admin)
        with _bar(counts[1], "right", quiet) as bar:
            feed.feed_one_by_one(right, *files[1], filing, a_second=rate, progress=bar)
        wait_for_jobs(admin)
        seconds = time.monotonic() - start
        labels = [
            _by_report(admin, feed.labels_of(desk, source, mapping), desk.dossier_id)
            for desk, (source, mapping) in zip((left, right), files, strict=True)
        ]
        found = score.found_pairs(admin, left.dossier_id, right.dossier_id, brokered=pointers == "protected")
        true = score.true_pairs(*labels)
        return {
            "left": counts[0],
            "right": counts[1],
            "pairs_true": len(true),
            "hits": len(found),
            **score.quality(found, true),
            "seconds": round(seconds, 1),
            "records_per_second": round(sum(counts) / seconds, 1),
            "hit_latency_ms": score.percentiles(score.latencies(admin, right.dossier_id)),
        }


def _fitting(mapping: Any, source: Any) -> Any:
    """The map as far as this file has its columns; what it lacks is said, and matters less than a run that stops."""
    fitting = mapping.within(source.columns)
    if missing := mapping.missing_columns(source.columns):
        click.echo(f"{source.path.name} has no column {', '.join(missing)}", err=True)
    if not fitting.fields or mapping.truth.column not in source.columns:
        raise click.UsageError(
            f"{source.path}: the map fits no column of it, or the column of the truth is missing"
        )
    return fitting


def _by_report(admin: Any, labels: dict[uuid.UUID, str], dossier: uuid.UUID) -> dict[uuid.UUID, str]:
    rows = admin.execute("SELECT id, form_key FROM accord.report WHERE dossier_id = %s", [dossier]).fetchall()
    return {report: labels[form_key] for report, form_key in rows}


@contextmanager
def worker(place: Throwaway) -> Iterator[None]:
    """One worker in a process of its own, as in real life."""
    import os

    child = subprocess.Popen(
        [sys.executable, "-m", "accord.cli", "worker"],
        env={**os.environ, **place.environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        child.terminate()
        child.wait(30)


def wait_for_jobs(admin: Any) -> None:
    """Until the queue is empty. Raises ``TimeoutError``, never hangs."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        [(open_jobs,)] = admin.execute(
            "SELECT count(*) FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'doing')"
            " AND (scheduled_at IS NULL OR scheduled_at <= now())"
        ).fetchall()
        if not open_jobs:
            return
        time.sleep(0.05)
    raise TimeoutError(f"jobs were still open after {WAIT_SECONDS} s")


@contextmanager
def _bar(length: int, label: str, quiet: bool) -> Iterator[Any]:
    if quiet:
        yield lambda rows: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update
