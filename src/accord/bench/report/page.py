"""docs/performance.md: sections between marks are written anew from results; all else stays as people wrote it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Kept = dict[str, Any]
_ENGINES = ("tokens", "plain", "batch", "splink", "splink_every_column", "recordlinkage", "anonlink")
_OURS = {"tokens": "**tokens (ours)**", "plain": "plain twin (ours)", "batch": "batch (ours)"}
_GOALS = {
    "tokens_minus_plain": "ours minus the plain twin",
    "tokens_minus_splink": "ours minus Splink as documented",
}


def written(page: str, results: Sequence[Kept]) -> str:
    """Return the page with the section of each bench that has results replaced, or put before "What falls short"."""
    for bench in dict.fromkeys(one["bench"] for one in results):
        of_bench = [one for one in results if one["bench"] == bench]
        opening, closing = f"<!-- bench:{bench} -->", f"<!-- /bench:{bench} -->"
        section = f"{opening}\n{_section(bench, of_bench)}\n{closing}"
        if opening in page and closing in page:
            page = page.partition(opening)[0] + section + page.partition(closing)[2]
        else:
            before, heading, after = page.partition("## What falls short")
            page = f"{before}## `accord bench {bench}`\n{section}\n\n{heading}{after}"
    return page


def _section(bench: str, results: list[Kept]) -> str:
    loads = [run["load"] for one in results for run in one["runs"]]
    about = (
        f"{results[0]['machine']}; load {min(loads):g} to {max(loads):g} at the start;"
        f" {min(one['date'] for one in results)}."
    )
    tables: dict[str, Callable[[list[Kept]], str]] = {
        "link": link_table,
        "access": _own,
        "directory": _own,
        "leak": _own,
        "places": _own,
    }
    commands = "\n".join(dict.fromkeys(one["command"] for one in results))
    return f"{about}\n\n{tables.get(bench, plain_table)(results)}\n\n```\n{commands}\n```"


def _own(results: list[Kept]) -> str:
    """The tables that a bench makes of its own figures, one a run."""
    from accord.bench.access.command import as_table as access
    from accord.bench.directory.table import as_table as directory
    from accord.bench.leak.command import as_table as leak
    from accord.bench.places.table import as_table as places

    tables = {"access": access, "directory": directory, "leak": leak, "places": places}
    return "\n\n".join(
        tables[kept["bench"]](run["result"]) if "result" in run else f"{kept['name']}: {run['error']}"
        for kept in results
        for run in kept["runs"]
    )


def link_table(results: list[Kept]) -> str:
    """One row an engine and file; peers beside ours; then the goals."""
    lines = [
        "| file | engine | F1 of pairs (spread of deals) | precision | recall | F1 of clusters | candidate recall"
        " | s | MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    goals = ["| file | difference of F1 | reached | goal | met |", "| --- | --- | --- | --- | --- |"]
    for kept in results:
        for run in kept["runs"]:
            result = run.get("result")
            if result is None:
                lines.append(f"| {kept['name']} | – | {run['error']} | | | | | | |")
                continue
            lines += [_engine(kept["name"], name, result[name]) for name in _ENGINES if name in result]
            goals += [_goal(kept["name"], name, result) for name in _GOALS]
    return "\n".join([*lines, "", *goals])


def _engine(file: str, name: str, told: dict[str, Any]) -> str:
    called = _OURS.get(name, name)
    if "error" in told:
        return f"| {file} | {called} | {told['error'].replace('|', '/')} | | | | | | |"
    low, high = told.get("pairs_f1_spread", [told["pairs_f1"]] * 2)
    return (
        f"| {file} | {called} | {told['pairs_f1']:.4f} ({low:.4f}–{high:.4f}) | {told['pairs_precision']:.4f}"
        f" | {told['pairs_recall']:.4f} | {told['clusters_f1']:.4f} | {told['candidate_recall']:.4f}"
        f" | {told['seconds']:.1f} | {told['peak_mb']:.0f} |"
    )


def _goal(file: str, name: str, result: dict[str, Any]) -> str:
    reached, met = result[name], result["met"][name]
    said = "unknown" if met is None else "yes" if met else "**no**"
    shown = "–" if reached is None else f"{reached:+.4f}"
    return f"| {file} | {_GOALS[name]} | {shown} | ≥ {result['goals'][name]:+.3f} | {said} |"


def plain_table(results: list[Kept]) -> str:
    """Every figure of any bench, least to most over the runs; goals as the bench itself judges them."""
    parts = []
    for kept in results:
        found = [dict(_flat(run["result"])) for run in kept["runs"] if "result" in run]
        parts += [f"{kept['name']}: {run['error']}" for run in kept["runs"] if "error" in run]
        if not found:
            continue
        lines = [f"| {kept['name']} | figure |", "| --- | --- |"]
        for name in found[0]:
            values = [one[name] for one in found if name in one]
            lines.append(f"| {name} | {_spread(values)} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _flat(value: Any, name: str = "") -> list[tuple[str, Any]]:
    """Return (path, figure) of nested results."""
    if isinstance(value, dict):
        return [pair for key, one in value.items() for pair in _flat(one, f"{name} / {key}" if name else key)]
    if isinstance(value, list):
        return [(name, ", ".join(map(str, value)))]
    return [(name, value)]


def _spread(values: list[Any]) -> str:
    numbers = [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) == len(values) and values and min(numbers) != max(numbers):
        return f"{min(numbers):,} – {max(numbers):,}"
    one = values[0]
    if isinstance(one, bool) or one is None:
        return {True: "yes", False: "**no**", None: "–"}[one]
    return f"{one:,}" if isinstance(one, int | float) else str(one).replace("|", "/")
