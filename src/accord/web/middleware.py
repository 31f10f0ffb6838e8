"""What surrounds every page, from the outside in: its number and log line, its headers, its member, its closed door."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id
from accord.door.kept import keep_typed
from accord.door.sessions import ENROLLING, second_factor_stands
from accord.web.forms import PUT_BACK

GetResponse = Callable[[HttpRequest], HttpResponseBase]
log = structlog.get_logger("accord.web")

# Nothing runs or loads from elsewhere, nothing runs inline, nobody frames us, no form leaves.
CONTENT_SECURITY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",  # the set-up code of an authenticator app is drawn into the page
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), "
    "usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)"
)

# Where a member who still lacks a second factor may go: to make one, or out.
ENROLMENT = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "account_logout",
        "door:lock",
    }
)


def request_id(get_response: GetResponse) -> GetResponse:
    """Numbers each request and logs one line of it: which page, how it ended, how long it took. Never its address."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.request_id = new_id()  # type: ignore[attr-defined]
        began = time.perf_counter()
        response = get_response(request)
        log.info(
            "request",
            request_id=str(request.request_id),  # type: ignore[attr-defined]
            method=request.method,
            route=request.resolver_match.view_name if request.resolver_match else "",
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000, 1),
        )
        return response

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """The headers that tell a browser what it must not do, and to keep no copy of a signed-in page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        response.setdefault("X-Frame-Options", "DENY")  # what other middleware answers by itself has none
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # The session is looked at only where one was opened: static files and the health answer have none. What went
        # wrong before that is kept nowhere either.
        opened = getattr(request, "session", None)
        if response.status_code >= 400 or (opened is not None and opened.accessed):
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


class SignedIn:
    """Puts the signed-in member on the request and onto the audit trail, inside the request's transaction.

    A member who was made inactive is signed out. One who still lacks a second factor reaches the pages that make one
    and no other; the database knows no member in such a session (``door.sessions``), so nothing would show anyway.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        member = None
        if request.user.is_authenticated and not self._enrolling(request):
            rows = Member.objects.select_related("agency", "office")
            member = rows.filter(pk=request.user.pk).first()
            if member is None:
                logout(request)
            else:
                self._sign(member)
        request.member = member  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        at = request.resolver_match.view_name if request.resolver_match else ""
        open_to_all = not getattr(view, "login_required", True)
        if request.session.get(ENROLLING) and at not in ENROLMENT and not open_to_all:
            return HttpResponseRedirect(reverse("mfa_index"))
        return None

    def _enrolling(self, request: HttpRequest) -> bool:
        if not request.session.get(ENROLLING):
            return False
        if not second_factor_stands(request.user):
            return True
        del request.session[ENROLLING]
        request.session.save()  # at once: from here on the database knows the member
        return False

    def _sign(self, member: Member) -> None:
        trail = audit.current()
        assert trail is not None
        trail.member_id, trail.agency_id = member.id, member.agency_id


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a member, unless it says ``@login_not_required``. Where one was, the way back is kept."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if request.htmx:  # type: ignore[attr-defined]
            # A fragment cannot be signed in to: the whole page goes, and comes back to where it was.
            here = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
            login = resolve_url(settings.LOGIN_URL)
            return HttpResponseClientRedirect(f"{login}?next={here}")
        if request.method == "POST" and keep_typed(request):
            # Sent after the session had ended: what was typed waits behind the sign-in.
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={reverse('door:kept')}")
        return super().handle_no_permission(request, view_func)


def put_back(get_response: GetResponse) -> GetResponse:
    """What is put back into a form is there to go on with: where the page has no form to draw and acts, it has not."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        trail = audit.current()
        if request.method != "POST" or PUT_BACK not in request.POST or trail is None:
            return response
        if not trail.actions and response.status_code != 400:
            return response
        request.failed = True  # type: ignore[attr-defined]  # OneTransaction takes all of it back
        list(messages.get_messages(request))  # what the page said of its success
        messages.warning(request, _("That was one press and nothing to go on with. Nothing was done."))
        return HttpResponseRedirect(reverse("home:home"))

    return middleware
