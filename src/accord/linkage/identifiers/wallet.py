"""Crypto wallets, told by their shape."""

from __future__ import annotations

import re

from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood

_BASE58 = "[1-9A-HJ-NP-Za-km-z]"
_SHAPES = (
    ("btc", re.compile(rf"[13]{_BASE58}{{25,34}}"), False),  # BIP-13/16 addresses: case carries meaning
    ("btc", re.compile(r"bc1[02-9ac-hj-np-z]{11,71}", re.I), True),  # BIP-173 bech32: case does not
    ("eth", re.compile(r"0x[0-9a-f]{40}", re.I), True),  # EIP-55 case is a checksum only
    ("ltc", re.compile(rf"[LM]{_BASE58}{{26,33}}"), False),
    ("ltc", re.compile(r"ltc1[02-9ac-hj-np-z]{11,71}", re.I), True),
    ("tron", re.compile(rf"T{_BASE58}{{33}}"), False),
    ("xmr", re.compile(rf"[48]{_BASE58}{{94}}"), False),
)
_SCHEME = re.compile(r"(?:bitcoin|ethereum|litecoin|tron|monero|btc|eth|ltc|xmr):", re.I)


def normalise_wallet(value: str) -> Normal:
    """Return a wallet address as ``coin:address``; base58 keeps its case, hexadecimal and bech32 lose it.

    The shape is checked and not the checksum: a witness's mistyped wallet is still worth keeping. Raises
    NotUnderstood for any other shape.
    """
    text = _SCHEME.sub("", "".join(value.split()), count=1).partition("?")[0]
    for coin, shape, caseless in _SHAPES:
        if shape.fullmatch(text):
            address = text.lower() if caseless else text
            return Normal(IdentifierKind.WALLET, f"{coin}:{address}", address)
    raise NotUnderstood("wallet.unknown_shape", value)
