"""What the frame of every page (base.html) reads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accord.web.navigation import entries


def page(request: HttpRequest) -> dict[str, Any]:
    """Member, menu, addresses and the demonstration's banner.

    The menu counts what waits; it is made only when a whole page is drawn, and not at all on a page that says that
    something failed, since the transaction may be beyond asking.
    """
    member = getattr(request, "member", None)
    frame = {
        "demo": settings.DEMO,
        "member": member,
        "home_url": reverse("home:home") if member else reverse("start:start"),
        "sign_in_url": "" if member else reverse("account_login"),
        "sign_out_url": reverse("account_logout") if _is_signed_in(request) else "",
        "lock_url": reverse("door:lock"),
        "keep_url": reverse("door:keep"),
        "kept_url": reverse("door:kept"),
        "idle_seconds": settings.SESSION_IDLE_MINUTES * 60,
        "help_url": reverse("help:help"),
        "safety_url": reverse("start:safety"),
        "exit_url": reverse("start:exit"),
    }
    if member is not None:
        counted = not getattr(request, "failed", False)
        frame["nav"] = SimpleLazyObject(lambda: entries(request, counted=counted))
    return frame


def _is_signed_in(request: HttpRequest) -> bool:
    return bool(getattr(request, "user", None) and request.user.is_authenticated)
