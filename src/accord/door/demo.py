"""The demonstration's door: who may be chosen from the list. Whoever tells the story writes it; nobody else can.

The list lies in a file beside the demonstration's data, and not in the database, because no role that serves pages may
list members before somebody signs in. Outside the demonstration nothing reads it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from accord.base.postgres.databases import data_dir


@dataclass(frozen=True)
class SignIn:
    """One invented member as the list shows them: name, agency and what they do, in both languages."""

    member_id: str
    name: str
    agency_en: str
    agency_fr: str
    role_en: str
    role_fr: str

    def agency(self, language: str) -> str:
        return self.agency_fr if language.startswith("fr") else self.agency_en

    def role(self, language: str) -> str:
        return self.role_fr if language.startswith("fr") else self.role_en


def list_file() -> Path:
    return data_dir() / "demo-members.json"


def write_sign_ins(people: Iterable[SignIn]) -> None:
    """Put down who may be chosen, in the order in which they are shown."""
    list_file().write_text(json.dumps([asdict(person) for person in people], ensure_ascii=False, indent=1))


def sign_ins() -> list[SignIn]:
    """Who may be chosen; nobody before the story is told."""
    if not list_file().exists():
        return []
    return [SignIn(**person) for person in json.loads(list_file().read_text())]


def sign_in_of(member_id: uuid.UUID) -> SignIn | None:
    return next((person for person in sign_ins() if person.member_id == str(member_id)), None)
