"""What a person opens the day with."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accord.agencies.models import Duty
from accord.door.kept import something_waits
from accord.web.home.load import load_of_team
from accord.web.home.queue import NOTHING, sections_of
from accord.web.navigation import may_file, may_support


def home(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    return render(
        request,
        "home/home.html",
        {
            "kept": something_waits(request),
            "sections": sections_of(member),
            "nothing": NOTHING,
            "may_file": may_file(member),
            "opens_files": may_support(member),
            "load": load_of_team(member) if member.has_duty(Duty.COMMANDER) else None,
            "late_hours": settings.ANSWER_WITHIN_HOURS,
        },
    )
