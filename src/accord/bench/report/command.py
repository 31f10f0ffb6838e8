"""`accord bench all` and `accord bench report`."""

from __future__ import annotations

import json
import tempfile
from importlib.util import find_spec
from pathlib import Path

import click

ROOT = Path(__file__).parents[4]
RESULTS = ROOT / "build" / "bench" / "results"
PAGE = ROOT / "docs" / "performance.md"


@click.command("all")
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), help="Folder of labelled files."
)
@click.option("--size", type=click.Choice(["small", "full"]), default="full", show_default=True)
@click.option("--benches", default="", help="Comma-separated, to run some of them only.")
@click.option(
    "--results", type=click.Path(path_type=Path), default=RESULTS, help="Where JSON lines are kept."
)
def every(data: Path, size: str, benches: str, results: Path) -> None:
    """Run every bench that there is, one after another, and keep what each says."""
    from accord.bench.report.plan import plan
    from accord.bench.report.running import perform

    wanted = benches.split(",") if benches else []
    if not data.is_dir():
        click.echo(f"{data} is no folder: labelled files are left out (--data)", err=True)
    with tempfile.TemporaryDirectory(prefix="accord-bench-") as place:
        for run in plan(data, Path(place), small=size == "small"):
            there = find_spec(f"accord.bench.{run.bench}") is not None
            if not there or (wanted and run.bench not in wanted):
                continue
            click.echo(f"{run.bench}: {run.name}", err=True)
            for one in perform(run, results)["runs"]:
                click.echo(f"  {one.get('error', 'done')}", err=True)


@click.command()
@click.option(
    "--results", type=click.Path(path_type=Path), default=RESULTS, help="Where JSON lines are kept."
)
@click.option("--page", type=click.Path(path_type=Path), default=PAGE, help="The page to write.")
def report(results: Path, page: Path) -> None:
    """Write docs/performance.md anew from the results that are kept; what people wrote there stays."""
    from accord.bench.report.page import written

    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(results.glob("*.json"))]
    if not kept:
        raise click.UsageError(f"no results in {results}: run `accord bench all` first")
    page.write_text(written(page.read_text(encoding="utf-8"), kept), encoding="utf-8")
    click.echo(f"{page.name}: {len(kept)} results", err=True)
