"""Planted words, and a sweep of everything that the platform says, writes or keeps, for any of them.

Plant a canary through a real page, then sweep: ``Sweep(Canary("4821 Goldfinch Crescent")).pages(theatre)`` and the
rest. Each sweep returns where the bird was seen; the test says where it may be. A canary is looked for as it is and as
it is written in other notations: hexadecimal, base64, percent signs, JSON's and HTML's escapes, UTF-16, folded, spelt
backwards; within what is packed; and on paper, among the letters that a PDF shows.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import logging
import tempfile
import urllib.parse
import zipfile
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
from tests.row_security.paper import texts_of

TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY 1, 2
"""


NOT_LETTERS = bytes(each for each in range(256) if not (each < 128 and chr(each).isalnum()))


def squeezed(blob: bytes) -> bytes:
    """Small letters and digits alone: spaces, quotes, and the zeros of UTF-16 hide nothing."""
    return blob.lower().translate(None, NOT_LETTERS)


def readings(said: bytes | str) -> Iterator[bytes]:
    """What was said, squeezed, and what is packed in it: the words on a page of paper, the files of an archive."""
    blob = said if isinstance(said, bytes) else said.encode(errors="replace")
    yield squeezed(blob)
    for each in _packed(blob):
        yield from readings(each)


def _packed(blob: bytes) -> Iterator[bytes | str]:
    if blob.startswith(b"%PDF"):
        yield from texts_of(blob)
    elif blob.startswith(b"\x1f\x8b"):
        yield gzip.decompress(blob)
    elif blob.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            yield from archive.namelist()
            yield from (archive.read(name) for name in archive.namelist())


class Canary:
    """One planted value of at least 8 letters and digits: a shorter one is seen by chance."""

    def __init__(self, words: str) -> None:
        assert len(fold(words)) >= 8, "too short a canary is seen where it is not"
        self.words, raw = words, words.encode()
        once = urllib.parse.quote(words)
        # A base64 text depends on what stands before it, so three beginnings, without the ends that neighbours change.
        based = {base64.b64encode(b"x" * pad + raw)[4 * bool(pad) : -4] for pad in range(3)}
        wide = {words.encode(f"utf-16-{end}").hex().encode() for end in ("le", "be")}
        notations = {
            raw, fold(words).encode(), fold(words)[::-1].encode(), raw.hex().encode(), once.encode(),
            urllib.parse.quote(once).encode(), json.dumps(words).encode(), html.escape(words).encode(),
            base64.b32encode(raw)[:-8], base64.b85encode(raw), *based, *wide,
        }  # fmt: skip
        self.notations = {squeezed(each) for each in notations}

    def is_in(self, said: bytes | str) -> bool:
        return self.stands_in(list(readings(said)))

    def stands_in(self, read: Iterable[bytes]) -> bool:
        return any(notation in each for each in read for notation in self.notations)


@dataclass
class Sweep:
    """``seen``: every place where a canary stood, as it is found. ``beside``: sweeps that look along, for their own."""

    canaries: tuple[Canary, ...]
    seen: list[str] = field(default_factory=list)
    beside: tuple[Sweep, ...] = ()

    def look(self, where: str, said: bytes | str) -> None:
        read = list(readings(said))
        for sweep in (self, *self.beside):
            if any(each.stands_in(read) for each in sweep.canaries):
                sweep.seen.append(where)

    def pages(self, theatre: Any, people: Iterable[str] = (), on: str = "") -> Sweep:
        """Every address (``on``: of this kind of thing), GET and POST, as everybody of the matrix's ``theatre``: bodies
        and headers."""
        cast = [*(people or theatre.people), "anonymous", "forged"]
        for route in (each for each in routes() if not on or ROWS[each.name].on == on):
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
