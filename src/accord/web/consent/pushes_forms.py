"""What the law lets be told without asking: under which law, to whom, for what, why, and which facts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accord.agencies.models import Agency
from accord.consent.pushes.laws import Law, by_place
from accord.consent.vocabulary import Fact, PushBasis
from accord.directory.provinces import provinces
from accord.support.models import SupportFile
from accord.support.vocabulary import AgeGroup
from accord.web import forms as web
from accord.web.consent import words

FACTS = [(fact.value, fact.label) for fact in Fact if fact != Fact.WHOLE_FILE]
HINTS: dict[str, Any] = {
    PushBasis.CHILD_DUTY: _("A child under 18 is in danger: the person, or a child in their care."),
    PushBasis.LIFE_THREAT: _("A serious risk of death or serious injury, and no time to ask."),
    PushBasis.COURT_ORDER: _("A judge has ordered it. Keep to the words of the order."),
}
ONLY_BY_ORDER = _(
    "Those who enforce immigration law receive nothing of a survivor but by order of a court, neither for a child nor "
    "for a danger to life: tell police, an ambulance or child protection instead."
)
STATUS_BY_ORDER = _("Immigration status is told by order of a court alone: untick it")
CHILD_OF_ADULT = _("They are recorded as 18 or over: this is for a child in their care only.")


class PushForm(web.Form):
    mark_optional = False
    basis = forms.ChoiceField(label=_("Why may it be told without asking them?"), choices=PushBasis.choices)
    law = forms.ChoiceField(label=_("Under which law?"), required=False)
    other_law = forms.CharField(
        label=_("Or another law, with its section"), required=False, max_length=200,
        help_text=_("As the register will say it. For a law that is not in the list."),
    )  # fmt: skip
    recipient = forms.TypedChoiceField(
        label=_("Agency of the platform"), required=False, coerce=uuid.UUID, empty_value=None,
        help_text=_("Immigration enforcement receives nothing but by order of a court."),
    )  # fmt: skip
    recipient_name = forms.CharField(
        label=_("Or somebody outside, by name"), required=False, max_length=200,
        help_text=_("For example: the director of youth protection. You then tell them yourself, from the paper."),
    )  # fmt: skip
    enforces_immigration = forms.BooleanField(label=words.ENFORCES, required=False)
    purpose = forms.CharField(label=_("What is it for?"), max_length=300)
    why = web.LongTextField(
        label=_("Why were they not asked, or why can their answer not be waited for?"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    facts = forms.MultipleChoiceField(
        label=_("Which facts?"), choices=FACTS, widget=web.Checkboxes,
        help_text=_("No more than is needed. Never the file, never case notes, never where a shelter is."),
        error_messages={"required": _("Tick at least one fact")},
    )  # fmt: skip

    def __init__(self, *args: Any, file: SupportFile, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = dict(HINTS)
        if file.age_group == AgeGroup.ADULT:
            hints[PushBasis.CHILD_DUTY] = CHILD_OF_ADULT
        self.fields["basis"].widget = web.Radios(choices=PushBasis.choices, hints=hints)
        self.agencies = {agency.id: agency for agency in agencies}
        listed = [(str(agency.id), words.agency(agency)) for agency in self.agencies.values()]
        self.fields["recipient"].choices = [("", _("Choose an agency")), *listed]  # type: ignore[attr-defined]
        found = by_place(dt.date.today(), first=file.province)
        self.laws = {law.code: law for held in found.values() for law in held}
        told = [(_place(place), [(law.code, _told(law)) for law in held]) for place, held in found.items()]
        self.fields["law"].choices = [("", _("Choose a law")), *told]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = [name for name in ("recipient", "recipient_name") if cleaned.get(name)]
        if not named and "recipient" not in self.errors:
            self.add_error("recipient", _("Choose an agency, or write the name of somebody outside"))
        if len(named) == 2:
            self.add_error("recipient_name", _("Choose an agency or write a name, not both"))
        if not cleaned.get("law") and not cleaned.get("other_law") and "law" not in self.errors:
            self.add_error("law", _("Choose a law, or write another one"))
        if cleaned.get("law") and cleaned.get("other_law"):
            self.add_error("other_law", _("Choose a law or write one, not both"))
        if (
            Fact.IMMIGRATION_STATUS in cleaned.get("facts", [])
            and cleaned.get("basis") != PushBasis.COURT_ORDER
        ):
            self.add_error("facts", STATUS_BY_ORDER)
        law, basis = self.laws.get(cleaned.get("law", "")), cleaned.get("basis")
        agency = self.agencies.get(cleaned.get("recipient"))  # type: ignore[arg-type]
        if basis and basis != PushBasis.COURT_ORDER and words.enforces(cleaned, agency):
            self.add_error(named[0] if named else "recipient", ONLY_BY_ORDER)
        if law and basis and not law.serves(basis):
            self.add_error("law", _("This law does not serve that reason: choose another"))
        return cleaned


def _place(code: str) -> str:
    return gettext("Canada") if code == "CA" else _named(code)


def _named(code: str) -> str:
    place = provinces()[code]
    return place.fr if (get_language() or "en").startswith("fr") else place.en


def _told(law: Law) -> str:
    if law.verified_on:
        return law.name
    if law.source:
        return law.name + " – " + gettext("not checked by counsel yet")
    return law.name + " – " + gettext("not verified")
