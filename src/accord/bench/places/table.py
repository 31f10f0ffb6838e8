"""The figures as tables of Markdown."""

from __future__ import annotations

from typing import Any

TOLD = ("unmet", "minors_unmet", "mean_as_if_km", "seconds")


def as_table(result: dict[str, Any]) -> str:
    """The result as tables of Markdown, for docs/performance.md."""
    quick, ours, first, highs = (result[name] for name in ("candidates", "ours", "first_come", "highs"))
    rows = [
        ("**ours** (minors, number, waits, way)", *(ours[name] for name in TOLD)),
        ("first come, first served", *(first[name] for name in TOLD)),
        ("first come, minors before adults", *(result["first_come_minors_first"][name] for name in TOLD[:3]), "–"),
        ("HiGHS, number alone", highs["unmet"], "–", "–", "–"),
        ("HiGHS, minors first", highs["minors_first"]["unmet"], highs["minors_first"]["minors_unmet"], "–",
         f"{highs['seconds_of_three']} (all three programs)"),
    ]  # fmt: skip
    limit = f"{result['farthest_km']:g} km at most" if result["farthest_km"] else "no limit to the way"
    lines = [
        f"{result['services']:,} invented services with {result['free_places']:,} free places, {result['persons']:,}"
        f" persons, {result['minors']:,} of them minors; {limit}, {result['pairs_that_fit']:,} pairs fit;"
        f" load {result['load']:g}.",
        "",
        "| candidates of one person, ms | p50 | p95 | p99 |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {told['p50']:.2f} | {told['p95']:.2f} | {told['p99']:.2f} |"
            for name, told in (("**ours**", quick["ours_ms"]), ("a plain loop", quick["plain_loop_ms"]))
        ),
        "",
        f"{quick['times_faster']:g} times as fast as the loop, and the same answer for {quick['same_answer']:.0%}.",
        "",
        "| the whole list | unmet | minors unmet | mean way, as if km | s |",
        "| --- | --- | --- | --- | --- |",
        *("| " + " | ".join(f"{one:,}" if isinstance(one, int | float) else one for one in row) + " |" for row in rows),
        "",
        "| ratio | |",
        "| --- | --- |",
        *(
            f"| {name.replace('_', ' ')} | {'–' if one is None else f'{one:g}'} |"
            for name, one in result["ratios"].items()
        ),
    ]  # fmt: skip
    return "\n".join(lines)
