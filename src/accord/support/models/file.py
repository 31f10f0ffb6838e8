"""The file itself: what is needed to help, and apart from it, sealed, what identifies."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.base.clock import now
from accord.base.row_security.models import Protected
from accord.directory.vocabulary import Access
from accord.support.vocabulary import AgeGroup, Closing, Complaint, Contact, Gender, Identity, Support


class SupportFile(Protected):
    """One survivor's file: one row a support dossier, with the dossier's own id. It names nobody.

    ``age`` in years at ``opened_at``, if known; ``languages`` ISO 639 codes, the preferred one first; ``interpreter``
    the code of the language to interpret, or empty; ``access_needs`` of ``directory.vocabulary.Access``;
    ``city`` and ``province`` where the person is helped.
    """

    reference = models.TextField()
    contact = models.TextField(choices=Contact.choices, default=Contact.IN_CONTACT)
    support = models.TextField(choices=Support.choices, default=Support.OFFERED)
    complaint = models.TextField(choices=Complaint.choices, default=Complaint.NOT_RAISED)
    age_group = models.TextField(choices=AgeGroup.choices, default=AgeGroup.UNKNOWN)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    gender = models.TextField(choices=Gender.choices, default=Gender.UNKNOWN)
    languages = ArrayField(models.TextField(), default=list, blank=True)
    interpreter = models.TextField(default="", blank=True)
    sealed_cultural_needs = models.BinaryField(default=bytes)  # its words name people: whom to avoid
    access_needs = ArrayField(models.TextField(), default=list, blank=True)
    city = models.TextField(default="", blank=True)
    province = models.TextField(default="", blank=True)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    closing = models.TextField(choices=Closing.choices, default="", blank=True)

    class Meta:
        db_table = "support_file"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id"], name="support_file_one_a_dossier"),
            models.CheckConstraint(condition=models.Q(contact__in=Contact.values), name="support_file_contact_known"),
            models.CheckConstraint(condition=models.Q(support__in=Support.values), name="support_file_support_known"),
            models.CheckConstraint(
                condition=models.Q(complaint__in=Complaint.values), name="support_file_complaint_known"
            ),
            models.CheckConstraint(
                condition=models.Q(access_needs__contained_by=Access.values), name="support_file_access_known"
            ),
            models.CheckConstraint(condition=models.Q(age__isnull=True) | models.Q(age__lte=120),
                                   name="support_file_age_sound"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class IdentityField(Protected):
    """One thing that identifies the person, sealed under the dossier's own key (``dossiers.sealing``)."""

    code = models.TextField(choices=Identity.choices)
    sealed = models.BinaryField()
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "identity_field"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "code"], name="identity_field_once"),
            models.CheckConstraint(
                condition=models.Q(code__in=Identity.values), name="identity_field_code_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code
