"""What everybody may see: what this is, and how to leave it safely."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from accord.directory.help_lines.queries import lines_for
from accord.web.door.origin import asked_from_here
from accord.web.templatetags.accord import ELSEWHERE


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/start.html", {"now": lines_for("now"), "talk": lines_for("talk")})


@login_not_required
def safety(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/safety.html")


@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    """End the session first, then show something else. A link, so that it works at once and without JavaScript."""
    if asked_from_here(request):
        logout(request)
    return HttpResponseRedirect(ELSEWHERE["fr" if (get_language() or "en").startswith("fr") else "en"])
