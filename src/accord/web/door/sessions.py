"""My signed-in browsers, each of which can be signed out from here."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.door.actions import end_session, end_sessions
from accord.door.queries import live_sessions
from accord.door.sessions import token_hash


def live(request: HttpRequest) -> HttpResponse:
    sessions = live_sessions(request.member.id, this=request.session.session_key or "")  # type: ignore[attr-defined]
    return render(request, "door/sessions.html", {"sessions": sessions})


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End one session, or all but this one."""
    me = request.member.id  # type: ignore[attr-defined]
    try:
        one = uuid.UUID(request.POST.get("session", ""))
    except ValueError:
        one = None
    if one:
        end_session(by=me, session_id=one)
        messages.success(request, _("That browser is signed out."))
    else:
        end_sessions(by=me, account_id=me, but=token_hash(request.session.session_key or ""))
        messages.success(request, _("Every other browser is signed out."))
    return HttpResponseRedirect(reverse("door:sessions"))
