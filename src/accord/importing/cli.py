"""`accord import persons`: a partner's file into one dossier. (`directory` has a file of its own.)"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from accord.importing.directory import directory

__all__ = ["directory", "persons"]

PARTLY = 3  # exit code: everything was read, and some rows could not be filed


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--agency", required=True, help="Short name of the agency that files.")
@click.option("--dossier", required=True, help="The dossier: its id, or its title.")
@click.option(
    "--map", "map_file", required=True, type=click.Path(path_type=Path), help="MAP.toml: ours = theirs."
)
@click.option(
    "--mandate", envvar="ACCORD_MANDATE", help="Token that a lead of the dossier made in the console."
)
@click.option("--lawful-reference", default="", help="Act, agreement or order under which these are filed.")
@click.option("--reason", default="", help="Why these are filed.")
@click.option("--role", default="other", show_default=True, help="Role of persons whose row names none.")
@click.option("--errors", type=click.Path(path_type=Path), help="List of remarks [default: FILE.errors.csv].")
@click.option("--dry-run", is_flag=True, help="Read and check everything, file nothing.")
@click.option(
    "--batch", default=250, show_default=True, type=click.IntRange(1, 5000), help="Rows a transaction."
)
def persons(file: Path, map_file: Path, **options: Any) -> None:
    """Import persons and identifiers from FILE (CSV of any dialect, or Parquet).

    A run that was interrupted is simply run again: rows that were filed are not filed twice. Exit code 0: every row was
    filed; 3: some rows were not (see the list of remarks); 2: nothing could be started.
    """
    import django

    django.setup()
    from django.db import OperationalError

    from accord.importing.mapping import BadMap, load_mapping
    from accord.importing.source import BadFile, open_source

    try:
        source, mapping = open_source(file), load_mapping(map_file)
        _run(source, mapping, errors=options.pop("errors") or Path(f"{file}.errors.csv"), **options)
    except (BadFile, BadMap) as error:
        raise click.UsageError(str(error)) from None
    except OperationalError as error:
        raise click.ClickException(
            f"The database does not answer: is the platform running? ({error})"
        ) from None


def _run(source: Any, mapping: Any, *, errors: Path, batch: int, dry_run: bool, **options: Any) -> None:
    from django.conf import settings

    from accord.importing.authority import Authority, NoAuthority
    from accord.importing.rows import Filing
    from accord.importing.run import import_persons
    from accord.reports.vocabulary import PersonRole

    if options["role"] not in PersonRole.values:
        raise click.UsageError(f"--role: choose one of {', '.join(PersonRole.values)}")
    if settings.DEMO:
        options = {**options, "lawful_reference": options["lawful_reference"] or "Demonstration",
                   "reason": options["reason"] or "Demonstration"}  # fmt: skip
    if not dry_run and not (options["lawful_reference"].strip() and options["reason"].strip()):
        raise click.UsageError(
            "Filing needs --lawful-reference and --reason: who reads a hit must know the ground."
        )
    filing = Filing(options["lawful_reference"], options["reason"], date.today(), options["role"])
    try:
        authority = Authority.of(options["agency"], options["dossier"], options["mandate"] or "")
        with click.progressbar(length=source.count(), label=os.path.basename(source.path)) as bar:
            result = import_persons(
                source, mapping, filing, dossier_id=authority.dossier_id, act=authority.act, errors=errors,
                dry_run=dry_run, batch=batch, progress=bar.update,
            )  # fmt: skip
    except NoAuthority as error:
        raise click.UsageError(str(error)) from None
    _say(result, errors, dry_run)


def _say(result: Any, errors: Path, dry_run: bool) -> None:
    would = result.read - result.refused
    done = (
        f"{would} could be filed" if dry_run else f"{result.filed} filed, {result.already} were filed before"
    )
    click.echo(f"{result.read} rows read: {done}, {result.refused} refused, {result.remarked} with remarks.")
    if result.refused or result.remarked:
        click.echo(f"See {errors}")
    if result.refused:
        raise SystemExit(PARTLY)
