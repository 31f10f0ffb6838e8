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
    import django

    django.setup()
    from django.utils import translation

    from accord.importing.language import operators_language

    with translation.override(operators_language()):
        reading, leaving = _load(file, form, map_file, source, retire=retire, dry_run=dry_run)
        said = errors or file.with_name(f"{file.name}.errors.csv")
        _write_remarks(said, reading)
        _say(reading, leaving if retire else None, said, dry_run=dry_run)
    if reading.refused:
        raise SystemExit(PARTLY)


def _load(
    file: Path, form: str, map_file: Path | None, source: str, *, retire: bool, dry_run: bool
) -> tuple[Reading, list[str]]:
    """What was read and loaded (or could be), and what the list names no longer."""
    import psycopg
    from django.utils.translation import gettext as _

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
        raise click.ClickException(_silent(error)) from None
    except psycopg.Error as error:
        raise click.ClickException(
            _("Nothing was loaded: %(why)s") % {"why": error.diag.message_primary}
        ) from None
    return reading, leaving


def _silent(error: Exception) -> str:
    from django.utils.translation import gettext as _

    return _("The database does not answer: is the platform running? (%(why)s)") % {"why": error}


def _say(reading: Reading, leaving: list[str] | None, remarks: Path, *, dry_run: bool) -> None:
    from django.utils.translation import gettext as _

    would = _("Services that would be loaded: %(n)d") if dry_run else _("Services loaded: %(n)d")
    click.echo(would % {"n": len(reading.offers)})
    click.echo(_("Rows refused: %(n)d") % {"n": reading.refused})
    click.echo(_("Remarks: %(n)d, in %(file)s") % {"n": len(reading.remarks), "file": remarks})
    if leaving is not None:
        gone = _("Services that would be retired: %(n)d") if dry_run else _("Services retired: %(n)d")
        click.echo(gone % {"n": len(leaving)})
        for line in leaving if dry_run else []:
            click.echo(f"  {line}")


def _leaving(reading: Reading) -> list[str]:
    """The services of this source that the list leaves out, as the operator may know them."""
    from django.db import OperationalError
    from django.utils.translation import gettext as _

    from accord.base.row_security.session import acting
    from accord.directory.queries import unnamed

    if reading.refused:
        raise click.UsageError(
            _("Some rows cannot be read, and what they name would be retired. Mend them first.")
        )
    try:
        with acting(door="cli", route="import directory"):
            return [f"{each.external_id}: {each.name_en}" for each in unnamed(reading)]
    except OperationalError as error:
        raise click.ClickException(_silent(error)) from None


def _read(file: Path, form: str, map_file: Path | None, source: str) -> Reading:
    from django.utils.translation import gettext as _

    from accord.directory.hsds.reading import read_hsds
    from accord.directory.mapped import read_mapped
    from accord.directory.mapping import load_mapping

    if form == "hsds":
        return read_hsds(file, source or file.stem)
    if map_file is None:
        raise click.UsageError(
            _("--map says which of the file’s columns is which; it is needed for this format.")
        )
    if file.is_dir():
        raise click.UsageError(_("%(file)s is a folder; only HSDS is read from folders.") % {"file": file})
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
