"""Applications of the story: every way one can end, and times that run in survivors' files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accord.base.clock import now
from accord.consent.vocabulary import Fact, Purpose
from accord.permits import actions
from accord.permits.clocks import day_there
from accord.permits.models import Application, Right
from accord.permits.vocabulary import Span
from accord.story import words
from accord.story.told import Told, lead_of, member

PERMIT = (Fact.LEGAL_NAME, Fact.DATE_OF_BIRTH, Fact.LANGUAGES, Fact.SAFE_CONTACT)
COMPENSATION = (Fact.LEGAL_NAME, Fact.SAFE_CONTACT, Fact.LANGUAGES)
YEAR = timedelta(days=365)


def apply(told: Told, ends: str) -> None:
    """For a permit, and what became of it: a word of ``ENDS``, or "requested" while nobody has decided."""
    sent = _send(told, "trp-vtip", Purpose.PERMIT, "IRCC", PERMIT)
    if ends == "withdrawn":
        with told.acting():
            actions.withdraw_application(by=told.by, application=sent)
    elif ends != "requested":
        ENDS[ends](told, sent)


def ask_compensation(told: Told, _rest: str) -> None:
    _send(told, "ivac", Purpose.COMPENSATION, "IVAC", COMPENSATION)


def apply_on_paper(told: Told, code: str) -> None:
    """To an authority that is not here; the worker notes what it says."""
    right = Right.objects.get(code=code)
    with told.acting():
        actions.note_application(
            by=told.by, file=told.file, right=right, authority_name=words.elsewhere(told.french),
            requested_on=day_there(now(), right.jurisdiction),
            stages=[each.code for each in right.starting_at("requested")],
        )  # fmt: skip


def start_clock(told: Told, rest: str) -> None:
    """``code:stage``, from the day the file was opened; a stage that is over the same day is done at once."""
    code, _colon, stage = rest.partition(":")
    right = Right.objects.get(code=code)
    with told.acting():
        clock = actions.start_clock(
            by=told.by, dossier=told.dossier, right=right, code=stage, on=day_there(now(), right.jurisdiction)
        )
        if clock.due_on == clock.from_on:
            actions.finish_clock(by=told.by, clock=clock)


def _send(told: Told, code: str, purpose: Purpose, to: str, facts: tuple[Fact, ...]) -> Application:
    with told.acting():
        consent = told.agree(purpose, to, facts, days=60)
        right = Right.objects.get(code=code)
        return actions.apply_for_right(
            by=told.by, file=told.file, right=right, consent=consent, typed={},
            stages=[each.code for each in right.starting_at("requested")],
        )  # fmt: skip


def _decide(told: Told, sent: Application, act: Callable[..., None], **given: Any) -> None:
    officer = lead_of("IRCC")
    with told.acting(officer):
        act(by=member(officer), application=Application.objects.get(number=sent.number), **given)


def _grant(told: Told, sent: Application, days: int, span: Span = Span.LONG) -> None:
    """For so many days from today; every day that is told moves back by the life's."""
    last = _today() + timedelta(days=days)
    number = f"V-{310 + told.number}"
    _decide(told, sent, actions.grant, first=_today(), last=last, span=span, number=number)


def _renewed(told: Told, sent: Application) -> None:
    """A short one that ended some weeks ago, and the long one that followed it."""
    short = told.life.days - 25
    _grant(told, sent, short, Span.SHORT)
    first = _today() + timedelta(days=short)
    _decide(told, sent, actions.renew, first=first, last=first + YEAR, span=Span.LONG)


def _meet(told: Told, sent: Application) -> None:
    _decide(told, sent, actions.set_interview, on=_today() + timedelta(days=told.life.days + 9))


def _ask(told: Told, sent: Application) -> None:
    _decide(told, sent, actions.ask_fact, fact=Fact.CHILDREN, why=words.asked_because(_officer_is_french()))


def _refuse(told: Told, sent: Application) -> None:
    _decide(told, sent, actions.refuse, reason=words.refusal(_officer_is_french()))


def _officer_is_french() -> bool:
    return lead_of("IRCC").language == "fr"


ENDS: dict[str, Callable[[Told, Application], None]] = {
    "issued": lambda told, sent: _grant(told, sent, 365),
    "expiring": lambda told, sent: _grant(told, sent, told.life.days + 25, Span.SHORT),
    "expired": lambda told, sent: _grant(told, sent, told.life.days - 8, Span.SHORT),
    "renewed": _renewed,
    "interview": _meet,
    "asked": _ask,
    "refused": _refuse,
}


def _today() -> date:
    """Where the story is told: in the evening it is tomorrow already by the clock of the world."""
    return timezone.localdate(now())
