"""`accord seed`: the invented story of the demonstration, in a process of its own."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

DONE, SIGN_INS = "seeded", "sign-ins.txt"


@click.command(hidden=True)
@click.option("--reports", type=click.IntRange(1), help="How many reports the story has.")
def seed(reports: int | None) -> None:
    """Fill the database in ACCORD_DATA with an invented story, once."""
    from accord.base.postgres.databases import data_dir
    from accord.cli.prepare import use

    use(data_dir())
    if find_spec("accord.story") is None or find_spec("accord.story.seed") is None:
        click.echo("There is no story to tell yet: the platform starts empty.")
        return
    import django

    django.setup()
    from accord.story import seed as story  # type: ignore[attr-defined,unused-ignore]

    _tell(data_dir() / DONE, reports, story)
    _write_sign_ins(data_dir() / SIGN_INS, story)


def _tell(done: Path, reports: int | None, story: Any) -> None:
    """Once. The story itself tells on where an interrupted telling stopped."""
    length = str(reports) if reports else "its own"
    if not done.exists():
        story.seed(**({"reports": reports} if reports else {}))
        done.write_text(length)
    elif reports and done.read_text() != length:
        click.echo(f"The story was told already (reports: {done.read_text()}). --fresh tells it anew.")


def _write_sign_ins(file: Path, story: Any) -> None:
    """`story.sign_ins()` gives pairs: who, and how to sign in."""
    pairs: list[tuple[str, str]] = getattr(story, "sign_ins", lambda: [])()
    file.write_text("".join(f"  {who:<48} {how}\n" for who, how in pairs))
