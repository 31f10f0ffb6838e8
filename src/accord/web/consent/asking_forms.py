"""The three questions of a new agreement: for what; to whom, which facts and how long; what she answered."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agencies.models import Agency
from accord.consent.models import MOST_DAYS, USUAL_DAYS
from accord.consent.needs import NEEDS
from accord.consent.vocabulary import Able, Answer, Fact, How, Purpose
from accord.consent.wording import shipped
from accord.web import forms as web
from accord.web.consent import words

UNSURE = "unsure"
HINTS: dict[str, Any] = {
    Purpose.REFERRAL: _("A shelter, a clinic, legal advice: one service at a time."),
    Purpose.CARE_TEAM: _("The other service reads the file beside you, but for case notes."),
    Purpose.MATCHING: _("Only whether somebody looks for the same, by keyed codes; nobody sees their name."),
    Purpose.POLICE: _("An agreement of its own. No help ever depends on it."),
    Purpose.COURT: _("Dates, interpreter and who is with them; nothing of their file."),
}


class PurposeForm(web.Form):
    purpose = forms.ChoiceField(
        label=_("What is it for?"), choices=Purpose.choices, widget=web.Radios(hints=HINTS)
    )


class TermsForm(web.Form):
    """One recipient, the facts that this purpose can need, an end."""

    mark_optional = False
    recipient = forms.TypedChoiceField(
        label=_("Agency of the platform"), required=False, coerce=uuid.UUID, empty_value=None
    )
    recipient_name = forms.CharField(
        label=_("Their name"),
        required=False,
        max_length=200,
        help_text=_("For example: a dentist, a school, a landlord. What is given is then told by you."),
    )
    enforces_immigration = forms.BooleanField(label=words.ENFORCES, required=False)
    facts = forms.MultipleChoiceField(label=_("Which facts?"), widget=web.Checkboxes)
    days = forms.IntegerField(
        label=_("For how many days?"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=_("90 at most. Then it ends by itself."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the text"),
        help_text=_("No text in their language? Choose the one that the interpreter works from."),
    )

    def __init__(self, *args: Any, purpose: Purpose, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        need, self.agencies = NEEDS[purpose], {agency.id: agency for agency in agencies}
        choices = [(str(agency.id), words.agency(agency)) for agency in self.agencies.values()]
        self.fields["recipient"].choices = [("", _("Choose an agency")), *choices]  # type: ignore[attr-defined]
        facts = self.fields["facts"]
        facts.choices = [(fact.value, fact.label) for fact in need.facts]  # type: ignore[attr-defined]
        facts.initial = [fact.value for fact in need.least]
        facts.help_text = _("What is ticked is the least that this purpose needs.")
        facts.error_messages["required"] = _("Tick at least one fact, or go back and choose another purpose")
        texts = [(each.language, each.name) for each in shipped().values()]
        self.fields["language"].choices = texts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = [name for name in ("recipient", "recipient_name") if cleaned.get(name)]
        if not named and "recipient" not in self.errors:
            self.add_error("recipient", _("Choose an agency, or write the name of somebody outside"))
        if len(named) == 2:
            self.add_error(
                "recipient_name", _("Choose an agency or write a name, not both: an agreement names one")
            )
        elif cleaned.get("recipient_name") and words.enforces(cleaned):
            self.add_error("recipient_name", words.NEVER_TOLD)
        return cleaned

    @property
    def is_outside(self) -> bool:
        """Whether what stands in the fields for somebody outside, or is missing there, must be seen."""
        said = [self[name].value() for name in ("recipient_name", "enforces_immigration")]
        return not self.agencies or any(said) or "recipient_name" in self.errors

    @property
    def chosen(self) -> Agency | None:
        return self.agencies.get(self.cleaned_data["recipient"])

    @property
    def chosen_facts(self) -> list[Fact]:
        return [Fact(code) for code in self.cleaned_data["facts"]]


class AnswerForm(web.SubmitOnceForm):
    """``shown`` is the hash of the text that stood on the page when she answered."""

    mark_optional = False
    answer = forms.ChoiceField(
        label=_("What did they answer?"),
        choices=Answer.choices,
        widget=web.Radios(
            reveals={Answer.GIVEN: ("able", "how")},
            hints={Answer.REFUSED: _("Every help stays as it is. Nobody asks again.")},
        ),
    )
    able = forms.ChoiceField(
        label=_("Who agreed?"),
        choices=[*Able.choices, (UNSURE, _("It is not sure that they understand"))],
        widget=web.Radios(reveals={Able.OTHER: "decided_by"}),
    )
    decided_by = forms.CharField(
        label=_("In what role do they decide?"),
        max_length=200,
        help_text=_("For example: a parent, a tutor, the director of youth protection. No name."),
        error_messages={"required": _("Write in what role they decide for the person")},
    )
    how = forms.ChoiceField(
        label=pgettext_lazy("agreement", "How did they agree?"),
        choices=How.choices,
        widget=web.Radios(),
    )
    witness = forms.CharField(
        label=_("Who was there as a witness?"),
        required=False,
        max_length=200,
        help_text=_("Where it was read aloud: an interpreter, a colleague, somebody they trust."),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_able(self) -> str:
        able: str = self.cleaned_data["able"]
        if able == UNSURE and self.cleaned_data.get("answer") == Answer.GIVEN:
            raise forms.ValidationError(
                _(
                    "Nothing is saved yet: ask again later, with an interpreter or somebody they trust. Help goes on"
                )
            )
        return able

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        aloud = cleaned.get("answer") == Answer.GIVEN and cleaned.get("how") == How.READ_ALOUD
        if aloud and not cleaned.get("witness"):
            self.add_error("witness", _("Write who was there when the text was read aloud"))
        return cleaned
