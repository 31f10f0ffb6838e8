"""`accord translations`: English from the code, French in the catalogue."""

from pathlib import Path

import click

PACKAGE = Path(__file__).resolve().parents[1]


@click.group()
def translations() -> None:
    """Keep the French in step with the English."""


@translations.command()
def extract() -> None:
    """Bring the French catalogue into step with the code, keeping what is translated."""
    from accord.base.translations import catalogue
    from accord.base.translations.extract import Unreadable, messages

    file = catalogue.path_of(PACKAGE)
    try:
        fresh = catalogue.brought_into_step(catalogue.read(file), messages(PACKAGE))
    except Unreadable as error:
        raise click.ClickException(f"{error}. The catalogue was left as it is.") from None
    catalogue.write(fresh, file)
    missing = sum(1 for entry in fresh if entry.id and not all(catalogue.french_forms(entry)))
    click.echo(f"{len(fresh)} strings, {missing} without French: {file}")


@translations.command("compile")
def compile_() -> None:
    """Write the .mo file that Django reads."""
    from accord.base.translations import catalogue

    click.echo(catalogue.compile_to_mo(catalogue.path_of(PACKAGE)))


@translations.command()
def check() -> None:
    """Fail when anything on screen is not in both languages."""
    from accord.base.translations.problems import problems

    found = problems(PACKAGE)
    for problem in found:
        click.echo(problem)
    if found:
        raise click.ClickException(f"{len(found)} problems with the translations.")
