"""The authority's side. Of an authority outside the platform, the worker notes what was decided by the same acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.row_security.call import call
from accord.consent.vocabulary import Fact
from accord.dossiers.models import Disclosure, Dossier
from accord.permits import rules
from accord.permits.actions.permission import require
from accord.permits.models import Application
from accord.permits.vocabulary import Span, State


def set_interview(*, by: Member, application: Application, on: date | None, number: str = "") -> None:
    """The authority wishes to meet the person; the day may not be known yet."""
    _decide(by, application, State.INTERVIEW, from_day=on, number=number)


def grant(
    *, by: Member, application: Application, first: date, last: date, span: Span | str = "", number: str = ""
) -> None:
    """Granted from the first to the last day, both included. ``number`` is the authority's own file number."""
    _decide(by, application, State.ISSUED, from_day=first, until_day=last, span=span, number=number)


def renew(*, by: Member, application: Application, first: date, last: date, span: Span | str = "") -> None:
    """Granted anew, before it expires."""
    _decide(by, application, State.RENEWED, from_day=first, until_day=last, span=span)


def refuse(*, by: Member, application: Application, reason: str, number: str = "") -> None:
    """Refused, with the reason that the person is told."""
    _decide(by, application, State.REFUSED, why=reason, number=number)


def ask_fact(*, by: Member, application: Application, fact: Fact, why: str) -> None:
    """One more fact. The survivor is asked anew before it is sent."""
    dossier = Dossier.objects.get(pk=application.dossier_id)
    allowed = rules.may_ask_more(by, application, dossier)
    require(allowed, _("Only the authority asks, while nothing is decided."))
    call("ask_fact", application.dossier_id, application.id, str(fact), why)
    audit.record("application.fact_asked", dossier_id=application.dossier_id, row_id=application.id)


def read_facts(*, by: Member, application: Application, facts: Sequence[Disclosure]) -> None:
    """Tell the file, once an officer, that what it sent was read."""
    for row in facts:
        call("note_disclosure_read", row.event_id)
    audit.record("application.read", dossier_id=application.dossier_id, row_id=application.id)


def _decide(
    by: Member,
    application: Application,
    state: State,
    *,
    from_day: date | None = None,
    until_day: date | None = None,
    span: str = "",
    why: str = "",
    number: str = "",
) -> None:
    dossier = Dossier.objects.get(pk=application.dossier_id)
    allowed = rules.may_decide(by, application, dossier)
    require(allowed, _("An application is decided by the authority that received it."))
    call(
        "decide_application", application.dossier_id, application.id, str(state), from_day, until_day, str(span), why,
        number,
    )  # fmt: skip
    application.refresh_from_db()
    audit.record(f"application.{state}", dossier_id=application.dossier_id, row_id=application.id)
