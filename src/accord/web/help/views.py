"""Need, place and language; services. Nobody is asked who they are, and nothing of the question is kept.

The question goes by POST: an address stays in the history of a device that somebody else may hold.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accord.directory.queries import MOST, find
from accord.web.help.forms import HelpForm
from accord.web.help.listing import listing


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def help(request: HttpRequest) -> HttpResponse:
    form = HelpForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = find(**form.cleaned_data)
        context |= {"asked": True, "found": [listing(each) for each in found], "many": len(found) == MOST}
        context["placed"] = bool(form.cleaned_data["place"])
    return render(request, "help/help.html", context)
