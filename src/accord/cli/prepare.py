"""Bring everything that lies outside the code into step with it: database, translations, static files."""

import os
import subprocess
import sys
from pathlib import Path

import click

SETTINGS = "accord.web.settings"
PACKAGE = Path(__file__).resolve().parents[1]


def use(data: Path) -> None:
    """Make `data` the place of database and secrets, for this process and its children."""
    os.environ["ACCORD_DATA"] = str(data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def bring_into_step(admin_url: str) -> None:
    """Roles, schemas, secrets, migrations, translations and static files. Safe to repeat."""
    from accord.base.postgres.databases import secrets_dir
    from accord.base.postgres.migrate import migrate
    from accord.base.postgres.provision import provision
    from accord.permits.loading import load as load_rights

    provision(admin_url, secrets_dir=secrets_dir())
    try:
        migrate()
    except subprocess.CalledProcessError as error:
        raise click.ClickException(f"the migrations failed. {error.stderr or ''}") from None
    load_rights()
    compile_translations()
    collect_static()


def compile_translations() -> None:
    from accord.base.translations import catalogue

    po = catalogue.path_of(PACKAGE)
    mo = po.with_suffix(".mo")
    if po.exists() and not (mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime):
        catalogue.compile_to_mo(po)


def collect_static() -> None:
    """Gather and fingerprint what the pages load, where WhiteNoise serves it from."""
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    done = subprocess.run(
        command,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS},
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise click.ClickException(f"static files could not be gathered: {done.stderr.strip()}")
