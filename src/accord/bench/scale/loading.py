"""Holdings of a country, put into the real tables in bulk: the same rows as filing and matching them one by one.

Twenty desks; each record has a person and its share of the values. Secondary structures are made after the rows.
"""

from __future__ import annotations

import hmac
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from accord.base import crypto
from accord.bench.scale.copying import Pattern
from accord.bench.scale.people import PROCESSES, Encoded, Values
from accord.deconfliction import encoding
from accord.deconfliction.matching import blocks
from accord.deconfliction.matching.settling_keys import FULL
from accord.linkage.candidates import ROWS_A_KEY

AT_ONCE = 50_000
TABLES = ("accord.filing", "accord.pointer", "matching.holding", "matching.key_block")


@dataclass(frozen=True)
class Filer:
    """Who files on a desk."""

    dossier: uuid.UUID
    agency: uuid.UUID
    member: uuid.UUID
    human: uuid.UUID


@dataclass
class Loader:
    """Loads on top of what it has loaded. ``filers``: the desks; ``patterns``: rows of the real path."""

    admin: psycopg.Connection
    filers: Sequence[Filer]
    patterns: dict[str, Pattern]
    records: int = 0
    values: int = 0
    _keys: list[NDArray[np.int64]] = field(default_factory=list)

    def __post_init__(self) -> None:
        [(last,)] = self.admin.execute("SELECT coalesce(max(no), 0) FROM matching.holding").fetchall()
        self._next = int(last) + 1

    def persons(self, chunk: Encoded) -> None:
        """File one record with one person each: filing, pointer, holding; keys wait for :meth:`settle`."""
        count = len(chunk.payloads)
        ids = {name: random_ids(count) for name in ("filing", "record", "pointer", "subject_id")}
        ids["record"], ids["filing"] = (
            record_ids(kind, self.records, count) for kind in ("record", "filing")
        )
        own = self._of_desk(self._desks(self.records, count))
        self._write("filing", count, {**own, "id": ids["filing"], "record_id": ids["record"]})
        subjects, contents, sealed = self._sealed(own["dossier_id"], ids, chunk)
        person = self.patterns["person"]
        varying = {
            "dossier_id": _listed(own["dossier_id"]), "id": _listed(ids["pointer"]),
            "filing_id": _listed(ids["filing"]), "record_id": _listed(ids["record"]),
            "subject_id": _listed(ids["subject_id"]),
            "subject": _listed(_big(subjects)), "content": _listed(_big(contents)), "payload": sealed,
        }  # fmt: skip
        person.write(self.admin, person.varying(varying))
        numbers = self._hold("person held", own, ids["pointer"], {"subject": subjects, "content": contents})
        self._keys.append(blocks.joined(blocks.ordinals(chunk.keys), np.repeat(numbers, chunk.counts)))
        self.records += count

    def identifiers(
        self, upto: int, values: Values, progress: Callable[[int], None] = lambda done: None
    ) -> None:
        """File values, spread over the records that stand, until there are ``upto``."""
        asked = [
            (start, min(AT_ONCE, upto - start), self.records, upto, values.total, self.filers)
            for start in range(self.values, upto, AT_ONCE)
        ]
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
            for (start, count, *_rest), made in zip(asked, pool.map(_tokens, asked), strict=True):
                for kind in ("email", "plate"):
                    self._identifiers_of(kind, made)
                progress(start + count)
        self.values = max(upto, self.values)

    def _identifiers_of(self, kind: str, made: dict[str, NDArray[Any]]) -> None:
        mine = made["plate"] == (kind == "plate")
        count = int(mine.sum())
        if not count:
            return
        own = self._of_desk(made["desk"][mine])
        pointers = random_ids(count)
        numbers = {name: made[name][mine] for name in ("token", "subject", "content")}
        record = {
            "record_id": made["record"][mine],
            "filing_id": made["filing"][mine],
            "subject_id": random_ids(count),
        }
        self._write(kind, count, {"dossier_id": own["dossier_id"], "id": pointers, **record, **numbers})
        self._hold(f"{kind} held", own, pointers, numbers)

    def settle(self) -> None:
        """Write all keys as blocks, as settling everything leaves them."""
        entries = np.concatenate(self._keys)
        self._keys = [entries]
        of, numbers = blocks.within_cap((entries >> 32) + blocks.HALF, entries & 0xFFFFFFFF, ROWS_A_KEY)
        bits = blocks.LEAST_BITS
        while len(of) > FULL << bits:
            bits += 1
        self.admin.execute("TRUNCATE matching.key_block, matching.key_layout")
        with self.admin.cursor().copy("COPY matching.key_block FROM STDIN (FORMAT binary)") as copy:
            copy.set_types(["int4", "bytea"])
            for bucket, packed in blocks.packed(of, numbers, bits):
                copy.write_row((bucket, packed))
        self.admin.execute(
            "INSERT INTO matching.key_layout (id, bits, grown_to, entries, settled_to) VALUES (1, %s, 0, %s, %s)",
            [bits, len(of), -(1 << 31)],
        )

    def finish(self) -> None:
        """Let new holdings be numbered after these, and the planner know the tables."""
        self.admin.execute(
            "SELECT setval(pg_get_serial_sequence('matching.holding', 'no'), %s)", [self._next]
        )
        for table in TABLES:
            self.admin.execute(f"VACUUM (ANALYZE, PARALLEL 2) {table}".encode())

    def _desks(self, start: int, count: int) -> NDArray[np.int64]:
        return np.arange(start, start + count) % len(self.filers)

    def _of_desk(self, desks: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
        """Columns that follow from the desk."""
        return {
            column: np.array([getattr(one, name).bytes for one in self.filers], "V16")[desks]
            for column, name in (
                ("dossier_id", "dossier"), ("agency_id", "agency"), ("member_id", "member"), ("human_id", "human"),
            )
        }  # fmt: skip

    def _sealed(
        self, dossiers: NDArray[Any], ids: dict[str, NDArray[Any]], chunk: Encoded
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], list[bytes]]:
        subjects, contents, sealed = [], [], []
        keys = np.split(chunk.keys, np.cumsum(chunk.counts)[:-1])
        for dossier, pointer, subject, its, payload in zip(
            *(_listed(one) for one in (dossiers, ids["pointer"], ids["subject_id"])),
            keys,
            chunk.payloads,
            strict=True,
        ):
            subjects.append(crypto.keyed_number(encoding.MATCHING, b"subject|" + dossier + subject))
            contents.append(crypto.keyed_number(encoding.MATCHING, b"content|" + dossier + payload))
            whole = encoding.pack(encoding.Encoded(keys=tuple(its.tolist()), payload=payload))
            sealed.append(crypto.seal(encoding.PAYLOAD, whole, aad=b"pointer|" + dossier + pointer))
        return np.array(subjects), np.array(contents), sealed

    def _hold(
        self,
        pattern: str,
        own: dict[str, NDArray[Any]],
        pointers: NDArray[Any],
        more: dict[str, NDArray[Any]],
    ) -> NDArray[np.int64]:
        count = len(pointers)
        numbers = np.arange(self._next, self._next + count)
        self._next += count
        columns = {name: own[name] for name in ("dossier_id", "agency_id", "human_id")}
        self._write(
            pattern, count, {**columns, "no": numbers.astype(np.int32), "pointer_id": pointers, **more}
        )
        return numbers

    def _write(self, pattern: str, count: int, values: dict[str, NDArray[Any]]) -> None:
        one = self.patterns[pattern]
        one.write(self.admin, iter([one.fixed(count, values)]))


