"""The [bands] of a file: levels by rule or by sum, checked so that more answers never reach a lower level."""

from __future__ import annotations

from itertools import pairwise

from accord.support.screening.bands import COUNTED, Band, Bands
from accord.support.screening.instrument import Item, Strength
from accord.support.screening.tables import Table


def bands_of(top: Table, items: tuple[Item, ...]) -> Bands | None:
    """None where the file has no [bands]. Raises ``BadFile``."""
    if "bands" not in top:
        return None
    table = Table(top.raw("bands"), file=top.file, where="bands")
    over = table.choice("over", ["dimension", "whole"])
    by = table.choice("by", ["rule", "sum"])
    values = table.numbers("values")
    steps = tuple(_band(step, by) for step in table.tables("steps"))
    if not steps:
        raise table.bad("missing", field="steps")
    if by == "sum" and any(lower.at_least >= higher.at_least for lower, higher in pairwise(steps)):  # type: ignore[operator]
        raise table.bad("not_rising")
    _fits(table, by, values, items)
    table.finish()
    return Bands(over=over, by=by, steps=steps, values=values)


def _band(step: Table, by: str) -> Band:
    code, title = step.text("code"), step.words("title")
    if by == "sum":
        band = Band(code, title, at_least=step.number("at_least"))
    else:
        band = Band(code, title, any_of=_alternatives(step))
    step.finish()
    return band


def _alternatives(step: Table) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Sets of minimums, each with at least one answer: a level that holds for nobody's answers would hold for all."""
    raw = step.raw("any_of")
    if not isinstance(raw, list) or not raw:
        raise step.bad("bad_rule", allowed=", ".join(COUNTED))
    for minimums in raw:
        fine = isinstance(minimums, dict) and minimums and set(minimums) <= set(COUNTED)
        if not fine or not all(type(least) is int and 1 <= least <= 500 for least in minimums.values()):
            raise step.bad("bad_rule", allowed=", ".join(COUNTED))
    return tuple(tuple(sorted(minimums.items())) for minimums in raw)


def _fits(table: Table, by: str, values: dict[str, float], items: tuple[Item, ...]) -> None:
    """Numbers cannot be counted by a rule, and strengths cannot be added up without a value."""
    weights = {weight for item in items for weight in item.weights.values()}
    strengths = {weight for weight in weights if isinstance(weight, Strength)}
    if by == "rule" and weights - strengths:
        raise table.bad("numbers_by_rule")
    missing = sorted(strength for strength in strengths if strength not in values)
    if by == "sum" and missing:
        raise table.bad("no_value", missing=", ".join(missing))
