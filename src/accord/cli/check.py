"""`accord check`: what `make check` asks besides style and types."""

import os
import warnings

import click


@click.group()
def check() -> None:
    """Check that generated things are in step with the code."""


@check.command()
def migrations() -> None:
    """Fail when a model has changed and its migration is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    # The check compares files with models; that no database answers is no matter here.
    warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
    call_command("makemigrations", check=True, dry_run=True, interactive=False, verbosity=1)
