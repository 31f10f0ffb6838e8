"""`accord import directory`: a published list of services, in one transaction."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from accord.directory.records import Reading

PARTLY = 3  # exit code: the list was loaded, without the rows that are remarked as not loaded


@click.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", required=True, type=click.Choice(("hsds", "csv", "json")))
@click.option(
    "--map", "map_file", type=click.Path(exists=True, path_type=Path), help="MAP.toml: ours = theirs."
)
@click.option("--source", default="", help="Whose list this is [default: the map's, or the name of FILE].")
@click.option("--errors", type=click.Path(path_type=Path), help="List of remarks [default: FILE.errors.csv].")
@click.option(
    "--retire", is_flag=True, help="Mark as no longer offered what this list used to name and does not."
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, load nothing.")
def directory(
    file: Path,
    form: str,
    map_file: Path | None,
    source: str,
    errors: Path | None,
    retire: bool,
    dry_run: bool,
) -> None:
    """Load the published list of services in FILE: HSDS as JSON, folder or ZIP; else CSV or JSON with a map.

    A list is loaded whole or not at all; a later one of the same source replaces what it names, but nothing that an
    agency has taken over on the pages. What it no longer names stays, unless --retire is given. Exit code 0: every row
    was loaded; 3: some rows could not be (see the list of remarks); 2: nothing could be read.
    """
    import psycopg

    from accord.directory.loading import check, load
    from accord.directory.records import BadList

    try:
        reading = _read(file, form, map_file, source)
        leaving = _leaving(reading) if retire else []
        if dry_run:
            check(reading)
        else:
            load(reading, retire=retire)
    except BadList as error:
        raise click.UsageError(str(error)) from None
    except psycopg.OperationalError as error:
        raise click.ClickException(
            f"The database does not answer: is the platform running? ({error})"
        ) from None
    except psycopg.Error as error:
        raise click.ClickException(f"Nothing was loaded: {error.diag.message_primary}") from None
    said = errors or file.with_name(f"{file.name}.errors.csv")
    _write_remarks(said, reading)
    done = "would be loaded" if dry_run else "loaded"
    click.echo(f"{len(reading.offers)} services {done}, {reading.refused} rows refused, "
               f"{len(reading.remarks)} remarks: {said}")  # fmt: skip
    if retire:
        click.echo(f"{len(leaving)} services {'would be retired' if dry_run else 'retired'}")
        for line in leaving if dry_run else []:
            click.echo(f"  {line}")
    if reading.refused:
        raise SystemExit(PARTLY)


def _leaving(reading: Reading) -> list[str]:
    """The services of this source that the list leaves out, as the operator may know them."""
    import django

    django.setup()
    from django.db import OperationalError

    from accord.base.row_security.session import acting
    from accord.directory.queries import unnamed

    if reading.refused:
        raise click.UsageError(
            "Some rows cannot be read, and what they name would be retired. Mend them first."
        )
    try:
        with acting(door="cli", route="import directory"):
            return [f"{each.external_id}: {each.name_en}" for each in unnamed(reading)]
    except OperationalError as error:
        raise click.ClickException(
            f"The database does not answer: is the platform running? ({error})"
        ) from None


def _read(file: Path, form: str, map_file: Path | None, source: str) -> Reading:
    from accord.directory.hsds.reading import read_hsds
    from accord.directory.mapped import read_mapped
    from accord.directory.mapping import load_mapping

    if form == "hsds":
        return read_hsds(file, source or file.stem)
    if map_file is None:
        raise click.UsageError(
            "--map says which of the file's columns is which; it is needed for this format."
        )
    if file.is_dir():
        raise click.UsageError(f"{file} is a folder; only HSDS is read from folders.")
    reading = read_mapped(file, load_mapping(map_file), form)
    reading.source = source or reading.source
    return reading


def _write_remarks(file: Path, reading: Reading) -> None:
    from accord.directory.hsds.tables import neutral

    with file.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow(("row", "record", "field", "remark"))
        lines.writerows(
            (each.row, neutral(each.record), each.field, neutral(each.remark)) for each in reading.remarks
        )
