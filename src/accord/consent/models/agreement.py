"""The ledger of agreements: one row a purpose and a recipient, never rewritten; how it ended is added once."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.base.row_security.models import Protected
from accord.consent.vocabulary import Able, Answer, Ending, Fact, How, Purpose

USUAL_DAYS, MOST_DAYS = 30, 90


class Consent(Protected):
    """What a survivor agreed to (or refused): a purpose, one recipient by name, facts, an end.

    ``recipient`` is an agency of the platform, or ``recipient_name`` names one outside it. ``text_hash`` is the
    SHA-256 of the words that were read or signed, in ``language`` (ISO 639). ``taken_by`` is the member who asked,
    ``witness`` who else was there, by name. ``enforces_immigration``: the recipient does, as the worker or the database
    says; then only a refusal is noted. ``decided_by`` is the role, never the name, of who decided for them.
    """

    purpose = models.TextField(choices=Purpose.choices)
    recipient_id: uuid.UUID | None
    recipient = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    recipient_name = models.TextField(default="", blank=True)
    enforces_immigration = models.BooleanField(default=False)
    facts = ArrayField(models.TextField(choices=Fact.choices), default=list)
    answer = models.TextField(choices=Answer.choices, default=Answer.GIVEN)
    how = models.TextField(choices=How.choices)
    witness = models.TextField(default="", blank=True)
    able = models.TextField(choices=Able.choices, default="", blank=True)
    decided_by = models.TextField(default="", blank=True)
    language = models.TextField()
    text_version = models.TextField()
    text_hash = models.BinaryField()
    taken_by = models.UUIDField()
    given_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.TextField(choices=Ending.choices, default="", blank=True)

    class Meta:
        db_table = "consent"
        indexes = [models.Index(fields=["dossier_id", "expires_at"], name="consent_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="consent_purpose_known"
            ),
            models.CheckConstraint(
                condition=models.Q(facts__contained_by=Fact.values), name="consent_facts_known"
            ),
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False, recipient_name="")
                | (models.Q(recipient__isnull=True) & ~models.Q(recipient_name="")),
                name="consent_names_one_recipient",
            ),
            models.CheckConstraint(
                condition=models.Q(enforces_immigration=False) | models.Q(answer=Answer.REFUSED),
                name="consent_names_no_immigration_enforcement",
            ),
            models.CheckConstraint(
                condition=~models.Q(how=How.READ_ALOUD) | ~models.Q(witness=""),
                name="consent_aloud_has_witness",
            ),
            models.CheckConstraint(
                condition=models.Q(able__in=["", *Able.values]), name="consent_able_known"
            ),
            models.CheckConstraint(
                condition=(models.Q(able=Able.OTHER) & ~models.Q(decided_by=""))
                | (~models.Q(able=Able.OTHER) & models.Q(decided_by="")),
                name="consent_says_who_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ending="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ending="")),
                name="consent_ended_and_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} until {self.expires_at:%Y-%m-%d}"

    @property
    def is_live(self) -> bool:
        """Whether it holds now; what rests on it is decided by the database, with its own clock."""
        return self.answer == Answer.GIVEN and self.ended_at is None and self.expires_at > now()


class ConsentCard(models.Model):
    """A digest of the code on the card that a survivor carries. Whoever knows the code takes everything back."""

    id = models.UUIDField(primary_key=True, default=new_id)
    which = models.UUIDField()  # the dossier; no row of it, since whoever asks holds no seat
    digest = models.BinaryField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "consent_card"
        constraints = [
            models.UniqueConstraint(fields=["which"], name="consent_card_one_a_file"),
            models.UniqueConstraint(fields=["digest"], name="consent_card_code"),
        ]

    def __str__(self) -> str:
        return str(self.id)
