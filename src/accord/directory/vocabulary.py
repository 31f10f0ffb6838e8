"""The words that a directory is searched by. Codes are stored; names are said in the language of whoever reads."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What a person may need, in the order in which it is asked."""

    CRISIS = "crisis", _("Someone to talk to, or help in a crisis")
    SHELTER = "shelter", _("A place tonight")
    HOUSING = "housing", _("A home")
    FOOD = "food", _("Food")
    HEALTH = "health", _("Health care")
    WELLNESS = "wellness", _("Counselling and wellness")
    LEGAL = "legal", _("Legal advice")
    NEWCOMER = "newcomer", _("Help for newcomers and refugees")
    MONEY = "money", _("Money and benefits")
    EMPLOYMENT = "employment", _("Work")
    EDUCATION = "education", _("Learning")
    INDIGENOUS = "indigenous", _("Indigenous services")
    TRANSPORT = "transport", _("Transport")
    COMMUNITY = "community", _("Community and other services")


class Status(models.TextChoices):
    """The four of HSDS 3.0."""

    ACTIVE = "active", _("open")
    INACTIVE = "inactive", _("not offered now")
    DEFUNCT = "defunct", _("closed for good")
    PAUSED = "temporarily closed", _("closed for now")


class SubstanceUse(models.TextChoices):
    """What a service asks of people who use substances."""

    UNKNOWN = "", _("not said")
    WELCOME = "welcome", _("people who use substances are welcome")
    NOT_ON_SITE = "not_on_site", _("no use on the premises")
    ABSTINENCE = "abstinence", _("only people who do not use substances")


class Access(models.TextChoices):
    """Ways in that a person may need; a service's own words say more."""

    MOBILITY = "mobility", _("For people who use a wheelchair or cannot climb stairs")
    HEARING = "hearing", _("For people who are deaf or hard of hearing")
    SIGHT = "sight", _("For people who are blind or see little")


class Verdict(models.TextChoices):
    """Whether two listings are of one organization."""

    SAME = "same", _("Same organization")
    DIFFERENT = "different", _("Different organizations")


GENDERS = ("women", "men", "trans", "non_binary")
IMMIGRATION_STATUSES = ("citizen", "permanent_resident", "refugee", "claimant", "temporary", "none")
