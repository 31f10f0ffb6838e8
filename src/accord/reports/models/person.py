"""A person as a report describes one: only what was seen or said, any of it missing."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accord.base.row_security.models import Protected
from accord.reports.vocabulary import PersonRole, Sex

ADULT = 18


class Person(Protected):
    """The key leads with dossier and report, so that the persons of a report lie together."""

    pk = models.CompositePrimaryKey("dossier_id", "report_id", "id")
    report_id = models.UUIDField()
    role = models.TextField(choices=PersonRole.choices)
    given_name = models.TextField(default="", blank=True)
    family_name = models.TextField(default="", blank=True)
    # Folded to plain letters by linkage: what the look-alike hint and the search compare.
    given_folded = models.TextField(default="", blank=True, db_collation="C")
    family_folded = models.TextField(default="", blank=True, db_collation="C")
    aliases = ArrayField(models.TextField(), default=list, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)  # in years, on the day of the report
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.TextField(choices=Sex.choices, default="", blank=True)
    city = models.TextField(default="", blank=True)
    street_number = models.TextField(default="", blank=True)
    street = models.TextField(default="", blank=True)
    postal_code = models.TextField(default="", blank=True)
    birth_place = models.TextField(default="", blank=True)
    occupation = models.TextField(default="", blank=True)
    open_wanted = models.BooleanField(default=False)  # asks for an open pointer; a second human countersigns

    class Meta:
        db_table = "person"
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["dossier_id", "family_folded", "given_folded"], name="person_family_first"),
            models.Index(fields=["dossier_id", "given_folded"], name="person_given_first"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=PersonRole.values), name="person_role_known"),
            models.CheckConstraint(condition=Q(sex__in=["", *Sex.values]), name="person_sex_known"),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True, age_to__isnull=True)
                | Q(age_from__isnull=False, age_to__isnull=False, age_from__lte=F("age_to"), age_to__lte=120),
                name="person_ages_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(open_wanted=True) | Q(role=PersonRole.SUSPECT),
                name="person_open_is_suspect",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Given and family name, else the first alias, else nothing."""
        return f"{self.given_name} {self.family_name}".strip() or (self.aliases[0] if self.aliases else "")

    def is_minor_at(self, day: date) -> bool:
        """Whether the person was under 18 then, or may have been: a doubt counts for the child."""
        if self.date_of_birth is not None:
            return age_at(self.date_of_birth, day) < ADULT
        return self.age_from is not None and self.age_from < ADULT


def age_at(born: date, day: date) -> int:
    """Full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
