"""Agency, office, member: the shape of the partnership."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accord.base.clock import new_id, now


def _french() -> bool:
    return (get_language() or "en").startswith("fr")


class Realm(models.TextChoices):
    """What an agency is for. The walls between dossiers follow it."""

    ENFORCEMENT = "enforcement", _("Enforcement")
    SUPPORT = "support", _("Support")
    AUTHORITY = "authority", _("Authority")
    COORDINATION = "coordination", _("Coordination")


class Duty(models.TextChoices):
    """What a member does for the agency besides holding seats. None of them opens a dossier."""

    ADMINISTRATOR = "administrator", _("Administrator")  # makes accounts, grants no seat
    COMMANDER = (
        "commander",
        _("Commander"),
    )  # opens desks, sees the load of the team, is told of unanswered hits
    CUSTODIAN = "custodian", _("Custodian")  # two of them reseat a dossier whose last seat ended
    INTAKE = "intake", _("Intake")  # receives what other agencies send, and triages it
    BROKER = "broker", _("Broker")  # introduces desks that may not know of each other (coordination only)


class Agency(models.Model):
    """A partner organisation. Public: that it takes part is no secret, what it holds is."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name_en = models.TextField()
    name_fr = models.TextField()
    short_name = models.TextField(unique=True)
    short_name_fr = models.TextField(
        default="", blank=True
    )  # where the French abbreviation differs: GRC for RCMP
    realm = models.TextField(choices=Realm.choices)
    immigration_enforcement = models.BooleanField(default=False)
    city = models.TextField(default="")
    province = models.TextField(default="")
    desk_phone = models.TextField(default="", blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "agency"
        ordering = ["short_name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(realm__in=Realm.values), name="agency_realm_known"),
            # The walls are foreign keys onto these facts (dossiers/migrations).
            models.UniqueConstraint(
                fields=["id", "realm", "immigration_enforcement"], name="agency_facts_for_walls"
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr if _french() else self.name_en

    @property
    def short(self) -> str:
        """The abbreviation in the reader's language."""
        return (self.short_name_fr if _french() else "") or self.short_name


class Office(models.Model):
    """A place of work of an agency: an integrated unit has several."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="offices")
    name = models.TextField()
    city = models.TextField()
    province = models.TextField(default="")

    class Meta:
        db_table = "office"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """One account of one person at one agency. A seconded officer has one at each; ``human_id`` is the person."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="members")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    home_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="seconded"
    )
    human_id = models.UUIDField(default=new_id)
    name = models.TextField()
    title = models.TextField(default="", blank=True)
    duties = ArrayField(models.TextField(choices=Duty.choices), default=list, blank=True)
    language = models.TextField(default="en")
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "member"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["id", "agency", "human_id"], name="member_facts_for_walls"),
            models.UniqueConstraint(fields=["id", "agency"], name="member_of_agency"),
            models.UniqueConstraint(fields=["agency", "human_id"], name="member_once_per_agency"),
            models.CheckConstraint(
                condition=models.Q(duties__contained_by=Duty.values), name="member_duties_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_duty(self, duty: Duty) -> bool:
        return duty in self.duties
