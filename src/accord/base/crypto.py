"""Keys outside the database, and the three things done with them: seal, open, and keyed digests.

AES-256-GCM and HMAC-SHA-256 come from ``cryptography`` and the standard library; nothing here is home-made. What is
sealed is bound to its place (``aad``: table and row), so that a sealed value moved to another row does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import uuid
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from accord.base.postgres.databases import secrets_dir

NONCE = 12  # bytes, random: safe for 2^32 values under one key (NIST SP 800-38D, 8.3)
KEY = 32


class KeyMissing(RuntimeError):
    """A key file is absent or is not 32 bytes in hexadecimal."""


class NotOpened(ValueError):
    """A sealed value was changed, moved to another row, or sealed under another key."""


@cache
def key(name: str) -> bytes:
    """The 32 bytes of ``<secrets>/<name>.key``. Raises ``KeyMissing``; read once a process."""
    file = secrets_dir() / f"{name}.key"
    try:
        found = bytes.fromhex(file.read_text().strip())
    except (OSError, ValueError) as error:
        raise KeyMissing(f"no key {name!r} in the secrets directory") from error
    if len(found) != KEY:
        raise KeyMissing(f"the key {name!r} is not {KEY} bytes")
    return found


@cache
def _cipher(name: str) -> AESGCM:
    return AESGCM(key(name))


def seal(name: str, plain: bytes, *, aad: bytes) -> bytes:
    """The value sealed under the named key: nonce, ciphertext, tag (28 bytes more than the plain text)."""
    return _seal(_cipher(name), plain, aad)


def open_sealed(name: str, sealed: bytes, *, aad: bytes) -> bytes:
    """The plain value. Raises ``NotOpened`` where key, place or content is not what was sealed."""
    return _open(_cipher(name), sealed, aad)


def seal_under(secret: bytes, plain: bytes, *, aad: bytes) -> bytes:
    """As ``seal``, under 32 bytes at hand: a dossier's own key."""
    return _seal(AESGCM(secret), plain, aad)


def open_under(secret: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """As ``open_sealed``, under 32 bytes at hand."""
    return _open(AESGCM(secret), sealed, aad)


def derived_key(name: str, info: bytes) -> bytes:
    """32 bytes that follow from the named key and what they are for (HKDF-SHA-256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=info).derive(key(name))


def fresh_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY)


def _seal(cipher: AESGCM, plain: bytes, aad: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, plain, aad)


def _open(cipher: AESGCM, sealed: bytes, aad: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], aad)
    except (InvalidTag, ValueError) as error:
        raise NotOpened("a sealed value does not open") from error


def keyed_digest(name: str, message: bytes) -> bytes:
    """HMAC-SHA-256 (32 bytes) of a message under the named key."""
    return hmac.digest(key(name), message, hashlib.sha256)


def keyed_number(name: str, message: bytes) -> int:
    """The first eight bytes of the keyed digest as a signed integer: fits PostgreSQL's ``bigint``."""
    return int.from_bytes(keyed_digest(name, message)[:8], "big", signed=True)


def keyed_id(name: str, message: bytes) -> uuid.UUID:
    """An id that follows from what it names: a job that runs twice makes the same row, not a second one."""
    return uuid.UUID(bytes=keyed_digest(name, message)[:16], version=4)
