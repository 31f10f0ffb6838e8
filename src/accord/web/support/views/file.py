"""The page of one file: its states, what identifies, its tasks; changing and closing it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.support import actions, queries
from accord.support.vocabulary import SHOWN_FIRST, Complaint, Contact, Identity, Support
from accord.web import forms as web
from accord.web.consent.words import spoken_day
from accord.web.support.forms.intake import ChangeFile
from accord.web.support.tasks import agreed, tasks_of
from accord.web.support.the_file import Opened, draw, the_file
from accord.web.support.timeline import timeline
from accord.web.support.views.stay import stays

STATES = {"contact": Contact, "support": Support, "complaint": Complaint}


@require_GET
def file(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier, without_key=True)
    return _page(request, opened) if opened.has_key else draw(request, "support/forgotten.html", opened)


def _page(request: HttpRequest, opened: Opened, revealed: Mapping[str, str] | None = None) -> HttpResponse:
    filled, shown = queries.filled_in(opened.id), revealed or {}
    safety = queries.safety_plan_of(opened.id)
    context: dict[str, Any] = {
        "identity": [
            {
                "code": code.value,
                "label": code.label,
                "filled": code in filled,
                "shown": _read(code, shown.get(code, "")),
            }
            for code in Identity
            if code not in SHOWN_FIRST
        ],
        "states": [_state(opened, name, choices) for name, choices in STATES.items()],
        "tasks": tasks_of(opened),
        "agreed": agreed(opened),
        "safety": safety,
        "stays": [each for each in stays(request, opened) if each["stay"].is_live],
        "timeline": timeline(opened),
    }
    return draw(request, "support/file.html", opened, **context)


def _state(opened: Opened, name: str, choices: Any) -> dict[str, Any]:
    labels = {"contact": _("Contact"), "support": _("Support"), "complaint": _("Complaint to police")}
    now = getattr(opened.file, name)
    return {
        "name": name,
        "label": labels[name],
        "now": choices(now).label,
        "others": [(choice.value, choice.label) for choice in choices if choice != now],
    }


@require_POST
def state(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """One of the three independent states, in one click."""
    opened = the_file(request, dossier)
    name = next((each for each in STATES if each in request.POST), "")
    if not name or request.POST[name] not in STATES[name].values:
        raise BadRequest
    actions.change_file(by=request.member, file=opened.file, changes={name: request.POST[name]})  # type: ignore[attr-defined]
    return redirect("support:file", opened.id)


@require_POST
def reveal(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """One field in clear on the page that answers, and an entry of who opened which. Readers may, too."""
    opened = the_file(request, dossier, reading=True)
    code = request.POST.get("code", "")
    if code not in Identity.values:
        raise BadRequest
    value = actions.reveal(by=request.member, file=opened.file, code=Identity(code))  # type: ignore[attr-defined]
    return _page(request, opened, {code: value})


def change(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier)
    if not opened.may_work:
        raise PermissionDenied(_("This is done by who works on the open file."))
    row = opened.file
    initial = {
        "age": row.age, "age_group": row.age_group, "gender": row.gender, "interpreter": bool(row.interpreter),
        "language": next(iter(row.languages), ""), "city": row.city, "province": row.province,
        "cultural_needs": queries.cultural_needs(row), "access_needs": row.access_needs, **opened.names,
    }  # fmt: skip
    stands = web.stamp(initial, queries.written_identity(opened.id))
    form = ChangeFile(
        request.POST or None, initial=initial, filled=queries.filled_in(opened.id), stands=stands
    )
    if form.is_valid():
        member = request.member  # type: ignore[attr-defined]
        actions.change_file(by=member, file=row, changes=form.changes())
        for code, value in form.identity().items():
            if opened.names.get(code, "") != value or code not in SHOWN_FIRST:
                actions.set_identity(by=member, file=row, code=code, value=value)
        messages.success(request, _("Saved."))
        return redirect("support:file", opened.id)
    return draw(request, "support/change.html", opened, form=form)


def _read(code: Identity, value: str) -> str:
    return spoken_day(value) if code == Identity.DATE_OF_BIRTH else value
