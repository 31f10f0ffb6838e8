"""Founding agencies and members as the operator of the server: the first of them, the story's, and the bench's.

Runs on the owner's address, outside Django's connections. It makes accounts' owners, never seats.
"""

from __future__ import annotations

import json
import uuid
from types import TracebackType
from typing import Any, Self

import psycopg

from accord.base.postgres.databases import role_url


class Founding:
    """``with Founding() as founding: founding.agency(...); founding.member(...)``; committed on leaving."""

    def __init__(self, owner_url: str = "") -> None:
        self._connection = psycopg.connect(owner_url or role_url("owner"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.commit() if error is None else self._connection.rollback()
        self._connection.close()

    def agency(self, *, id: uuid.UUID, short_name: str, realm: str, **facts: Any) -> uuid.UUID:
        """``facts``: name_en, name_fr, short_name_fr, city, province, desk_phone, immigration_enforcement, offices."""
        return self._call("found_agency", id=id, short_name=short_name, realm=realm, **facts)

    def member(
        self, *, id: uuid.UUID, agency: uuid.UUID, human_id: uuid.UUID, name: str, **facts: Any
    ) -> uuid.UUID:
        """``facts``: title, duties, language, office and home_agency (ids)."""
        return self._call("found_member", id=id, agency=agency, human_id=human_id, name=name, **facts)

    def _call(self, function: str, **facts: Any) -> uuid.UUID:
        text = json.dumps(facts, default=str)
        row = self._connection.execute(f"SELECT accord.{function}(%s)", [text]).fetchone()
        assert row is not None
        return uuid.UUID(str(row[0]))
