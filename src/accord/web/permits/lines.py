"""The clock queue of a support worker: everything that is due in any of her files, the soonest first."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.base.clock import now
from accord.consent.vocabulary import Fact
from accord.permits import queries
from accord.permits.clocks import CAPITAL, today
from accord.permits.models import Application, RightClock
from accord.permits.vocabulary import Side, State
from accord.support.queries import first_names
from accord.support.vocabulary import Identity
from accord.web.permits.words import band, days_until, left, waited

AGREEMENT_DAYS = 14  # a pending application is withdrawn with the agreement it rests on


@dataclass(frozen=True)
class Due:
    """One line: in which file, what, by when. ``late`` only where somebody is late, never where her own time is up."""

    dossier_id: uuid.UUID
    reference: str
    what: str
    note: str
    day: date
    late: bool
    href: str
    name: str = ""

    @property
    def days(self) -> int:
        return days_until(self.day)

    @property
    def waits(self) -> bool:
        """Asked of us without a day: it has waited since then."""
        return self.days < 0 and not self.late

    @property
    def left(self) -> str:
        """How long still; of what is asked of us without a day, how long it has waited."""
        if self.waits:
            return _("waiting %(waited)s") % {"waited": waited(self.day)}
        return left(self.days)

    @property
    def band(self) -> str:
        return band(self.days)


def due_lines(*, named: bool = True) -> list[Due]:
    """Of open files alone. ``named``: with the chosen name; else the file's reference must do."""
    clocks, expiring = queries.running_clocks(), queries.expiring(Side.SENT)
    pending = queries.waiting(Side.SENT)
    ids = {each.dossier_id for each in [*clocks, *expiring, *pending]}
    files = queries.open_files(ids)
    names = first_names(list(files)) if named and files else {}
    lines = [
        *_clocks(clocks),
        *_expiring(expiring),
        *_asked(pending),
        *_meetings(pending),
        *_agreements(pending),
    ]
    made = [
        Due(
            dossier_id=dossier,
            reference=files[dossier].title,
            name=names.get(dossier, {}).get(Identity.CHOSEN_NAME, ""),
            what=what,
            note=note,
            day=day,
            late=late,
            href=href,
        )
        for dossier, what, note, day, late, href in lines
        if dossier in files
    ]
    return sorted(made, key=lambda line: (line.day, line.reference, line.what))


Raw = tuple[uuid.UUID, str, str, date, bool, str]


def _clocks(clocks: list[RightClock]) -> Iterator[Raw]:
    for clock in clocks:
        href = reverse("permits:file", args=[clock.dossier_id])
        yield clock.dossier_id, clock.name, clock.right.name, clock.due_on, clock.is_late, href


def _expiring(rows: list[Application]) -> Iterator[Raw]:
    for row in rows:
        assert row.valid_until is not None
        yield row.dossier_id, _("It expires"), row.right.name, row.valid_until, False, _href(row)


def _asked(rows: list[Application]) -> Iterator[Raw]:
    for row in rows:
        if row.asked_at is not None:
            fact = Fact(row.asked_fact).label
            what = _("The authority asks for one more fact: %(fact)s") % {"fact": fact}
            yield (
                row.dossier_id,
                what,
                row.right.name,
                row.asked_at.astimezone(CAPITAL).date(),
                False,
                _href(row),
            )


def _meetings(rows: list[Application]) -> Iterator[Raw]:
    """Interviews to come: she is asked who goes with her, and an interpreter is booked in time."""
    for row in rows:
        if row.state == State.INTERVIEW and row.interview_on is not None and row.interview_on >= today():
            yield (
                row.dossier_id,
                _("Interview at the authority"),
                row.right.name,
                row.interview_on,
                False,
                _href(row),
            )


def _agreements(rows: list[Application]) -> Iterator[Raw]:
    """Applications that nobody has decided and whose agreement ends: ask her again, or they are withdrawn."""
    found = queries.agreements_of(rows)
    soon = now() + timedelta(days=AGREEMENT_DAYS)
    for row in rows:
        agreement = found.get((row.dossier_id, row.consent_id)) if row.consent_id else None
        if agreement is not None and agreement.expires_at <= soon:
            day = agreement.expires_at.astimezone(CAPITAL).date()
            what = _("The agreement behind the application ends; without a new one it is withdrawn")
            yield row.dossier_id, what, row.right.name, day, False, _href(row)


def _href(row: Application) -> str:
    return reverse("permits:application", args=[row.dossier_id, row.id])
