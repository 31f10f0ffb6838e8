"""Host names, shared by e-mail and web addresses."""

from __future__ import annotations

import re

_HOST = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
)


def ascii_host(host: str) -> str | None:
    """Return a host name in lower-case ASCII (IDNA 2003, as Python's codec does), or None when it is none.

    At least two labels are asked for; a trailing dot is dropped.
    """
    host = host.strip().rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return None
    return host if _HOST.fullmatch(host) else None
