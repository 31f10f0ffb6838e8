"""The help lines as brokers keep them: what each says, where its number was read, and when it was last checked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accord.agencies.models import Member
from accord.directory.help_lines import actions
from accord.directory.help_lines.queries import Line, all_lines
from accord.directory.rules import keeps_all
from accord.web.directory.line_forms import LineForm


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    return render(request, "directory/lines.html", {"lines": all_lines()})


def line(request: HttpRequest, code: str) -> HttpResponse:
    by, found = _keeper(request), _found(code)
    form = LineForm(request.POST or None, initial={name: getattr(found, name) for name in LineForm.corrected})
    if form.is_valid():
        actions.correct_line(by=by, line=found, changes=form.changes(), checked=form.cleaned_data["checked"])
        messages.success(request, _("Saved. It is so on every page at once."))
        return redirect("directory:lines")
    return render(request, "directory/line.html", {"form": form, "line": found})


@require_POST
def checked(request: HttpRequest, code: str) -> HttpResponse:
    by, found = _keeper(request), _found(code)
    actions.mark_checked(by=by, line=found)
    messages.success(request, _("Marked as checked today."))
    return redirect("directory:lines")


def _keeper(request: HttpRequest) -> Member:
    member: Member = request.member  # type: ignore[attr-defined]
    if not keeps_all(member):
        raise PermissionDenied(_("This is for brokers of the coordination office."))
    return member


def _found(code: str) -> Line:
    found = next((each for each in all_lines() if each.code == code), None)
    if found is None:
        raise Http404
    return found
