"""`accord export directory`: the public directory in an open format."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import click


@click.command()
@click.option("--format", "form", required=True, type=click.Choice(("hsds-json", "hsds-csv")))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A file, or for CSV a folder.")
@click.option("--source", default="", help="Only what came from this list.")
def directory(form: str, out: Path, source: str) -> None:
    """Write the directory as Open Referral HSDS 3.0: a JSON list of services, or a folder of tables."""
    import django

    django.setup()
    from django.db import OperationalError

    from accord.base import audit
    from accord.base.row_security.session import acting
    from accord.directory.hsds import writing
    from accord.directory.queries import offers

    try:
        with acting(door="cli", route="export directory"):
            services = [writing.service(whose, offer) for whose, offer in offers(source)]
            audit.record("directory.exported", reason=source)
    except OperationalError as error:
        raise click.ClickException(
            f"The database does not answer: is the platform running? ({error})"
        ) from None
    if form == "hsds-json":
        out.write_text(json.dumps(services, ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        _write_tables(services, out)
    click.echo(f"{len(services)} services: {out}")


def _write_tables(services: list[dict[str, Any]], folder: Path) -> None:
    from accord.directory.hsds.tables import FILES, flattened, neutral

    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for kind, rows in flattened(services).items():
        columns = list(dict.fromkeys(name for row in rows for name in row)) or ["id"]
        with (folder / f"{FILES[kind]}.csv").open("w", newline="", encoding="utf-8") as out:
            lines = csv.writer(out)
            lines.writerow(columns)
            lines.writerows([neutral(str(row.get(name, ""))) for name in columns] for row in rows)
        fields = [{"name": name} for name in columns]
        resources.append({"name": kind, "path": f"{FILES[kind]}.csv", "profile": "tabular-data-resource",
                          "schema": {"fields": fields, "primaryKey": "id"}})  # fmt: skip
    package = {"name": "accord-directory", "profile": "tabular-data-package", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1), encoding="utf-8")
