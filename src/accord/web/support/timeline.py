"""What has happened in a file, the newest first. History, not progress; no words of hers stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accord.consent.queries import ledger
from accord.support.models import (
    Alert,
    DutyRecord,
    FollowUp,
    HeldPlace,
    InterpreterBooking,
    Need,
    SafetyPlan,
    Screening,
    Summary,
)
from accord.web.support.the_file import Opened, names_of

SHOWN = 30


@dataclass(frozen=True)
class Moment:
    """One item of ``{% timeline %}``."""

    title: str
    when: datetime
    who: UUID | None = None
    by: str = ""
    text: str = ""
    href: str = ""


def timeline(opened: Opened) -> list[Moment]:
    moments = sorted(_moments(opened), key=lambda moment: moment.when, reverse=True)[:SHOWN]
    names = names_of({moment.who for moment in moments})
    return [Moment(each.title, each.when, each.who, names.get(each.who, ""), each.text) for each in moments]


def _moments(opened: Opened) -> Iterator[Moment]:
    file, of_file = opened.file, {"dossier_id": opened.id}
    yield Moment(_("File opened"), file.opened_at, file.opened_by)
    if opened.dossier.closed_at:
        yield Moment(_("File closed"), opened.dossier.closed_at, text=str(file.get_closing_display()))
    for row in Screening.objects.filter(**of_file):
        yield Moment(_("Screening begun"), row.started_at, row.started_by)
    for plan in SafetyPlan.objects.filter(**of_file):
        yield Moment(_("Safety plan written"), plan.changed_at, plan.changed_by)
    for need in Need.objects.filter(**of_file):
        title = _("%(need)s: %(state)s") % {"need": need, "state": need.get_state_display().lower()}
        yield Moment(title, need.changed_at, need.changed_by)
    for done in FollowUp.objects.filter(**of_file, done_at__isnull=False):
        yield Moment(str(done), done.done_at, done.done_by, text=done.get_outcome_display())  # type: ignore[arg-type]
    for duty in DutyRecord.objects.filter(**of_file):
        title = _("Duty to report weighed")
        yield Moment(title, duty.done_at, duty.done_by, text=duty.get_outcome_display())
    for stay in HeldPlace.objects.filter(**of_file):
        yield Moment(_("A place was held for them"), stay.created_at, stay.kept_by)
        if stay.ended_at:
            title = _("The hold of a place: %(how)s") % {"how": stay.get_outcome_display().lower()}
            yield Moment(title, stay.ended_at)
    yield from _agreements(opened)
    yield from _alerts(opened)
    for summary in Summary.objects.filter(**of_file, approved_at__isnull=False):
        yield Moment(_("Summary approved by them"), summary.approved_at, summary.approved_with)  # type: ignore[arg-type]
    for booking in InterpreterBooking.objects.filter(**of_file, confirmed_at__isnull=False):
        yield Moment(_("Interpreter confirmed"), booking.confirmed_at)  # type: ignore[arg-type]


def _agreements(opened: Opened) -> Iterator[Moment]:
    for consent in ledger(opened.id):
        to_whom = str(consent.recipient or consent.recipient_name)
        title = _("%(answer)s: %(purpose)s") % {
            "answer": consent.get_answer_display(),
            "purpose": consent.get_purpose_display().lower(),
        }
        yield Moment(title, consent.given_at, consent.taken_by, text=to_whom)
        if consent.ended_at:
            yield Moment(
                _("An agreement ended"), consent.ended_at, text=f"{consent.get_ending_display()} · {to_whom}"
            )


def _alerts(opened: Opened) -> Iterator[Moment]:
    for alert in Alert.objects.filter(dossier_id=opened.id):
        yield Moment(str(alert), alert.since, alert.raised_by)
        if alert.ended_at:
            ended = _("No longer: %(what)s") % {"what": str(alert).lower()}
            yield Moment(ended, alert.ended_at, alert.ended_by)
