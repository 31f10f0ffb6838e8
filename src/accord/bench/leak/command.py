"""`accord bench leak`."""

from __future__ import annotations

import json
import time
from typing import Any

import click


@click.command()
@click.option("--persons", default=20_000, show_default=True, help="Persons in the tables.")
@click.option("--seed", default=11, show_default=True, help="Another seed, other people.")
@click.option("--json", "only_json", is_flag=True, help="Print the JSON line alone.")
def leak(persons: int, seed: int, only_json: bool) -> None:
    """What a thief of the matcher's tables learns, without the key and with it."""
    began = time.monotonic()
    result = measured(persons, seed, say=lambda step: click.echo(f"… {step}", err=True))
    result["seconds"] = round(time.monotonic() - began, 1)
    if not only_json:
        click.echo(as_table(result))
    click.echo(json.dumps(result))


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
