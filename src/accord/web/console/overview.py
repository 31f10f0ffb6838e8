"""The console: what this member keeps. Everybody has the dossiers of their seats; duties add the rest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accord.agencies.queries import count_custodians
from accord.agencies.rules import keeps_members
from accord.dossiers.queries import held_by
from accord.dossiers.rules import is_custodian, keeps_closed_files, may_open_desk

CUSTODIANS = 2  # humans: one proposes a new lead, another confirms


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
            "keeps_closed": keeps_closed_files(member),
            "lacks_custodians": keeps_members(member) and count_custodians(member) < CUSTODIANS,
        },
    )
