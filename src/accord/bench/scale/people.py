"""Invented people and values, encoded as the filing path encodes them, kept between runs.

Names and towns have the heavy heads of life (``linkage.train.frequencies``). Encoding a million persons takes minutes,
so what linkage makes of them lies in ``build/bench`` under a digest of linkage's source; delete the folder freely.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accord.deconfliction import encoding
from accord.deconfliction.subjects import PERSON, Subject
from accord.linkage import IdentifierKind, Normal, Person, identifier_token
from accord.linkage.train.invent import Inventor

ROOT = Path(__file__).parents[4]
CACHE = ROOT / "build" / "bench"
CHUNK = 10_000
PROCESSES = 2
SEED = 1000
COLUMNS = (
    "given_name",
    "family_name",
    "date_of_birth",
    "sex",
    "street_number",
    "street",
    "city",
    "postal_code",
)


class Encoded:
    """A chunk of persons: ``payloads``, and all ``keys`` in a row with each person's count of them."""

    def __init__(self, file: Path) -> None:
        with np.load(file) as held:
            ends = np.cumsum(held["lengths"]).tolist()
            blob = held["payloads"].tobytes()
            self.payloads = [blob[start:end] for start, end in zip([0, *ends], ends, strict=False)]
            self.keys: NDArray[np.int32] = held["keys"]
            self.counts: NDArray[np.int64] = held["counts"].astype(np.int64)

    def parted(self, count: int) -> tuple[Encoded, Encoded | None]:
        """The first persons, and the rest if there is one."""
        if count >= len(self.payloads):
            return self, None
        at = int(self.counts[:count].sum())
        first, rest = Encoded.__new__(Encoded), Encoded.__new__(Encoded)
        first.payloads, first.counts, first.keys = self.payloads[:count], self.counts[:count], self.keys[:at]
        rest.payloads, rest.counts, rest.keys = self.payloads[count:], self.counts[count:], self.keys[at:]
        return first, rest


def folder(key: bytes) -> Path:
    """Where chunks under this key and this version of linkage lie; those of other versions are removed."""
    digest = hashlib.sha256(key)
    for file in sorted((ROOT / "src" / "accord" / "linkage").rglob("*.py")):
        digest.update(file.read_bytes())
    place = CACHE / f"persons-{digest.hexdigest()[:16]}"
    place.mkdir(parents=True, exist_ok=True)
    for other in CACHE.glob("persons-*"):
        if other != place:
            for file in other.iterdir():
                file.unlink()
            other.rmdir()
    return place


def persons(chunk: int) -> list[Person]:
    """The people of a chunk, always the same."""
    return Inventor(SEED + chunk).people(CHUNK)


def encoded(key: bytes, count: int) -> Iterator[Encoded]:
    """Chunks of ``count`` persons in order, from the cache or made now in two processes."""
    place = folder(key)
    chunks = range(-(-count // CHUNK))
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        made = [pool.submit(_encode, place, chunk) for chunk in chunks]
        for chunk, one in zip(chunks, made, strict=True):
            yield Encoded(one.result()).parted(count - chunk * CHUNK)[0]


def _encode(place: Path, chunk: int) -> Path:
    file = place / f"{chunk:05d}.npz"
    if not file.exists():
        people = persons(chunk)
        made = [encoding.encode(subject_of(person)) for person in people]
        half = file.with_suffix(".half.npz")
        np.savez(
            half,
            lengths=np.array([len(one.payload) for one in made]),
            payloads=np.frombuffer(b"".join(one.payload for one in made), np.uint8),
            keys=np.fromiter((key for one in made for key in one.keys), np.int32),
            counts=np.array([len(one.keys) for one in made]),
        )
        _write_plain(place / f"{chunk:05d}.parquet", people, chunk)
        half.rename(file)
    return file


def _write_plain(file: Path, people: list[Person], chunk: int) -> None:
    """For the peer, which reads plain text."""
    import pyarrow
    from pyarrow import parquet

    made: dict[str, Any] = {
        name: [str(getattr(one, name) or "") or None for one in people] for name in COLUMNS
    }
    parquet.write_table(
        pyarrow.table({"unique_id": list(range(chunk * CHUNK, chunk * CHUNK + len(people))), **made}), file
    )


def subject_of(person: Person) -> Subject:
    return Subject(subject_id=uuid.uuid4(), kind=PERSON, person=person, role="suspect")


class Values:
    """Identifiers by number: seven in ten an e-mail address (protected), three a plate (open).

    One in twenty is a value that some five others hold too, three in a thousand one of a hundred that hundreds hold.
    """

    def __init__(self, total: int) -> None:
        self.total = total

    def numbers(self, start: int, count: int) -> NDArray[np.int64]:
        """Which values the holdings from ``start`` are of: always the same ones."""
        at = np.arange(start, start + count, dtype=np.int64)
        chance, which = _drawn(at, 1) % 1000, _drawn(at, 2)
        most, shared = max(1, min(100, self.total // 1000)), max(1, self.total // 100)
        found: NDArray[np.int64] = np.select(
            [chance < 3, chance < 53], [which % most, 100 + which % shared], 1000 + self.total + at
        )
        return found

    @staticmethod
    def is_plate(number: int) -> bool:
        return number % 10 >= 7

    @classmethod
    def token(cls, number: int, key: bytes) -> int:
        """What ``encode`` makes of the typed value, without the way there: ten millions are many."""
        plate = cls.is_plate(number)
        form = f"ON:{cls._plate(number)}" if plate else f"u{number}@example.org"
        kind = IdentifierKind.PLATE if plate else IdentifierKind.EMAIL
        return identifier_token(Normal(kind, form, form), key)

    @classmethod
    def typed(cls, number: int) -> Subject:
        """The value as a member types it."""
        if cls.is_plate(number):
            return Subject(uuid.uuid4(), "plate", value=cls._plate(number), context="ON")
        return Subject(uuid.uuid4(), "email", value=f"u{number}@example.org")

    @staticmethod
    def _plate(number: int) -> str:
        letters = ""
        rest, digits = divmod(number, 1000)
        for _ in range(5):
            rest, letter = divmod(rest, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{digits:03d}"


def _drawn(at: NDArray[np.int64], salt: int) -> NDArray[np.int64]:
    """A number below 2^31 for each, scattered as if by chance."""
    mixed = (at.astype(np.uint64) + np.uint64(salt)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return ((mixed ^ (mixed >> np.uint64(27))) >> np.uint64(33)).astype(np.int64)
