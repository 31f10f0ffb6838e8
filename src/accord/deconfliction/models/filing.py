"""Filings and pointers: "this dossier holds something about this value", as keyed tokens that never say what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.base.row_security.models import Protected


class Class(models.TextChoices):
    """What partners who meet the pointer may learn of it (``classes.py``, ``pairs.py``)."""

    PROTECTED = "protected", pgettext_lazy("class of a pointer", "Protected")
    OPEN = "open", pgettext_lazy("class of a pointer", "Open")


class Watch(models.TextChoices):
    """Whether a filing or pointer takes part in matching."""

    WATCHED = "watched", _("Partners' holdings are being watched")
    WAITING = "waiting", _("Waits for a lead")
    NOT_MATCHED = "not_matched", _("Takes no part in matching")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REPLACED = "replaced", _("Replaced")


class Opening(models.TextChoices):
    """A suspect is shown to partners only when a second human has signed."""

    NOT_ASKED = "", _("Not asked")
    ASKED = "asked", _("Asked")
    SIGNED = "signed", _("Signed")


class Filing(Protected):
    """One act of filing a record's subjects. ``contact_allowed``: the broker may ask this desk to be introduced."""

    record_id = models.UUIDField()
    reference = models.TextField()
    lawful_reference = models.TextField()
    reason = models.TextField()
    contact_allowed = models.BooleanField()
    consent_to_match = models.BooleanField(default=False)
    consent_id = models.UUIDField(null=True)  # the survivor's; its end takes the filing back
    agency_id = models.UUIDField()
    member_id = models.UUIDField()
    human_id = models.UUIDField()
    filed_at = models.DateTimeField()
    state = models.TextField(choices=Watch.choices, default=Watch.WATCHED)
    released_by = models.UUIDField(null=True)

    class Meta:
        db_table = "filing"
        indexes = [models.Index(fields=["dossier_id", "record_id"], name="filing_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lawful_reference__regex=r"\S") & Q(reason__regex=r"\S"),
                name="filing_has_law_and_reason",
            ),
            models.CheckConstraint(condition=Q(state__in=Watch.values), name="filing_state_known"),
        ]

    def __str__(self) -> str:
        return self.reference


class PointerShape(Protected):
    """What both tables of pointers share. ``subject`` and ``content`` are keyed digests bound to the dossier:
    the same value in the same dossier is the same subject, and an unchanged subject is not filed anew."""

    filing_id = models.UUIDField()
    record_id = models.UUIDField()
    subject_id = models.UUIDField()
    kind = models.TextField()  # "person" or an IdentifierKind
    role = models.TextField(default="")
    cls = models.TextField(choices=Class.choices, default=Class.PROTECTED)
    for_good = models.BooleanField(default=False)
    about_victim = models.BooleanField(default=False)
    consents = models.BooleanField(default=False)
    opening = models.TextField(choices=Opening.choices, default=Opening.NOT_ASKED, blank=True)
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField(null=True)
    state = models.TextField(choices=Watch.choices, default=Watch.WATCHED)
    subject = models.BigIntegerField()
    content = models.BigIntegerField()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["dossier_id", "record_id"], name="%(class)s_of_record"),
            models.Index(fields=["dossier_id", "filing_id"], name="%(class)s_of_filing"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Watch.values), name="%(class)s_state_known"),
            models.CheckConstraint(
                condition=~Q(cls="open", for_good=True), name="%(class)s_protected_for_good"
            ),
            models.CheckConstraint(
                condition=~Q(cls="open", kind="person") | Q(opening="signed"),
                name="%(class)s_open_person_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(opening="signed") | Q(opened_by__isnull=False, opened_at__isnull=False),
                name="%(class)s_signature_has_signer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.cls})"


class Pointer(PointerShape):
    """A pointer of any realm but support. Exactly one of: ``token``, an identifier's; ``payload``, a person's
    index keys and keyed tokens, sealed together (``encoding.pack``)."""

    token = models.BigIntegerField(null=True)
    payload = models.BinaryField(null=True)

    class Meta(PointerShape.Meta):
        db_table = "pointer"
        abstract = False


class SupportPointer(PointerShape):
    """A support agency's pointer: token, keys and payload sealed together under a key of their own."""

    sealed = models.BinaryField()

    class Meta(PointerShape.Meta):
        db_table = "support_pointer"
        abstract = False


class FilingQuota(models.Model):
    """How many reports a member has filed on a day. Counted by the database alone, and never given back."""

    pk = models.CompositePrimaryKey("member_id", "day")
    member_id = models.UUIDField()
    day = models.DateField()
    used = models.PositiveIntegerField()

    class Meta:
        db_table = "filing_quota"

    def __str__(self) -> str:
        return f"{self.used} on {self.day}"
