"""`accord bench directory`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.option(
    "--lists",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of the public lists that the questions were judged on.",
)
@click.option(
    "--services", default=50_000, show_default=True, type=click.IntRange(1), help="Services when it is timed."
)
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def directory(lists: Path, services: int, only_json: bool) -> None:
    """How often what people type finds a service that answers, and how fast, beside what databases offer."""
    from accord.bench.directory.table import as_table
    from accord.bench.throwaway import throwaway

    with throwaway("directory") as database:
        import django

        django.setup()
        from accord.bench.directory.measure import measured

        with database.administrator() as admin:
            try:
                result = measured(admin, database.environment["ACCORD_OWNER_URL"], lists, services,
                                  say=lambda step: click.echo(f"… {step}", err=True))  # fmt: skip
            except FileNotFoundError as error:
                raise click.UsageError(
                    f"{error} is not there: --lists names the folder of the public lists"
                ) from None
    if not only_json:
        click.echo(as_table(result))
    click.echo(json.dumps(result))
