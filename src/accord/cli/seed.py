"""`accord seed`: the invented story of the demonstration, in a process of its own."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click

REPORTS = 120
TELLING, DONE, SIGN_INS = "telling", "seeded", "sign-ins.txt"


@click.command(hidden=True)
@click.option(
    "--reports", default=REPORTS, show_default=True, type=click.IntRange(1), help="Reports to file."
)
def seed(reports: int) -> None:
    """Fill the empty database in ACCORD_DATA with an invented story, once."""
    from accord.base.postgres.databases import data_dir
    from accord.cli.prepare import use

    use(data_dir())
    if find_spec("accord.story") is None or find_spec("accord.story.seed") is None:
        click.echo("There is no story to tell: the platform starts empty.")
        return
    import django

    django.setup()
    from accord.story import seed as story

    _tell(data_dir(), reports, story.seed)
    # Pairs: who, and whom to choose from the list of the demonstration.
    lines = [f"  {who:<40} {name}\n" for who, name in story.sign_ins()]
    (data_dir() / SIGN_INS).write_text("".join(lines))
    _write_list_of_the_door()


def _write_list_of_the_door() -> None:
    """Whom the demonstration's sign-in page offers: every invented member, by agency."""
    from accord.door.demo import SignIn, write_sign_ins
    from accord.story.cast import AGENCIES, MEMBERS

    write_sign_ins(
        SignIn(str(member.id), member.name, agency.name_en, agency.name_fr, member.title_en, member.title_fr)
        for agency in AGENCIES
        for member in MEMBERS
        if member.agency == agency.short
    )


def _tell(data: Path, reports: int, story: Callable[..., None]) -> None:
    """Once. A mark stands while it is told, so that half a story is noticed at the next start."""
    done = data / DONE
    if done.exists():
        if done.read_text() != str(reports):
            click.echo(f"The story was told with {done.read_text()} reports; --fresh tells it anew.")
        return
    (data / TELLING).touch()
    with click.progressbar(length=reports, label="Telling the story") as bar:
        story(reports=reports, progress=bar.update)
    done.write_text(str(reports))
    (data / TELLING).unlink()
