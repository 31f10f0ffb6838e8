"""What was sent after the session had ended, offered again to whoever typed it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from accord.door.kept import let_go, typed_by
from accord.web.door.words import words_of


class SameRequest(HttpResponseRedirect):
    """On to the address that was meant, with the same method and the same fields."""

    status_code = 307


def kept(request: HttpRequest) -> HttpResponse:
    """GET shows it; POST sends it where it was going, or drops it (``?drop``). Nothing is done unasked."""
    typed = typed_by(request)
    if typed is None:
        raise Http404
    if request.method != "POST":
        return render(
            request,
            "door/kept.html",
            {"typed": typed, "words": words_of(value for _name, values in typed.fields for value in values)},
        )
    let_go(request)
    return redirect("home:page") if "drop" in request.GET else SameRequest(typed.path)
