"""One request, one transaction, one audit entry, and only then the answer."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from accord.base import audit
from accord.base.row_security.session import act_for


class OneTransaction:
    """Runs the view and the rendering of its page inside one transaction on behalf of the session's member.

    The entry of what was seen and done is committed with it, before a byte is sent. An exception rolls back what the
    request changed; that it was refused or failed is then noted in a transaction of its own. An answer with an error
    status that a view *returned* (a form to mend) commits: nothing that was typed is lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with audit.trail(audit.Trail(door="web", request_id=request.request_id)) as trail:  # type: ignore[attr-defined]
            request.failed = False  # type: ignore[attr-defined]
            with transaction.atomic(durable=True):
                act_for(session=request.session.session_key or "")
                response = self._answer(request)
                trail.route = request.resolver_match.view_name if request.resolver_match else "unknown"
                if request.failed:  # type: ignore[attr-defined]
                    transaction.set_rollback(True)
                else:
                    self._write(trail, request, response)
            if request.failed:  # type: ignore[attr-defined]
                trail.actions = ["refused" if response.status_code < 500 else "failed"]
                with transaction.atomic(durable=True):
                    act_for(session=request.session.session_key or "")
                    self._write(trail, request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.failed = True  # type: ignore[attr-defined]

    def _answer(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming:
            raise TypeError("a streamed answer would leave before its audit entry is committed")
        assert isinstance(response, HttpResponse)
        return response

    def _write(self, trail: audit.Trail, request: HttpRequest, response: HttpResponse) -> None:
        # Public pages read by nobody in particular leave no entry: nothing protected can have been in them.
        if trail.member_id or trail.actions:
            audit.write(trail, method=request.method or "", status=response.status_code)
