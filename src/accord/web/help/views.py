"""Need, place and language; services. Nobody is asked who they are, and nothing of the question is kept.

The question goes by POST, and so does turning a page: an address stays in the history of a device that somebody else
may hold.
"""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accord.directory.alike.judging import groups
from accord.directory.finding import MOST, Reach, seek, together
from accord.directory.help_lines.queries import lines_for
from accord.directory.provinces import provinces
from accord.directory.queries import published, these
from accord.web.help.forms import HelpForm
from accord.web.help.listing import grouped, listing
from accord.web.help.paging import page_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def help(request: HttpRequest) -> HttpResponse:
    form = HelpForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form, "now": lines_for("now"), "lines": lines_for("help")}
    if request.method == "POST" and form.is_valid():
        context |= _answer(request, form)
    return render(request, "help/help.html", context)


def _answer(request: HttpRequest, form: HelpForm) -> dict[str, object]:
    french = _reads_french()
    found = seek(form.question(), french=french)
    same = groups()
    page = page_of(
        together(found.matches, same), request.POST.get("page", ""), request.POST, list(form.fields)
    )
    rows = these([match.service_id for match in page.items])
    province = provinces().get(found.province)
    return {
        "asked": True,
        "page": page,
        "groups": grouped([listing(each) for each in rows], same),
        "widened": found.widened,
        "read_as": found.read_as,
        "province": (province.fr if french else province.en)
        if province and found.reach is Reach.PROVINCE
        else "",
        "many": len(found.matches) == MOST,
    }


@login_not_required
@require_safe
def service(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Everything that is published of one service, to be printed or read aloud."""
    row = published(id)
    if row is None:
        raise Http404
    return render(request, "help/service.html", {"each": listing(row), "lines": lines_for("help")})


def _reads_french() -> bool:
    return (get_language() or "en").startswith("fr")
