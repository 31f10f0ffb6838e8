"""Payment handles: Interac e-Transfer address or phone, cashtag, PayPal.Me."""

from __future__ import annotations

import re
import unicodedata

from accord.linkage.identifiers.email import normalise_email
from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood
from accord.linkage.identifiers.phone import normalise_phone

_CASHTAG = re.compile(r"(?:https?://)?(?:www\.)?(?:cash\.app/|cashtag:)?\$([a-z0-9_-]{1,20})", re.I)
_PAYPAL = re.compile(
    r"(?:https?://)?(?:www\.)?(?:paypal\.me/|paypal\.com/paypalme/|paypal:)([a-z0-9]{1,30})/?", re.I
)
_PREFIX = re.compile(r"(?:interac|e-?transfer|virement|email|phone)\s*:\s*", re.I)


def normalise_payment(value: str, region: str = "CA") -> Normal:
    """Return a payment handle as ``email:…``, ``phone:…``, ``cashtag:$…`` or ``paypal:…``.

    An Interac e-Transfer goes to an e-mail address or a phone number. Raises NotUnderstood.
    """
    text = unicodedata.normalize("NFKC", value).strip()
    for pattern, prefix in ((_CASHTAG, "cashtag:$"), (_PAYPAL, "paypal:")):
        found = pattern.fullmatch(text)
        if found:
            form = prefix + found.group(1).lower()
            return Normal(IdentifierKind.PAYMENT, form, form.partition(":")[2])
    text = _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    try:
        if "@" in text:
            email = normalise_email(text)
            return Normal(IdentifierKind.PAYMENT, f"email:{email.form}", email.shown)
        phone = normalise_phone(text, region)
    except NotUnderstood:
        raise NotUnderstood("payment.not_a_handle", value) from None
    return Normal(IdentifierKind.PAYMENT, f"phone:{phone.form}", phone.shown)
