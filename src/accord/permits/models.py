"""Rights as published, applications on both sides, and the clocks that run for one person."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.base.row_security.models import Protected
from accord.consent.vocabulary import Fact, Purpose
from accord.permits.clocks import Unit
from accord.permits.vocabulary import HOLDING, WAITING, Jurisdiction, Kind, Side, Situation, Span, State, Step


def _french() -> bool:
    return (get_language() or "en").startswith("fr")


@dataclass(frozen=True)
class Stage:
    """A clock of a right: how long from which event. ``lasts``: time that she has, not time to answer in.

    ``start`` is "requested" where it runs from the application, else a code of the event, whose day the worker enters
    and which ``start_en`` and ``start_fr`` say in words; ``until`` is "decided" where the decision stops it. ``by_law``
    is false of a reminder of our own.
    """

    code: str
    name_en: str
    name_fr: str
    amount: int
    unit: Unit
    start: str
    until: str = ""
    lasts: bool = False
    by_law: bool = True
    start_en: str = ""
    start_fr: str = ""

    @property
    def name(self) -> str:
        return self.name_fr if _french() else self.name_en

    @property
    def start_words(self) -> str:
        return self.start_fr if _french() else self.start_en


class Right(models.Model):
    """What a person may be entitled to, in plain words. Public; kept by brokers of the coordination office.

    ``verified_on`` is empty while nobody has checked it against its ``source``. ``facts`` are all that may be sent with
    an application. ``optional`` ones show only at agencies that have switched them on.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.SlugField(unique=True, db_index=False)
    jurisdiction = models.TextField(choices=Jurisdiction.choices)
    kind = models.TextField(choices=Kind.choices)
    purpose = models.TextField(
        choices=[(each.value, each.label) for each in (Purpose.PERMIT, Purpose.COMPENSATION)], default="", blank=True
    )  # fmt: skip
    situations = ArrayField(models.TextField(choices=Situation.choices), default=list, blank=True)
    name_en = models.TextField()
    name_fr = models.TextField()
    gives_en = models.TextField()
    gives_fr = models.TextField()
    asks_not_en = models.TextField(default="", blank=True)
    asks_not_fr = models.TextField(default="", blank=True)
    conditions_en = models.TextField(default="", blank=True)
    conditions_fr = models.TextField(default="", blank=True)
    fee_cents = models.PositiveIntegerField(null=True, blank=True)
    min_months = models.PositiveSmallIntegerField(null=True, blank=True)
    max_months = models.PositiveSmallIntegerField(null=True, blank=True)
    facts = ArrayField(models.TextField(choices=Fact.choices), default=list, blank=True)
    stages = models.JSONField(default=list, blank=True)
    optional = models.BooleanField(default=False)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    source = models.TextField(default="", blank=True)
    source_fr = models.TextField(default="", blank=True)
    edited_by = models.UUIDField(null=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "published_right"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(facts__contained_by=[each for each in Fact.values if each != Fact.WHOLE_FILE]),
                name="right_facts_least",
            ),
            models.CheckConstraint(
                condition=models.Q(min_months__isnull=True)
                | models.Q(max_months__isnull=True)
                | models.Q(min_months__lte=models.F("max_months")),
                name="right_least_before_most",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def _said(self, what: str) -> str:
        french = getattr(self, f"{what}_fr") if _french() else ""
        return french or getattr(self, f"{what}_en")

    @property
    def name(self) -> str:
        return self._said("name")

    @property
    def gives(self) -> str:
        return self._said("gives")

    @property
    def asks_not(self) -> str:
        return self._said("asks_not")

    @property
    def conditions(self) -> str:
        return self._said("conditions")

    @property
    def read_in(self) -> str:
        """Its source in the reader's words; in English where nobody has written it in French."""
        return (self.source_fr if _french() else "") or self.source

    @property
    def clocks(self) -> list[Stage]:
        return [Stage(**{**each, "unit": Unit(each["unit"])}) for each in self.stages]

    @property
    def least_facts(self) -> list[Fact]:
        return [Fact(each) for each in self.facts]

    def starting_at(self, event: str) -> Iterator[Stage]:
        """The clocks that begin with this event."""
        return (stage for stage in self.clocks if stage.start == event)


class PathwayUse(models.Model):
    """That an agency works by an optional right."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "pathway_use"
        constraints = [models.UniqueConstraint(fields=["agency", "right"], name="pathway_use_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.active}"


class Application(Protected):
    """One application; two rows with one ``event_id``: *sent* in the support dossier, *received* in the authority's
    arrival. To an authority outside the platform there is the first alone, and the worker notes what it says.

    What was sent stands in disclosures; here are states, days and numbers. ``consent_id``, ``arrival_id`` and
    ``sent_by`` stand on the sent row alone.
    """

    event_id = models.UUIDField()
    side = models.TextField(choices=Side.choices)
    number = models.TextField()
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    sender_id: uuid.UUID
    sender = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    authority_id: uuid.UUID | None
    authority = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    authority_name = models.TextField(default="", blank=True)
    consent_id = models.UUIDField(null=True)
    arrival_id = models.UUIDField(null=True)
    sent_by = models.UUIDField(null=True)
    state = models.TextField(choices=State.choices, default=State.REQUESTED)
    requested_on = models.DateField()
    state_at = models.DateTimeField(default=now)
    interview_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    span = models.TextField(choices=Span.choices, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    authority_number = models.TextField(default="", blank=True)
    asked_fact = models.TextField(choices=Fact.choices, default="", blank=True)
    asked_why = models.TextField(default="", blank=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "event_id"], name="application_once_a_side"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="application_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=HOLDING)
                | models.Q(valid_from__isnull=False, valid_until__gte=models.F("valid_from")),
                name="application_granted_from_until",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.REFUSED) | ~models.Q(reason=""), name="application_refused_why"
            ),
            models.CheckConstraint(
                condition=models.Q(authority__isnull=False, authority_name="")
                | (models.Q(authority__isnull=True, side=Side.SENT) & ~models.Q(authority_name="")),
                name="application_to_one_authority",
            ),
            models.CheckConstraint(
                condition=models.Q(side=Side.SENT)
                | models.Q(consent_id__isnull=True, arrival_id__isnull=True, sent_by__isnull=True),
                name="application_received_names_no_file",
            ),
            models.CheckConstraint(
                condition=models.Q(asked_fact="", asked_at__isnull=True)
                | (~models.Q(asked_fact="") & models.Q(asked_at__isnull=False)),
                name="application_asked_what_and_when",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def holds(self) -> bool:
        return self.state in HOLDING

    @property
    def to_whom(self) -> str:
        return str(self.authority) if self.authority else self.authority_name


class ApplicationStep(Protected):
    """One line of an application's history, on either side; written by functions alone."""

    application_id = models.UUIDField()
    kind = models.TextField(choices=Step.choices)
    by = models.UUIDField(null=True)
    by_agency = models.UUIDField(null=True)
    text = models.TextField(default="", blank=True)

    class Meta:
        db_table = "application_step"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Step.values), name="application_step_known")
        ]

    def __str__(self) -> str:
        return self.kind


class RightClock(Protected):
    """A time that runs for one person: from which day, until when, and whether it is done.

    The stage's words are copied, so that a later edition of the right changes no clock. ``due_at`` is the moment at
    which ``due_on`` is over where it counts. ``lasts``: time that she has, which is never late.
    """

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    application_id = models.UUIDField(null=True)
    stage = models.TextField()
    name_en = models.TextField()
    name_fr = models.TextField()
    until = models.TextField(default="", blank=True)
    lasts = models.BooleanField(default=False)
    from_on = models.DateField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    started_by = models.UUIDField()
    done_on = models.DateField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        db_table = "right_clock"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("from_on")), name="right_clock_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_fr if _french() else self.name_en

    @property
    def is_late(self) -> bool:
        return not self.lasts and self.done_on is None and self.due_at < now()
