"""`accord bench leak`."""

from __future__ import annotations

import json
import time
from typing import Any

import click

FILES = 10  # a member holds no more places than that at once


@click.command()
@click.option("--persons", default=20_000, show_default=True, help="Persons in the tables.")
@click.option("--seed", default=11, show_default=True, help="Another seed, other people.")
@click.option(
    "--timing", is_flag=True, help="Instead: does time tell a hidden thing of a survivor from none?"
)
@click.option("--rounds", default=2000, show_default=True, help="Rounds of each question of --timing.")
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def leak(persons: int, seed: int, timing: bool, rounds: int, only_json: bool) -> None:
    """What a thief of the matcher's tables learns, without the key and with it; with --timing, what a clock tells."""
    began = time.monotonic()
    said = lambda step: click.echo(f"… {step}", err=True)  # noqa: E731
    result, table = timed(rounds, said) if timing else _stolen(persons, seed, said)
    result["seconds"] = round(time.monotonic() - began, 1)
    if not only_json:
        click.echo(table)
    click.echo(json.dumps(result))


def _stolen(persons: int, seed: int, say: Any) -> tuple[dict[str, Any], str]:
    result = measured(persons, seed, say=say)
    return result, as_table(result)


def timed(rounds: int, say: Any) -> tuple[dict[str, Any], str]:
    """Whole requests against a database of their own; the answers' bytes are the two worlds' matter, in the tests."""
    import logging

    from accord.bench.throwaway import throwaway

    with throwaway("leak") as database:
        import django

        django.setup()
        logging.disable(logging.WARNING)
        from accord.bench.leak import timing
        from accord.bench.leak.partners import gather

        with database.administrator() as admin:
            say(f"{FILES} survivors' files, each with a referral, an application, a card and a held place")
            partners = gather(admin, FILES)
            admin.execute("VACUUM ANALYZE")
        result = {"rounds": rounds, "files": FILES, "timing": timing.measured(partners, rounds, say)}
    return result, timing.as_table(result)


def measured(persons: int, seed: int, say: Any = lambda step: None) -> dict[str, Any]:
    """Every attack on our composite keys and on the peer's single-field tokens, for each register."""
    from accord.bench.leak.dictionary import with_the_key
    from accord.bench.leak.frequency import by_rank
    from accord.bench.leak.graph import by_shape
    from accord.bench.leak.population import population
    from accord.bench.leak.tables import composites, secret, single_fields

    say(f"{persons:,} persons and three registers of them")
    people, registers = population(persons, seed)
    result: dict[str, Any] = {"persons": persons, "seed": seed, "frequency": {}, "graph": {}}
    key = secret()
    for name, encode in (("composite keys", composites), ("single fields (peer)", single_fields)):
        loot = encode(people, key)
        result.setdefault("keys_a_person", {})[name] = round(
            sum(len(row) for row in loot.stored) / len(loot.stored), 1
        )
        result["frequency"][name], result["graph"][name] = {}, {}
        for whose, register in registers.items():
            say(f"{name}: {whose}")
            known = encode(register.people, secret())
            result["frequency"][name][whose] = by_rank(loot, known.plain)
            result["graph"][name][whose] = by_shape(loot.stored, known.stored, register.whom)
        if encode is composites:
            say("with the key")
            result["length"] = told_length(people, loot.stored)
            result["with_the_key"] = with_the_key(loot, registers["half"].people, key)
    return result


def told_length(people: Any, stored: Any) -> float:
    """How well the number of keys tells the length of the names: squared correlation, 0 to 1."""
    import numpy as np

    letters = [len(person.given_name) + len(person.family_name) for person in people]
    return round(float(np.corrcoef(letters, [len(row) for row in stored])[0, 1] ** 2), 4)


def as_table(result: dict[str, Any]) -> str:
    """The result as tables of Markdown, for docs/performance.md."""
    lines = [
        f"{result['persons']:,} invented persons. Without the key; shares of the table.",
        "",
        "| tokens | the thief knows | first 100 ranks: learnt (claims right)"
        " | shape: named (claims right; surest 1 %) |",
        "| --- | --- | --- | --- |",
    ]
    for name, by_register in result["frequency"].items():
        for whose, by_count in by_register.items():
            rank, shape = by_count["100"], result["graph"][name][whose]
            lines.append(
                f"| {name} | {whose} | {rank['persons']:.4f} ({rank['right']:.4f})"
                f" | {shape['persons']:.4f} ({shape['right']:.4f}; {shape['surest']:.4f}) |"
            )
    opened = result["with_the_key"]
    lines += [
        "",
        f"The number of keys tells the length of the names with R² {result['length']}. With the key, the"
        f" dates of 90 years open the date of birth of {opened['dates']:.0%} of the persons, and {opened['names']:,}"
        f" family names × 366 birthdays the sound of a name and the birthday of {opened['persons']:.0%},"
        f" at {opened['a_second']:,} tries a second on one core.",
    ]
    return "\n".join(lines)
