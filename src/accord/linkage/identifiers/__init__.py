"""Identifiers: one normaliser a kind, each turning what a member typed into one comparable form."""

from __future__ import annotations

from collections.abc import Callable

from accord.linkage.identifiers.ad_url import normalise_ad_url
from accord.linkage.identifiers.email import normalise_email
from accord.linkage.identifiers.handle import normalise_handle
from accord.linkage.identifiers.normal import ERROR_CODES, IdentifierKind, Normal, NotUnderstood
from accord.linkage.identifiers.other import normalise_other
from accord.linkage.identifiers.payment import normalise_payment
from accord.linkage.identifiers.phone import normalise_phone
from accord.linkage.identifiers.plate import normalise_plate
from accord.linkage.identifiers.premises import normalise_premises
from accord.linkage.identifiers.wallet import normalise_wallet

__all__ = ["ERROR_CODES", "IdentifierKind", "Normal", "NotUnderstood", "normalise_identifier"]

LONGEST = {
    IdentifierKind.PHONE: 120,
    IdentifierKind.EMAIL: 320,  # RFC 5321: 64 + @ + 255
    IdentifierKind.AD_URL: 2000,
}
LONGEST_OTHERWISE = 400


def normalise_identifier(kind: str, value: str, *, context: str = "", region: str = "CA") -> Normal:
    """Return the one comparable form of an identifier.

    ``context`` is the platform of a handle, the province or state code of a plate, ``hotel`` or ``address``
    for premises, and unused elsewhere. ``region`` (ISO 3166-1 alpha-2) says how to read a phone number without
    a country code. Raises :class:`NotUnderstood`, whose ``code`` is one of ``ERROR_CODES``; never anything
    else, whatever the text.
    """
    try:
        known = IdentifierKind(kind)
    except ValueError:
        raise NotUnderstood("kind.unknown", value) from None
    text = value.replace("\x00", "").strip() if len(value) <= 4000 else value
    if not text:
        raise NotUnderstood(f"{known}.empty", value)
    if len(text) > LONGEST.get(known, LONGEST_OTHERWISE):
        raise NotUnderstood(f"{known}.too_long", value)
    return _NORMALISERS[known](text, context[:100].strip(), region)


_NORMALISERS: dict[IdentifierKind, Callable[[str, str, str], Normal]] = {
    IdentifierKind.PHONE: lambda value, _context, region: normalise_phone(value, region),
    IdentifierKind.EMAIL: lambda value, _context, _region: normalise_email(value),
    IdentifierKind.HANDLE: normalise_handle,
    IdentifierKind.PLATE: lambda value, context, _region: normalise_plate(value, context),
    IdentifierKind.AD_URL: lambda value, _context, _region: normalise_ad_url(value),
    IdentifierKind.PREMISES: lambda value, context, _region: normalise_premises(value, context),
    IdentifierKind.PAYMENT: lambda value, _context, region: normalise_payment(value, region),
    IdentifierKind.WALLET: lambda value, _context, _region: normalise_wallet(value),
    IdentifierKind.OTHER: lambda value, _context, _region: normalise_other(value),
}
