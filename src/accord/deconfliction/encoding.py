"""From a subject to a pointer: tokens and sealed payload, made where the plain text is, which then goes no further."""

from __future__ import annotations

import hashlib
import struct
import uuid
from dataclasses import dataclass
from functools import cache

from accord.base import crypto
from accord.deconfliction.subjects import PERSON, Subject
from accord.linkage import identifier_token, normalise_identifier
from accord.linkage.fields import fields_of
from accord.linkage.keys import MOST_KEYS, keys_of
from accord.linkage.payload.encode import payload_of
from accord.linkage.tokens import tokeniser

MATCHING = "matching"  # keys tokens, index keys and payloads
PAYLOAD = "payload"  # seals the payloads of every realm but support
SUPPORT = "support-pointers"  # seals support's pointers whole, and keys their tokens in the matcher's index

HEAD = struct.Struct(">Hq")  # number of keys, token
ROOM = 4 * MOST_KEYS  # bytes for keys, filled up: how many there are would tell something of the name
PAYLOAD_AT = HEAD.size + ROOM


@dataclass(frozen=True, slots=True)
class Encoded:
    """What linkage makes of a subject. ``form``: an identifier's normal form, not stored. ``keys``: 32 bits each."""

    form: str = ""
    token: int | None = None
    keys: tuple[int, ...] = ()
    payload: bytes = b""


def encode(subject: Subject) -> Encoded:
    """Tokens of a subject. Raises ``linkage.NotUnderstood`` for an identifier that makes no sense."""
    key = crypto.key(MATCHING)
    if subject.kind == PERSON:
        assert subject.person is not None
        fields = fields_of(subject.person)
        narrow = dict.fromkeys(map(_narrow, keys_of(fields, key)))
        return Encoded(keys=tuple(narrow), payload=payload_of(fields, tokeniser(key)))
    normal = normalise_identifier(subject.kind, subject.value, context=subject.context)
    return Encoded(form=normal.form, token=identifier_token(normal, key))


def _narrow(key: int) -> int:
    """The low 32 bits, signed: enough to choose whom to compare, and half the room."""
    low = key & 0xFFFFFFFF
    return low - (1 << 32) if low & 0x80000000 else low


def subject_number(dossier_id: uuid.UUID, subject: Subject, encoded: Encoded) -> int:
    """What a dossier holds something about: an identifier's value, however often recorded; a person's one record."""
    what = (
        subject.subject_id.bytes if encoded.token is None else encoded.token.to_bytes(8, "big", signed=True)
    )
    return crypto.keyed_number(MATCHING, b"subject|" + dossier_id.bytes + what)


def content_number(dossier_id: uuid.UUID, encoded: Encoded) -> int:
    """A digest of what was encoded, bound to the dossier: tells that nothing changed, and nothing across dossiers."""
    what = encoded.payload if encoded.token is None else encoded.token.to_bytes(8, "big", signed=True)
    return crypto.keyed_number(MATCHING, b"content|" + dossier_id.bytes + what)


def place(dossier_id: uuid.UUID, pointer_id: uuid.UUID) -> bytes:
    """The row that a sealed value belongs to."""
    return b"pointer|" + dossier_id.bytes + pointer_id.bytes


def pack(encoded: Encoded) -> bytes:
    """Everything of a person (or of what support files) in one value of few sizes: the payload's, and an identifier's.

    Number of keys, token, room for as many keys as a person may have, payload.
    """
    head = HEAD.pack(len(encoded.keys), encoded.token or 0)
    if not encoded.payload:
        return head
    return head + struct.pack(f">{len(encoded.keys)}i", *encoded.keys).ljust(ROOM, b"\0") + encoded.payload


def unpack(packed: bytes) -> Encoded:
    """The reverse of ``pack`` (without the form, which is stored nowhere)."""
    count, token = HEAD.unpack_from(packed)
    if len(packed) == HEAD.size:
        return Encoded(token=token)
    return Encoded(keys=struct.unpack_from(f">{count}i", packed, HEAD.size), payload=packed[PAYLOAD_AT:])


def seal(dossier_id: uuid.UUID, pointer_id: uuid.UUID, encoded: Encoded, *, support: bool) -> bytes:
    """A pointer's content, sealed for its row."""
    return crypto.seal(_key(support), pack(encoded), aad=place(dossier_id, pointer_id))


def unseal(dossier_id: uuid.UUID, pointer_id: uuid.UUID, sealed: bytes, *, support: bool) -> Encoded:
    """The reverse of ``seal``. Raises ``crypto.NotOpened``."""
    return unpack(crypto.open_sealed(_key(support), sealed, aad=place(dossier_id, pointer_id)))


def unseal_payload(where: bytes, sealed: bytes, *, support: bool) -> bytes:
    """A person's payload alone, for a ``place``: what a comparison needs of each candidate. Raises ``NotOpened``."""
    return crypto.open_sealed(_key(support), sealed, aad=where)[PAYLOAD_AT:]


def _key(support: bool) -> str:
    return SUPPORT if support else PAYLOAD


def support_token(token: int) -> int:
    """A token as support's holdings carry it in the matcher's index."""
    return crypto.keyed_number(SUPPORT, b"token|" + token.to_bytes(8, "big", signed=True))


def support_keys(keys: tuple[int, ...]) -> tuple[int, ...]:
    """Index keys as support's holdings carry them: keyed BLAKE2 (RFC 7693), as each check digests some fifty."""
    return tuple(map(_support_key, keys))


def _support_key(key: int) -> int:
    digest = _begun().copy()
    digest.update(key.to_bytes(4, "big", signed=True))
    return int.from_bytes(digest.digest(), "big", signed=True)


@cache
def _begun() -> hashlib.blake2b:
    """A digest that has taken its key in: to begin costs more than to go on."""
    return hashlib.blake2b(digest_size=4, key=crypto.key(SUPPORT), person=b"index keys")
