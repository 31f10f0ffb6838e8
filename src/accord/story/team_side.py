"""Who works together in the story: an interpreter, a colleague who covers, a team, a hand-over, the roster."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from accord.base.clock import now
from accord.consent import actions as consents
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact, Purpose
from accord.story import words
from accord.story.cast import MEMBERS, MemberPart, story_id
from accord.story.stage import Stage
from accord.story.told import Told, lead_of, member
from accord.support import actions

DAYS = 14  # this week and the next
COVERED = 9
# Agency, and who takes the days and who the nights, where two of them share the house.
ROSTER = ("Havre", "Passerelle", "Lakeside", "Jeunes")
MORNING, EVENING = time(8), time(20)


def book_interpreter(told: Told, language: str) -> None:
    """For tomorrow morning, and the interpreter has said yes."""
    with told.acting():
        booking = actions.book_interpreter(
            by=told.by, file=told.file, language=language, at=_moment(1, time(10)),
            provider=words.interpreters(told.french), form_key=story_id("interpreter", told.life.name),
        )  # fmt: skip
        actions.answer_booking(by=told.by, booking=booking, comes=True)


def arrange_cover(told: Told, _rest: str) -> None:
    """The lead is away from today; a colleague of the house works on the file meanwhile."""
    second = second_of(told.life.by)
    with told.acting():
        actions.arrange_cover(
            by=told.by, file=told.file, away=told.by, colleague=member(second), days=COVERED
        )


def bring_in(told: Told, agency: str) -> None:
    """Another service helps too: its intake sits beside the file's own members."""
    _admit(told, agency)


def hand_over(told: Told, agency: str) -> None:
    """She moves to another city, and its service keeps the file from now on."""
    consent = _admit(told, agency)
    with told.acting():
        actions.hand_over(by=told.by, file=told.file, consent=consent)


def write_rosters(stage: Stage) -> None:
    """Day and night from Monday of this week to Sunday of the next."""
    monday = -timezone.localdate(now()).weekday()
    for agency in ROSTER:
        part = lead_of(agency)
        second = second_of(agency)
        with stage.acting(part, "story.roster"):
            by, nights = member(part), member(second)
            for day in range(monday, monday + DAYS):
                for who, starts, until in (
                    (by, _moment(day, MORNING), _moment(day, EVENING)),
                    (nights, _moment(day, EVENING), _moment(day + 1, MORNING)),
                ):
                    actions.add_shift(
                        by=by, member=who, starts=starts, until=until, phone=by.agency.desk_phone,
                        form_key=story_id("shift", agency, starts.isoformat()),
                    )  # fmt: skip


def second_of(agency: str) -> MemberPart:
    """The colleague of whoever leads its files; in a house of one, the same again."""
    lead = lead_of(agency)
    return next((each for each in MEMBERS if each.agency == agency and each.id != lead.id), lead)


def _admit(told: Told, agency: str) -> Consent:
    with told.acting():
        consent = told.agree(Purpose.CARE_TEAM, agency, [Fact.WHOLE_FILE])
        consents.admit_care_team(by=told.by, dossier=told.dossier, consent=consent)
        return consent


def _moment(day: int, at: time) -> datetime:
    """That hour so many days from today, by the clocks of the place."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now()) + timedelta(days=day), at))
