"""`accord onboard`: an agency and its first administrator, made by the operator of the server."""

from __future__ import annotations

import os
from typing import Any

import click

REALMS = ("enforcement", "support", "authority", "coordination")


@click.command()
@click.argument("short_name")
@click.option("--realm", required=True, type=click.Choice(REALMS), help="What the agency is for.")
@click.option("--name-en", required=True, help="Its name in English.")
@click.option("--name-fr", required=True, help="Its name in French.")
@click.option("--short-name-fr", default="", help="Its abbreviation in French, where it differs.")
@click.option("--city", default="", help="Where it is.")
@click.option("--province", default="", help="Code of the province, such as QC.")
@click.option("--desk-phone", default="", help="The number that partners call about a hit.")
@click.option(
    "--immigration-enforcement", is_flag=True, help="It enforces immigration law: it is never matched."
)
@click.option("--administrator", required=True, help="Name of its first administrator.")
@click.option("--email", required=True, help="The administrator's address, which signs in.")
@click.option("--language", default="en", show_default=True, type=click.Choice(("en", "fr")))
@click.option(
    "--address", default="http://localhost:8000", show_default=True, help="Where the platform answers."
)
def onboard(
    short_name: str, administrator: str, email: str, language: str, address: str, **facts: Any
) -> None:
    """Found the agency SHORT_NAME and invite its first administrator.

    The administrator then makes the other accounts on the pages; a commander opens the desk. Nobody here gets a seat.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.web.settings")
    import django

    django.setup()
    import psycopg
    from django.core.exceptions import ValidationError

    from accord.base.clock import new_id

    member = new_id()
    try:
        _found(short_name, member, administrator, language, facts)
        token = _invite(member, email)
    except psycopg.errors.UniqueViolation:
        raise click.UsageError(f"An agency called {short_name} stands already.") from None
    except ValidationError as error:
        raise click.UsageError(" ".join(error.messages)) from None
    click.echo(
        f"{short_name} stands. Give this to {administrator} in person; it opens once, and not for long:"
    )
    click.echo(f"  {address}/{language}/account/invitation/?token={token}")


def _found(short_name: str, member: Any, name: str, language: str, facts: dict[str, Any]) -> None:
    from accord.agencies.founding import Founding
    from accord.base.clock import new_id

    with Founding() as founding:
        agency = founding.agency(id=new_id(), short_name=short_name, **facts)
        founding.member(
            id=member,
            agency=agency,
            human_id=new_id(),
            name=name,
            duties=["administrator"],
            language=language,
        )


def _invite(member: Any, email: str) -> str:
    from accord.base.row_security.session import acting
    from accord.door import actions

    with acting(door="cli", route="onboard"):
        account = actions.make_account(by=member, member_id=member, email=email)
        return actions.invite(by=member, account=account)
