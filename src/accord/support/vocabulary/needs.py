"""What a survivor may need, and how it stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NeedCategory(models.TextChoices):
    """In the order in which services usually ask: what keeps her safe tonight comes first."""

    SAFETY = "safety", _("Immediate safety")
    SHELTER = "shelter", _("Emergency shelter")
    FOOD = "food", _("Food and clothing")
    MEDICAL = "medical", _("Medical care, sexual-assault kit, pregnancy")
    PHONE = "phone", _("Phone and safety plan")
    INTERPRETER = "interpreter", pgettext_lazy("a need", "Interpretation")
    MENTAL_HEALTH = "mental_health", _("Mental health and trauma")
    SUBSTANCES = "substances", _("Substance use")
    CHILDREN = "children", _("Child care and custody")
    IDENTITY = "identity", _("Replacing identity papers")
    IMMIGRATION = "immigration", pgettext_lazy("a need", "Immigration")
    LEGAL = "legal", _("Legal advice")
    COURT = "court", _("Somebody beside them at court")
    HOUSING = "housing", _("Housing for longer")
    INCOME = "income", _("Income and employment")
    EDUCATION = "education", _("Education")
    DEBT = "debt", _("Debts and frauds in their name")
    TRANSPORT = "transport", _("Transport or moving away")
    PEERS = "peers", _("Support by other survivors")
    CULTURE = "culture", _("Cultural support, Indigenous support")
    SPIRITUAL = "spiritual", _("Spiritual support")
    TATTOO = "tattoo", _("Tattoo removal")


class NeedState(models.TextChoices):
    OPEN = "open", pgettext_lazy("a need", "Open")
    IN_HAND = "in_hand", pgettext_lazy("a need", "In hand")
    MET = "met", pgettext_lazy("a need", "Met")
    NOT_POSSIBLE = "not_possible", pgettext_lazy("a need", "Not possible for now")


class Urgency(models.TextChoices):
    """How soon; only "today" draws the eye."""

    TODAY = "today", pgettext_lazy("urgency", "Today")
    WEEK = "week", pgettext_lazy("urgency", "This week")
    LATER = "later", pgettext_lazy("urgency", "Later")


class GoalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("a goal", "Under way")
    REACHED = "reached", pgettext_lazy("a goal", "Reached")
    SET_ASIDE = "set_aside", pgettext_lazy("a goal", "Set aside")
