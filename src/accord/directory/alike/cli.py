"""`accord directory duplicates`: organizations of the lists that may be one."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for other programs.")
@click.option("--all", "everything", is_flag=True, help="Also pairs that were judged already.")
def duplicates(as_json: bool, everything: bool) -> None:
    """List pairs of organizations that may be one, the likeliest first, each with its reasons."""
    import django

    django.setup()
    from django.db import OperationalError

    from accord.base import audit
    from accord.base.row_security.session import acting
    from accord.directory.alike.facts import all_facts
    from accord.directory.alike.judging import judged
    from accord.directory.alike.pairs import suggested

    try:
        with acting(door="cli", route="directory duplicates"):
            facts, verdicts = all_facts(), judged()
            audit.record("directory.duplicates_listed")
    except OperationalError as error:
        raise click.ClickException(
            f"The database does not answer: is the platform running? ({error})"
        ) from None
    by_id = {each.id: each for each in facts}
    lines = [
        {
            "one": {"id": str(each.one), "name": by_id[each.one].shown, "source": by_id[each.one].source},
            "other": {
                "id": str(each.other),
                "name": by_id[each.other].shown,
                "source": by_id[each.other].source,
            },
            "likeness": each.likeness,
            "reasons": list(each.reasons),
            "judged": verdicts.get((each.one, each.other), ""),
        }
        for each in suggested(facts)
        if everything or (each.one, each.other) not in verdicts
    ]
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for line in lines:
        one, other = ("{name} [{source}]".format(**line[side]) for side in ("one", "other"))  # type: ignore[arg-type]
        click.echo(f"{line['likeness']:.2f}  {one}  =?  {other}  ({', '.join(line['reasons'])})")  # type: ignore[arg-type]
    click.echo(f"{len(lines)} pairs of {len(facts)} organizations")
