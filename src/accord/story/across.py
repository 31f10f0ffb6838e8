"""Where the two sides of the story meet: five facts, a line to police, a date in court, one survivor matched."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accord.agencies.models import Agency
from accord.base.clock import now
from accord.bridges import actions, matching
from accord.bridges.actions import FiveFacts, Line
from accord.bridges.models import Bridge, BridgeDate, PlaceRequest
from accord.bridges.vocabulary import Asking, Dated, Errand, Gender, Occasion, When
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.models import Dossier
from accord.story import words
from accord.story.cast import MEMBERS, MemberPart, story_id
from accord.story.stage import Stage
from accord.story.told import Told, lead_of, member

# Who asks whom for a place, what for, and what came of it.
ASKED = (
    ("EILP", "Havre", FiveFacts(When.TONIGHT, 1, Gender.WOMAN, "fr", False), Asking.ACCEPTED),
    ("NRPS", "Lakeside", FiveFacts(When.NOW, 2, Gender.WOMAN, "en", True), Asking.ASKED),
    ("TPS SVS", "Passerelle", FiveFacts(When.TOMORROW, 1, Gender.WOMAN, "zh", False), Asking.DECLINED),
    ("Hôpital", "Havre", FiveFacts(When.TONIGHT, 1, Gender.WOMAN, "vi", False), Asking.ASKED),
)
POLICE = {"Havre": "EILP", "Lakeside": "NRPS", "Passerelle": "TPS SVS"}
COURT = {"Havre": "DPCP", "Étape": "DPCP", "Lakeside": "TPS SVS", "Passerelle": "TPS SVS"}


def _office_day(days: int) -> datetime:
    """Ten in the morning so many days from now, on the Monday after where that is a weekend."""
    day = timezone.localtime(now() + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)
    return day + timedelta(days=max(0, 8 - day.isoweekday()) if day.isoweekday() > 5 else 0)


def meet_police(told: Told, purpose: Purpose) -> None:
    """The line opens; they propose a date. The advocate confirms a meeting, and for court asks to prepare first."""
    errand = Errand.MEETING if purpose == Purpose.POLICE else Errand.COURT
    to = (POLICE if purpose == Purpose.POLICE else COURT)[told.life.by]
    with told.acting():
        consent = told.agree(purpose, to, [Fact.CHOSEN_NAME])
        line = Line(errand, told.by.name, told.by.agency.desk_phone, told.life.languages.split()[0])
        opened = actions.open_bridge(
            by=told.by, consent=consent, line=line, facts={Fact.CHOSEN_NAME: told.life.name}
        )
    officer = lead_of(to)
    with told.acting(officer):
        row = Bridge.objects.get(event_id=opened.event_id)
        occasion = Occasion.STATEMENT if errand == Errand.MEETING else Occasion.TESTIMONY
        actions.propose_date(by=member(officer), bridge=row, at=_office_day(6), occasion=occasion)
    if errand == Errand.COURT:
        with told.acting():
            row = Bridge.objects.get(dossier_id=told.file.dossier_id, event_id=opened.event_id)
            later = _office_day(20)
            actions.propose_date(
                by=told.by, bridge=row, at=later, occasion=Occasion.PREPARATION, interpreter=True
            )
    else:
        with told.acting():
            date = BridgeDate.objects.get(dossier_id=told.file.dossier_id, bridge_id=opened.event_id)
            actions.answer_date(by=told.by, date=date, answer=Dated.CONFIRMED)


def be_matched(told: Told) -> None:
    with told.acting():
        consent = told.agree(Purpose.MATCHING, words.OFFICE, [Fact.LEGAL_NAME, Fact.SAFE_CONTACT])
        matching.let_be_matched(by=told.by, file=told.file, consent=consent)


def ask_for_places(stage: Stage) -> None:
    """Police and a hospital ask services with five facts each."""
    for asker, service, facts, answer in ASKED:
        part = _desk_lead(asker)
        with stage.acting(part, "story.bridges"):
            asked = actions.ask_for_place(
                by=member(part), desk=Dossier.objects.get(pk=stage.desks[asker]),
                of=Agency.objects.get(pk=story_id("agency", service)), facts=facts,
                form_key=story_id("asked", asker, service),
            )  # fmt: skip
        if answer != Asking.ASKED:
            other = lead_of(service)
            with stage.acting(other, "story.bridges"):
                row = PlaceRequest.objects.get(event_id=asked.event_id)
                actions.answer_place(by=member(other), request=row, answer=answer)


def _desk_lead(agency: str) -> MemberPart:
    return next(each for each in MEMBERS if each.agency == agency and each.desk == "lead")
