"""The words that are read to a survivor, in her language: the platform's own (``texts/``), or the agency's wording.

A body is paragraphs with these placeholders, each of which must stand in it, so that no wording leaves out what the
law asks to be said: ``{purpose} {recipient} {facts} {days} {rights} {limits}``; ``{agency}`` may stand in it too.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from accord.consent.models import Consent, ConsentText
from accord.consent.vocabulary import Fact, Purpose

TEXTS = Path(__file__).parent / "texts"
NEEDED = ("purpose", "recipient", "facts", "days", "rights", "limits")
_PLACE = re.compile(r"\{(\w+)\}")
_FEW = 20  # Romanian counts 2 to 19 one way and 20 or more another


@dataclass(frozen=True)
class Words:
    """One language. ``words`` are the rest of its file: days, purposes, facts, card, looked.

    ``is_checked``: somebody who speaks it has read it, or it is a language of the platform itself.
    """

    language: str
    name: str
    version: str
    body: str
    verified_on: dt.date | None
    house: bool
    words: Mapping[str, Any]

    @property
    def is_checked(self) -> bool:
        return self.house or self.verified_on is not None

    def days(self, n: int) -> str:
        told = self.words["days"]
        if n == 1:
            return str(told["one"])
        return str(told["few" if "few" in told and n < _FEW else "many"]).format(n=n)

    def document(
        self, *, agency: str, purpose: Purpose, recipient: str, facts: Collection[Fact | str], days: int
    ) -> str:
        """The whole text as it is read or signed; its SHA-256 is kept with the answer."""
        told = {
            "agency": agency,
            "purpose": self.words["purposes"][purpose],
            "recipient": recipient,
            "facts": "\n".join(f"– {self.words['facts'][fact]}" for fact in Fact if fact in facts),
            "days": self.days(days),
            "rights": self.words["rights"],
            "limits": self.words["limits"],
        }
        return _PLACE.sub(lambda found: told.get(found[1], found[0]), self.body.strip())


@cache
def shipped() -> Mapping[str, Words]:
    """The platform's own, by language, the house's languages first."""
    made = [_read(file) for file in TEXTS.glob("*.toml")]
    return {each.language: each for each in sorted(made, key=lambda each: (not each.house, each.name))}


def _read(file: Path) -> Words:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return Words(
        language=file.stem,
        name=told["name"],
        version=f"accord-{told['version']}",
        body=told["body"].strip(),
        verified_on=told.get("verified_on"),
        house=told.get("house", False),
        words=told,
    )


def words_for(language: str, agency_id: Any = None) -> Words:
    """What is read in this language: the agency's newest wording, else ours. English where there is no text.

    Row security shows an agency's wording to its own members alone.
    """
    ours = shipped().get(language, shipped()["en"])
    own = ConsentText.objects.filter(agency_id=agency_id, language=ours.language).order_by("-made_at").first()
    return _worded(ours, own) if own else ours


def words_read(consent: Consent, agency_id: Any) -> Words | None:
    """The very version that was read on that day, or None where this agency cannot show it any more."""
    ours = shipped().get(consent.language)
    if ours is None or ours.version == consent.text_version:
        return ours
    own = ConsentText.objects.filter(
        agency_id=agency_id, language=consent.language, version=consent.text_version
    )
    return _worded(ours, own.get()) if own.exists() else None


def _worded(ours: Words, own: ConsentText) -> Words:
    return replace(ours, version=own.version, body=own.body, verified_on=own.verified_on, house=False)


def missing(body: str) -> list[str]:
    """The placeholders that a wording lacks, as they are to be typed."""
    return [f"{{{name}}}" for name in NEEDED if name not in _PLACE.findall(body)]


def unknown(body: str) -> list[str]:
    """What stands in braces and is no placeholder."""
    return [f"{{{name}}}" for name in _PLACE.findall(body) if name not in (*NEEDED, "agency")]
