"""Sealing binds a value to its place; keys come from files outside the database."""

from __future__ import annotations

import pytest

from accord.base import crypto


@pytest.fixture(autouse=True)
def keys(tmp_path, monkeypatch):
    monkeypatch.setenv("ACCORD_SECRETS", str(tmp_path))
    (tmp_path / "one.key").write_text("11" * 32 + "\n")
    (tmp_path / "two.key").write_text("22" * 32)
    (tmp_path / "short.key").write_text("33" * 8)
    crypto.key.cache_clear()
    crypto._cipher.cache_clear()
    yield
    crypto.key.cache_clear()
    crypto._cipher.cache_clear()


def test_sealed_value_opens_in_its_place_alone():
    sealed = crypto.seal("one", b"payload", aad=b"pointer|row 1")
    assert crypto.open_sealed("one", sealed, aad=b"pointer|row 1") == b"payload"
    assert b"payload" not in sealed and len(sealed) == len(b"payload") + 28
    for name, value, place in (
        ("one", sealed, b"pointer|row 2"),
        ("two", sealed, b"pointer|row 1"),
        ("one", sealed[:-1] + bytes([sealed[-1] ^ 1]), b"pointer|row 1"),
        ("one", b"", b"pointer|row 1"),
    ):
        with pytest.raises(crypto.NotOpened):
            crypto.open_sealed(name, value, aad=place)


def test_same_value_sealed_twice_differs():
    assert crypto.seal("one", b"x", aad=b"") != crypto.seal("one", b"x", aad=b"")


def test_keyed_digests_follow_key_and_message():
    assert crypto.keyed_id("one", b"a") == crypto.keyed_id("one", b"a")
    assert len({crypto.keyed_id(name, text) for name in ("one", "two") for text in (b"a", b"b")}) == 4
    assert -(2**63) <= crypto.keyed_number("one", b"a") < 2**63


@pytest.mark.parametrize("name", ["missing", "short"])
def test_missing_or_short_key_is_said_plainly(name):
    with pytest.raises(crypto.KeyMissing, match=name):
        crypto.key(name)
