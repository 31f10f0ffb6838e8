"""``/health`` for whoever watches the server: is the database reachable, does the worker live. No session, no data."""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

WORKER_SILENCE = 90  # seconds; the worker says every ten that it lives


def health(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answers before any page could: a database that is down must still be reported."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path != "/health":
            return get_response(request)
        found = {"database": _database_answers(), "worker": False}
        found["worker"] = found["database"] and _worker_lives()
        response = JsonResponse(found, status=200 if all(found.values()) else 503)
        response["Cache-Control"] = "no-store"
        return response

    return middleware


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return False
    return True


def _worker_lives() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT accord.worker_silence()")
            seconds = cursor.fetchone()[0]
    except Error:
        return False
    return seconds is not None and seconds < WORKER_SILENCE
