"""The demonstration's sign-in: choose an invented member, and be that member. Anywhere else it does not exist."""

from __future__ import annotations

import uuid
from itertools import groupby

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accord.door.demo import sign_in_of, sign_ins
from accord.door.models import Account


def choose(request: HttpRequest) -> HttpResponse:
    """The invented members by agency."""
    if not settings.DEMO:
        raise Http404
    language = get_language() or "en"
    agencies = [
        (agency, [(person.member_id, person.name, person.role(language)) for person in people])
        for agency, people in groupby(sign_ins(), key=lambda person: person.agency(language))
    ]
    return render(request, "door/demo.html", {"agencies": agencies, "next": request.GET.get("next", "")})


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Be this member, without a password: everybody here is invented."""
    if not settings.DEMO:
        raise Http404
    account = get_object_or_404(Account, pk=_chosen(request))
    account.backend = settings.AUTHENTICATION_BACKENDS[0]
    adapter = get_adapter()
    adapter.login(request, account)
    wanted = request.POST.get("next", "")
    return HttpResponseRedirect(
        wanted if adapter.is_safe_url(wanted) else resolve_url(settings.LOGIN_REDIRECT_URL)
    )


def _chosen(request: HttpRequest) -> uuid.UUID:
    try:
        member_id = uuid.UUID(request.POST.get("member", ""))
    except ValueError:
        raise Http404 from None
    if sign_in_of(member_id) is None:
        raise Http404
    return member_id
