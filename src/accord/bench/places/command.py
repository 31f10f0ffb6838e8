"""`accord bench places`."""

from __future__ import annotations

import json

import click


@click.command()
@click.option(
    "--services", default=5_000, show_default=True, type=click.IntRange(1), help="Services in the list."
)
@click.option("--persons", default=2_000, show_default=True, type=click.IntRange(1), help="Persons who wait.")
@click.option(
    "--farthest-km",
    default=300.0,
    show_default=True,
    type=click.FloatRange(0),
    help="No pair is made beyond; 0: no limit.",
)
@click.option(
    "--free",
    default=0.17,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Share of the services with a place free.",
)
@click.option("--seed", default=11, show_default=True, help="Another seed, another country.")
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def places(services: int, persons: int, farthest_km: float, free: float, seed: int, only_json: bool) -> None:
    """How fast places are found for one person, and how many of a waiting list stay without, beside peers."""
    from accord.bench.places.measure import measured
    from accord.bench.places.table import as_table

    result = measured(services, persons, farthest_km, free, seed,
                      say=lambda step: click.echo(f"… {step}", err=True))  # fmt: skip
    if not only_json:
        click.echo(as_table(result))
    click.echo(json.dumps(result))
