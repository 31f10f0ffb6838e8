"""Advertisement addresses → host, path and the parameters that matter."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from accord.linkage.identifiers.host import ascii_host
from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood

_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_[ce]id|ref|ref_src|referrer|source|src|share|si|s|"
    r"spm|_ga|_gl|session|sessionid|sid|phpsessid|lang|hl|amp"
)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.I)
_SAFE = "/-._~!$&'()*+,;=:@"


def normalise_ad_url(value: str) -> Normal:
    """Return an address as ``host/path?query``: no scheme, ``www.`` or ``m.``, fragment or tracking parameters.

    Host in lower-case IDNA, percent-encoding made uniform, parameters sorted, trailing slash dropped. The path
    keeps its case. Raises NotUnderstood when there is no host.
    """
    text = "".join(unicodedata.normalize("NFC", value).split())
    text = text if _SCHEME.match(text) else f"//{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotUnderstood("ad_url.bad_address", value) from None
    if parts.scheme and parts.scheme not in ("http", "https"):
        raise NotUnderstood("ad_url.bad_address", value)
    known = ascii_host(unicodedata.normalize("NFKC", host))
    while known and known.startswith(("www.", "m.", "mobile.")):
        known = ascii_host(known.partition(".")[2])
    if known is None:
        raise NotUnderstood("ad_url.bad_address", value)
    path = re.sub(r"/+", "/", quote(unquote(parts.path), safe=_SAFE)).rstrip("/")
    pairs = sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k.lower()))
    query = f"?{urlencode(pairs)}" if pairs else ""
    form = known + (f":{port}" if port and port not in (80, 443) else "") + path + query
    return Normal(IdentifierKind.AD_URL, form, f"https://{form}")
