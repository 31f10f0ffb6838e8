"""`accord worker`: the process that does the jobs."""

import os

import click


@click.command()
@click.option("--concurrency", default=1, show_default=True, type=click.IntRange(1), help="Jobs at once.")
def worker(concurrency: int) -> None:
    """Work through the queue until stopped (the job at hand is finished first)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.web.settings")
    import django

    django.setup()
    from accord.base.jobs import run_worker

    run_worker(concurrency=concurrency)
