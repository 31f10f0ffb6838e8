"""The access model. The walls between agencies are foreign keys and checks here, so they hold against our own code."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.agencies.models import Agency, Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.row_security.models import Protected
from accord.dossiers.closed.models import Consultation  # noqa: F401 (Django finds models here)


class Kind(models.TextChoices):
    """What a dossier is for; the kind decides which realms may be party to it."""

    DESK = "desk", _("Desk")
    ARRIVAL = "arrival", _("Arrival")
    CASE = "case", _("Case")
    SUPPORT = "support", _("Support file")


class Role(models.TextChoices):
    """What a seat lets its holder do."""

    READER = "reader", _("Reader")
    WORKER = "worker", _("Worker")
    LEAD = "lead", _("Lead")


class Basis(models.TextChoices):
    """The legal ground of a disclosure."""

    CONSENT = "consent", _("Consent")
    LIFE_THREAT = "life_threat", _("Danger to life")
    CHILD_DUTY = "child_duty", _("Duty to report a child")
    COURT_ORDER = "court_order", _("Court order")
    AGREEMENT = "agreement", _("Agreement between enforcement agencies")


class Caveat(models.TextChoices):
    """Traffic Light Protocol 2.0 (FIRST, August 2022): how far a received item may travel."""

    RED = "red", "TLP:RED"
    AMBER_STRICT = "amber+strict", "TLP:AMBER+STRICT"
    AMBER = "amber", "TLP:AMBER"
    GREEN = "green", "TLP:GREEN"
    CLEAR = "clear", "TLP:CLEAR"


class Dossier(models.Model):
    """The only container of protected records."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.TextField(choices=Kind.choices)
    title = models.TextField()
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    last_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="dossier_kind_known"),
            models.UniqueConstraint(fields=["id", "kind"], name="dossier_kind_for_walls"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:  # type: ignore[override]
        row = super().from_db(db, field_names, values)
        audit.touched(row.__dict__.get("id"), None)
        return row


class Party(Protected):
    """An agency admitted to a dossier, with the reason.

    ``dossier_kind``, ``realm`` and ``immigration_enforcement`` are copies that foreign keys hold to the truth, so
    that a check on this one row can say which agencies a dossier of a kind may admit.
    """

    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    dossier_kind = models.TextField(choices=Kind.choices)
    realm = models.TextField()
    immigration_enforcement = models.BooleanField()
    reason = models.TextField(
        choices=[("owner", _("Owner")), ("agreement", _("Joint agreement")), ("consent", _("Consent"))]
    )
    consent_id = models.UUIDField(null=True)
    admitted_by = models.UUIDField(null=True)

    class Meta:
        db_table = "party"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "agency"], name="party_once"),
            models.CheckConstraint(
                condition=~models.Q(dossier_kind="case") | models.Q(realm="enforcement"),
                name="party_case_is_enforcement",
            ),
            models.CheckConstraint(
                condition=~models.Q(dossier_kind="support") | models.Q(realm="support"),
                name="party_support_is_support",
            ),
            models.CheckConstraint(
                condition=~models.Q(dossier_kind="support", immigration_enforcement=True),
                name="party_support_removes_nobody",
            ),
            models.CheckConstraint(
                condition=~models.Q(dossier_kind="support", reason="agreement"),
                name="party_support_by_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(consent_id__isnull=False) | ~models.Q(reason="consent"),
                name="party_consent_is_named",
            ),
            models.CheckConstraint(
                condition=~models.Q(dossier_kind__in=["desk", "arrival"]) | models.Q(reason="owner"),
                name="party_desk_has_one_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} on {self.dossier_id}"


class Seat(Protected):
    """A member's place on a dossier, under a party, always with an end."""

    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    human_id = models.UUIDField()
    role = models.TextField(choices=Role.choices)
    starts = models.DateTimeField(default=now)
    until = models.DateTimeField()
    granted_by = models.UUIDField(null=True)
    founding = models.BooleanField(default=False)

    class Meta:
        db_table = "seat"
        # All that the access rule reads of a seat: it never has to look at the row itself.
        indexes = [
            models.Index(fields=["member"], include=["dossier_id", "until", "role"], name="seat_of_member")
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "human_id"], name="seat_one_per_human"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="seat_role_known"),
            # A dossier's first leads are seated by the act that opens it; nobody else goes without a granter.
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=False, founding=False)
                | models.Q(granted_by__isnull=True, founding=True, role="lead"),
                name="seat_has_granter",
            ),
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True) | ~models.Q(granted_by=models.F("member_id")),
                name="seat_not_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} until {self.until:%Y-%m-%d}"


