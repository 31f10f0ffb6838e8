"""Whether a request that changes something by GET came from our own pages."""

from django.http import HttpRequest


def asked_from_here(request: HttpRequest) -> bool:
    """True unless the browser says that another site sent it (Fetch Metadata): no other site locks out a member."""
    return request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