def random_ids(count: int) -> NDArray[Any]:
    """Random ids of version 4, as raw bytes."""
    raw = np.frombuffer(np.random.default_rng().bytes(16 * count), np.uint8).reshape(count, 16).copy()
    return _as_version_4(raw)


def record_ids(kind: str, start: int, count: int) -> NDArray[Any]:
    """The ids of records (or filings) by their number: whoever loads values finds them again without a table."""
    raw = np.empty((count, 16), np.uint8)
    numbers = np.arange(start, start + count, dtype=np.uint64)
    salt = np.uint64(0x9E3779B97F4A7C15 if kind == "record" else 0xC2B2AE3D27D4EB4F)
    for half, turn in ((0, np.uint64(31)), (1, np.uint64(29))):
        mixed = (numbers + np.uint64(1 + half)) * salt
        mixed = (mixed ^ (mixed >> turn)) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        raw[:, 8 * half : 8 * half + 8] = mixed.astype(">u8").view(np.uint8).reshape(count, 8)
    return _as_version_4(raw)


def _as_version_4(raw: NDArray[np.uint8]) -> NDArray[Any]:
    raw[:, 6] = raw[:, 6] & 0x0F | 0x40
    raw[:, 8] = raw[:, 8] & 0x3F | 0x80
    return raw.reshape(-1).view("V16")


def _listed(values: NDArray[Any]) -> list[bytes]:
    return [bytes(one) for one in values.tolist()]


def _big(values: NDArray[np.int64]) -> NDArray[Any]:
    return values.astype(">i8").view("V8")


def _tokens(asked: tuple[int, int, int, int, int, Sequence[Filer]]) -> dict[str, NDArray[Any]]:
    """Tokens, subjects and contents of some values, and the records that they stand on."""
    start, count, records, upto, total, filers = asked
    values, key = Values(total), crypto.key(encoding.MATCHING)
    at = np.arange(start, start + count)
    record = at * records // upto
    desk = record % len(filers)
    found = np.empty((3, count), np.int64)
    plate = np.empty(count, bool)
    for row, number in enumerate(values.numbers(start, count).tolist()):
        plate[row] = values.is_plate(number)
        token = values.token(number, key)
        what = filers[int(desk[row])].dossier.bytes + token.to_bytes(8, "big", signed=True)
        digests = (hmac.digest(key, about + what, "sha256")[:8] for about in (b"subject|", b"content|"))
        found[:, row] = token, *(int.from_bytes(one, "big", signed=True) for one in digests)
    return {
        "token": found[0], "subject": found[1], "content": found[2], "plate": plate, "desk": desk,
        **{
            name: record_ids(name, int(record[0]), int(record[-1] - record[0]) + 1)[record - record[0]]
            for name in ("record", "filing")
        },
    }  # fmt: skip


@contextmanager
def without_indexes(admin: psycopg.Connection, *tables: str) -> Iterator[None]:
    """Drop the tables' indexes and unique constraints, and make the very same again afterwards."""
    again: list[str] = []
    for table in tables:
        for name, definition in admin.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype IN ('p', 'u') ORDER BY contype", [table],
        ).fetchall():  # fmt: skip
            again.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
            admin.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE'.encode())
        for name, definition in admin.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = %s::regclass",
            [table],
        ).fetchall():
            again.append(definition)
            admin.execute(f"DROP INDEX {name}".encode())
    yield
    for statement in again:
        admin.execute(statement.encode())