class Mandate(models.Model):
    """Leave for a job, an import or a command to act as one member on one dossier for a short while.

    The raw token goes to whoever acts; the table keeps its hash. It dies with the member's seat.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    token_hash = models.BinaryField(unique=True)
    member_id = models.UUIDField()
    dossier_id = models.UUIDField()
    action = models.TextField()
    until = models.DateTimeField()
    created_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mandate"

    def __str__(self) -> str:
        return self.action


class Reseating(models.Model):
    """A custodian's proposal of a new lead for a dossier that nobody leads any more; a second custodian confirms.

    ``which`` is the dossier. It is no row of it: custodians hold no seat there.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id = models.UUIDField()
    which = models.UUIDField()
    whom = models.UUIDField()
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "reseating"
        constraints = [models.UniqueConstraint(fields=["agency_id", "which"], name="reseating_once")]

    def __str__(self) -> str:
        return str(self.id)


class Disclosure(Protected):
    """A frozen copy of named fields given to one named agency.

    Two rows with one ``event_id``: *received* stands in the receiving dossier and shows only to that agency's seats;
    *given* stands in the giver's dossier. ``agency_id`` is whose copy the row is.
    """

    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    event_id = models.UUIDField()
    side = models.TextField(choices=[("given", _("Given")), ("received", _("Received"))])
    giver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    given_by = models.UUIDField()
    target_dossier_id = models.UUIDField()  # the dossier that the received copy stands in
    subject = models.TextField()  # "report", "person", "identifier"
    fields = models.JSONField()  # [{"name": code, "value": text}], frozen; sealed and opened by ``disclosed``
    basis = models.TextField(choices=Basis.choices)
    purpose = models.TextField()
    caveat = models.TextField(choices=Caveat.choices)
    third_party_rule = models.BooleanField(default=True)
    consent_id = models.UUIDField(null=True)  # on the giver's copy alone; what is taken back takes this along
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "disclosure"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "event_id", "side"], name="disclosure_once_a_side"),
            models.CheckConstraint(condition=models.Q(basis__in=Basis.values), name="disclosure_basis_known"),
            models.CheckConstraint(
                condition=models.Q(side="given", agency=models.F("giver"))
                | models.Q(side="received", agency=models.F("receiver")),
                name="disclosure_stands_on_its_side",
            ),
            # The receiver's copy names none: two that name the same one would be known as one survivor's.
            models.CheckConstraint(
                condition=models.Q(side="received", consent_id__isnull=True)
                | models.Q(side="given", consent_id__isnull=False)
                | models.Q(side="given") & ~models.Q(basis=Basis.CONSENT),
                name="disclosure_consent_is_named_by_the_giver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.event_id}"


class DisclosureReading(Protected):
    """That a member of the receiving agency has read a disclosure; it stands in the giver's dossier."""

    event_id = models.UUIDField()
    reader_id = models.UUIDField()
    reader_name = models.TextField()
    first_read_at = models.DateTimeField()

    class Meta:
        db_table = "disclosure_reading"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id", "event_id", "reader_id"], name="disclosure_reading_once"
            )
        ]

    def __str__(self) -> str:
        return self.reader_name


class DossierKey(Protected):
    """The dossier's own key, wrapped for one party (``sealing.py``). Without it what is sealed here is noise."""

    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    class Meta:
        db_table = "dossier_key"
        constraints = [models.UniqueConstraint(fields=["dossier_id", "agency"], name="dossier_key_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} on {self.dossier_id}"


class Way(models.Model):
    """Which two dossiers an event joins: for the database's functions alone.

    Neither side may know the other's dossier, for two lines of one survivor would then be known as hers.
    """

    id = models.UUIDField(primary_key=True)  # the event
    asking = models.UUIDField()
    asked = models.UUIDField()

    class Meta:
        db_table = "way"

    def __str__(self) -> str:
        return str(self.id)
