"""What a normaliser returns, and what it raises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class IdentifierKind(StrEnum):
    """The kinds of identifier that agencies deconflict."""

    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    PLATE = "plate"
    AD_URL = "ad_url"
    PREMISES = "premises"
    PAYMENT = "payment"
    WALLET = "wallet"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Normal:
    """An identifier in its one comparable form.

    ``form`` is what is keyed and compared (never shown: it may fold O into 0); ``shown`` is the tidy way to
    print it. Normalising ``form`` or ``shown`` again, with the same context, gives the same ``form``.
    """

    kind: IdentifierKind
    form: str
    shown: str


class NotUnderstood(ValueError):
    """The value cannot be an identifier of this kind.

    ``code`` is a short machine code such as ``"phone.too_short"`` (all of them are in ``ERROR_CODES``), for
    the web to translate; ``value`` is the text as typed, cut to 100 characters. The message holds no value, so
    that a log never does.
    """

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value[:100]


ERROR_CODES: frozenset[str] = frozenset(
    {
        "kind.unknown",
        "phone.empty", "phone.too_long", "phone.too_short", "phone.unknown_country", "phone.not_a_number",
        "phone.unknown_region",
        "email.empty", "email.too_long", "email.no_at", "email.bad_name", "email.bad_domain",
        "handle.empty", "handle.too_long", "handle.no_platform", "handle.bad_characters",
        "plate.empty", "plate.too_long", "plate.too_short", "plate.unknown_province",
        "ad_url.empty", "ad_url.too_long", "ad_url.bad_address",
        "premises.empty", "premises.too_long", "premises.too_vague", "premises.unknown_context",
        "payment.empty", "payment.too_long", "payment.not_a_handle",
        "wallet.empty", "wallet.too_long", "wallet.unknown_shape",
        "other.empty", "other.too_long",
    }
)  # fmt: skip
"""Every code a normaliser may raise, so that translations can be checked for completeness."""
