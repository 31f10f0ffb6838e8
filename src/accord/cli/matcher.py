"""`accord matcher`: care of the matcher's index."""

import click


@click.group()
def matcher() -> None:
    """Care of the matcher's index."""


@matcher.command()
def rebuild() -> None:
    """Make the index anew from the pointers: after a loss, or once a layout has changed. Stop the worker first."""
    import django

    from accord.base.postgres.databases import data_dir
    from accord.cli.prepare import use

    use(data_dir())
    django.setup()
    from accord.deconfliction.matching.rebuilding import count_filings, rebuild_index

    with click.progressbar(length=count_filings(), label="filings") as bar:
        filings = rebuild_index(bar.update)
    click.echo(f"Filings read: {filings}")
