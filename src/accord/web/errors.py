"""Answers to what went wrong. Each gives a reference number that finds the request in the log and the audit trail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    number = getattr(request, "request_id", None)
    context = {"reference": str(number)[:8] if number else "", "failed": True}
    return render(request, f"pages/{name}.html", context, status=status)


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
    return _page(request, "csrf", 403)
