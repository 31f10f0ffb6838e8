"""The console: what this member keeps. Everybody has the dossiers of their seats; duties add the rest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accord.agencies.rules import keeps_members
from accord.dossiers.queries import held_by
from accord.dossiers.rules import is_custodian, may_open_desk


def console(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    return render(
        request,
        "console/console.html",
        {
            "held": held_by(member),
            "keeps_members": keeps_members(member),
            "opens_desks": may_open_desk(member),
            "is_custodian": is_custodian(member),
        },
    )
