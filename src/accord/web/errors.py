"""Answers to what went wrong. Each gives a reference number that finds the request in the log and the audit trail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accord.door.kept import NOT_OF, keep_typed
from accord.web.door.words import words_of


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    number = getattr(request, "request_id", None)
    context: dict[str, Any] = {"reference": str(number)[:8] if number else "", "failed": True}
    if status in (403, 404):  # what was too large to be read cannot be read again
        context["words"] = _typed(request)
    return render(request, f"pages/{name}.html", context, status=status)


def _typed(request: HttpRequest) -> list[str]:
    """What a person wrote in a form that was not taken: it stands nowhere else, so the page shows it once more."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.namespace in NOT_OF:
        return []
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return []  # no other site puts words onto a page of ours
    return words_of(value for _name, values in request.POST.lists() for value in values)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, "400", 400)


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, "403", 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, "404", 404)


def too_many(request: HttpRequest) -> HttpResponse:
    return _page(request, "429", 429)


def failed(request: HttpRequest) -> HttpResponse:
    return _page(request, "500", 500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that is older than the last sign-in. Our own pages' fields are offered again; another site's never are."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin" and keep_typed(request):
        return HttpResponseRedirect(reverse("door:kept"))
    return _page(request, "csrf", 403)
