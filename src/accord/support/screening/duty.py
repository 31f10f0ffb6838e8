"""Who must report a child in need of protection, to whom, by province or territory. Data; nothing is sent.

What nobody has checked is marked ``unverified`` and shown as such, with one instruction: ask the child-protection line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from accord.support.screening.tables import Table, table_of, text_of
from accord.support.screening.words import Words, said

FILE = Path(__file__).with_name("duties.toml")
MINOR_UNDER = 18  # everywhere, for the Criminal Code and the Palermo Protocol


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty or power, for ages ``from_age`` ≤ age < ``under``. ``force``: must, may or power."""

    force: str
    from_age: int
    under: int
    who: Words
    what: Words
    source: str
    verified_on: date | None
    unverified: bool

    def fits(self, age: int | None) -> bool:
        """Every rule fits an age that is not known."""
        return age is None or self.from_age <= age < self.under

    @property
    def force_words(self) -> Words:
        return said(f"duty.force_{self.force}")


@dataclass(frozen=True, slots=True)
class Province:
    """Ages in whole years. ``phone`` is a kind of line; the numbers are in the directory."""

    code: str
    name: Words
    protected_under: int
    majority_at: int
    report_to: Words
    phone: Words
    law: Words
    source: str
    verified_on: date | None
    unverified: bool
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """What the screen shows for one person. ``notes`` begin with: nothing is sent by itself."""

    province: Province
    age: int | None
    rules: tuple[Rule, ...]
    notes: tuple[Words, ...]

    @property
    def must_report(self) -> bool:
        """Whether a stated rule obliges somebody; a worker reads who."""
        return any(rule.force == "must" for rule in self.rules)


def duty_for(province: str, age: int | None) -> Duty | None:
    """What to show for a person of ``age`` (None: not known). None for somebody whom no child-protection rule reaches.

    Raises LookupError, naming the codes, for a province that is not in the data.
    """
    found = provinces().get(province)
    if found is None:
        raise LookupError(f"no province or territory {province}; known are {', '.join(provinces())}")
    if age is not None and age >= max(MINOR_UNDER, found.protected_under):
        return None
    rules = tuple(rule for rule in found.rules if rule.fits(age))
    return Duty(found, age, rules, tuple(_notes(found, age, rules)))


def _notes(province: Province, age: int | None, rules: tuple[Rule, ...]) -> list[Words]:
    notes = [said("duty.not_sent"), said("duty.tell_her")]
    if age is None:
        notes.append(said("duty.age_unknown", under=province.protected_under))
    elif age >= province.protected_under:
        notes.append(said("duty.above_line", province=province.name, under=province.protected_under))
    if age is not None and MINOR_UNDER <= age < province.majority_at:
        notes.append(said("duty.between", majority=province.majority_at))
    if province.unverified or any(rule.unverified for rule in rules):
        notes.append(said("duty.unverified"))
    return notes


@cache
def provinces() -> dict[str, Province]:
    """By two-letter code. Raises ``BadFile`` where duties.toml is not as it should be."""
    return read_provinces(text_of(FILE), file=FILE.name)


def read_provinces(text: str, *, file: str) -> dict[str, Province]:
    top = table_of(text, file=file)
    read = [_province(table) for table in top.tables("provinces")]
    top.finish()
    return {province.code: province for province in read}


def _province(table: Table) -> Province:
    unverified = table.yes("unverified")
    province = Province(
        code=table.text("code"),
        name=table.words("name"),
        protected_under=int(table.number("protected_under")),
        majority_at=int(table.number("majority_at")),
        report_to=table.words("report_to"),
        phone=table.words("phone"),
        law=table.words("law"),
        source=table.text("source"),
        verified_on=table.day("verified_on", optional=unverified),
        unverified=unverified,
        rules=tuple(_rule(rule) for rule in table.tables("rules")),
    )
    table.finish()
    return province


def _rule(table: Table) -> Rule:
    unverified = table.yes("unverified")
    rule = Rule(
        force=table.choice("force", ["must", "may", "power"]),
        from_age=int(table.number("from_age")),
        under=int(table.number("under")),
        who=table.words("who"),
        what=table.words("what"),
        source=table.text("source"),
        verified_on=table.day("verified_on", optional=unverified),
        unverified=unverified,
    )
    table.finish()
    return rule
