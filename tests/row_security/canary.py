"""Planted words, and a sweep of everything that the platform says, writes or keeps, for any of them.

Plant a canary through a real page, then sweep: ``Sweep(Canary("4821 Goldfinch Crescent")).pages(theatre)`` and the
rest. Each sweep returns where the bird was seen; the test says where it may be. A canary is looked for as it is and as
it is written in other notations: hexadecimal, base64, percent signs, JSON's and HTML's escapes, UTF-16, folded.
"""

from __future__ import annotations

import base64
import html
import json
import logging
import tempfile
import urllib.parse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from accord.linkage.folding import fold
from tests.matrix.matrix import ROWS
from tests.matrix.routes import routes

TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY 1, 2
"""


class Canary:
    """One planted value of at least 8 letters and digits: a shorter one is seen by chance."""

    def __init__(self, words: str) -> None:
        assert len(fold(words)) >= 8, "too short a canary is seen where it is not"
        self.words = words
        raw = words.encode()
        # A base64 text depends on what stands before it, so three beginnings, without the ends that neighbours change.
        based = {base64.b64encode(b"x" * pad + raw)[4 * bool(pad) : -4] for pad in range(3)}
        self.notations = {
            raw, words.encode("utf-16-le"), raw.hex().encode(), raw.hex().upper().encode(),
            urllib.parse.quote(words).encode(), urllib.parse.quote_plus(words).encode(),
            json.dumps(words)[1:-1].encode(), html.escape(words).encode(), *based,
        }  # fmt: skip
        self.folded = fold(words).encode()

    def is_in(self, said: bytes | str) -> bool:
        blob = said if isinstance(said, bytes) else said.encode(errors="replace")
        if any(each in blob for each in self.notations):
            return True
        return self.folded in bytes(each for each in blob.lower() if chr(each).isalnum())


@dataclass
class Sweep:
    """``seen``: every place where a canary stood, as it is found. ``beside``: sweeps that look along, for their own."""

    canaries: tuple[Canary, ...]
    seen: list[str] = field(default_factory=list)
    beside: tuple[Sweep, ...] = ()

    def look(self, where: str, said: bytes | str) -> None:
        for each in self.beside:
            each.look(where, said)
        if any(each.is_in(said) for each in self.canaries):
            self.seen.append(where)

    def pages(self, theatre: Any, people: Iterable[str] = ()) -> Sweep:
        """Every address, GET and POST, as everybody of the matrix's ``theatre``: bodies and headers."""
        cast = [*(people or theatre.people), "anonymous", "forged"]
        for route in routes():
            for method in ("GET", "POST"):
                for who in cast:
                    answer = theatre.ask(route, ROWS[route.name], method, who)
                    self.look(f"{method} {route.name} by {who}", answer.content)
                    self.look(f"headers of {method} {route.name} by {who}", str(answer.headers))
        return self

    def tables(self, admin: psycopg.Connection) -> Sweep:
        """Every row of every table of every schema, as its text: bytes stand there in hexadecimal."""
        for schema, table in admin.execute(TABLES).fetchall():
            rows = admin.execute(sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(schema, table)))
            for (row,) in rows:
                self.look(f"table {schema}.{table}", row)
        return self

    def files(self, folder: Path) -> Sweep:
        for file in folder.rglob("*"):
            if file.is_file():
                self.look(f"name of {file.name}", str(file))
                self.look(f"file {file.name}", file.read_bytes())
        return self

    def mail(self) -> Sweep:
        from django.core import mail

        for each in mail.outbox:
            self.look(f"mail {each.subject}", each.message().as_bytes())
        return self

    @contextmanager
    def watching_logs(self) -> Iterator[None]:
        """Every record of every logger, with its arguments and its traceback, while the block runs."""
        kept = _Keeping()
        root, level = logging.getLogger(), logging.getLogger().level
        silenced = logging.root.manager.disable
        logging.disable(logging.NOTSET)
        root.addHandler(kept)
        root.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            root.removeHandler(kept)
            root.setLevel(level)
            logging.disable(silenced)
            for said in kept.said:
                self.look("log", said)

    @contextmanager
    def watching_temporary_files(self, folder: Path) -> Iterator[None]:
        """Whatever is written to the temporary directory while the block runs, and still stands there afterwards."""
        before, tempfile.tempdir = tempfile.tempdir, str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = before
            self.files(folder)


class _Keeping(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{logging.Formatter().format(record)} {record.args!r} {record.__dict__!r}")
