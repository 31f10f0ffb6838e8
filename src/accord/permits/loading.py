"""The rights that come with the platform (``rights/*.toml``), loaded whenever it is brought into step.

Through ``accord.load_rights`` as the owner, outside Django's connections. What a broker has edited stays as edited.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from importlib.resources import files
from typing import Any

import psycopg

from accord.base.postgres.databases import role_url

SPACE = uuid.UUID(
    "b6f1c1a4-5f0e-5d57-9d51-6a2f7a3f2c10"
)  # ids of shipped rights: the same everywhere, from their code
EMPTY: dict[str, Any] = {
    "purpose": "", "situations": [], "asks_not_en": "", "asks_not_fr": "", "conditions_en": "", "conditions_fr": "",
    "facts": [], "stages": [], "optional": False, "source": "", "source_fr": "",
}  # fmt: skip
STAGE: dict[str, Any] = {"until": "", "lasts": False, "by_law": True, "start_en": "", "start_fr": ""}


def load(*, owner_url: str = "") -> int:
    """Load all of them or none; how many there are. Raises ``psycopg.Error``."""
    rows = shipped()
    with psycopg.connect(owner_url or role_url("owner")) as connection:
        connection.execute("SELECT accord.load_rights(%s::jsonb)", [json.dumps(rows, default=str)])
    return len(rows)


def shipped() -> list[dict[str, Any]]:
    """The rows as the files say them."""
    folder = files("accord.permits") / "rights"
    return [
        _row(code, said)
        for file in sorted(folder.iterdir(), key=lambda each: each.name)
        if file.name.endswith(".toml")
        for code, said in tomllib.loads(file.read_text(encoding="utf-8")).items()
    ]


def _row(code: str, said: dict[str, Any]) -> dict[str, Any]:
    stages = [{**STAGE, **stage} for stage in said.get("stages", [])]
    return {**EMPTY, **said, "stages": stages, "id": uuid.uuid5(SPACE, code), "code": code}
