"""The door of these pages: for everybody else they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accord.places import queries, rules

View = Callable[..., HttpResponse]


def for_services(view: View) -> View:
    """Members of support agencies alone; the database knows every account that a human has."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponse:
        if not rules.may_use_places(request.member) or not queries.may_look():  # type: ignore[attr-defined]
            raise Http404
        return view(request, *args, **arguments)

    return guarded
