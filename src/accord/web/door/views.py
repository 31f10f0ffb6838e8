"""Signing in and out, and the lock."""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from accord.door.kept import remember_whose
from accord.web.door import demo
from accord.web.door.origin import asked_from_here


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    """In the demonstration, a list of invented members; everywhere else, address, password and second factor."""
    if settings.DEMO:
        return demo.choose(request)
    return account.login(request)


@login_not_required
def to_login(request: HttpRequest) -> HttpResponse:
    """The short address that people remember."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("account_login") + (f"?{query}" if query else ""))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    return account.logout(request)


def change_password(request: HttpRequest) -> HttpResponseBase:
    """Who has no password (an invented member of the demonstration) has none to change."""
    if not request.user.has_usable_password():  # type: ignore[union-attr]
        raise Http404
    return account.password_change(request)


@login_not_required
@require_GET
def lock(request: HttpRequest) -> HttpResponse:
    """An unattended page is taken away and its session ended. ``next`` leads back.

    ``kept``: "yes" or "no", where the lock's script found something typed and unsent, and had it kept or could not.
    """
    wanted, kept = request.GET.get("next", ""), request.GET.get("kept", "")
    back = wanted if get_adapter().is_safe_url(wanted) else ""
    if request.user.is_authenticated and asked_from_here(request):
        account = request.user.pk
        logout(request)
        remember_whose(request, account)
        # Drawn by a request of nobody: what was on the screen belongs to someone who has left.
        told = {"next": back, "kept": kept} if kept else {"next": back}
        return HttpResponseRedirect(f"{reverse('door:lock')}?{urlencode(told)}")
    query = f"?{urlencode({'next': back})}" if back else ""
    return render(
        request,
        "door/locked.html",
        {
            "again_url": reverse("account_login") + query,
            "idle_minutes": settings.SESSION_IDLE_MINUTES,
            "kept": kept,
            "hours": settings.SESSION_HOURS,
        },
    )
