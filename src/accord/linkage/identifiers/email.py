"""E-mail addresses → lower case, domain in IDNA."""

from __future__ import annotations

import re
import unicodedata

from accord.linkage.identifiers.host import ascii_host
from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood

_BRACKETED = re.compile(r"<([^<>]*@[^<>]*)>")
_BAD_NAME = re.compile(r"[\s\x00-\x1f\x7f<>(),;:\\\"\[\]@]")


def normalise_email(value: str) -> Normal:
    """Return an address as ``name@domain``, lower case, domain in ASCII (IDNA).

    ``Name <a@b.ca>`` and ``mailto:`` are unwrapped. Dots in Gmail names and ``+tags`` are *kept*: to fold them
    would state that two spellings are one mailbox, which holds for one provider only, and a hit must be
    explained to a court. Raises NotUnderstood.
    """
    text = unicodedata.normalize("NFKC", value).strip()
    bracketed = _BRACKETED.search(text)
    if bracketed:
        text = bracketed.group(1).strip()
    text = text.lower().removeprefix("mailto:").strip()
    name, at, domain = text.rpartition("@")
    if not at:
        raise NotUnderstood("email.no_at", value)
    name = name.strip().lower()
    if not name or len(name) > 64 or _BAD_NAME.search(name):
        raise NotUnderstood("email.bad_name", value)
    host = ascii_host(domain.strip())
    if host is None:
        raise NotUnderstood("email.bad_domain", value)
    form = f"{name}@{host}"
    return Normal(IdentifierKind.EMAIL, form, form)
