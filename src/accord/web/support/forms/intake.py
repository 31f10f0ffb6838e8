"""Opening a file and changing its facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.directory.vocabulary import Access
from accord.support.actions.file import FileDraft
from accord.support.screening import age_on
from accord.support.screening.ages import ADULT_AT
from accord.support.vocabulary import SHOWN_FIRST, AgeGroup, Closing, Gender, Identity
from accord.web import forms as web
from accord.web.support.forms.places import language_choices, province_choices

LINE, LONG = 200, 1000
IDENTITY_HINTS: dict[str, Any] = {
    Identity.PHONE: _("A number of their own. Which one is safe to call stands in the safety plan."),
    Identity.ADDRESS: _("Where they live, if they say so. Never the address of a shelter."),
    Identity.IMMIGRATION_STATUS: _("Only if it helps them. No police or border officer ever sees it."),
    Identity.DESCRIPTION: _(
        "Height, hair, marks, clothes: told to police only if they go missing and you decide so."
    ),
}


class _Facts(web.Form):
    """What both the first page and the change of facts ask."""

    age = forms.IntegerField(
        label=_("Age"), required=False, min_value=0, max_value=120,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )  # fmt: skip
    age_group = forms.ChoiceField(
        label=_("If the age is not known"), required=False, choices=AgeGroup.choices, initial=AgeGroup.UNKNOWN,
        widget=web.Radios(inline=True, small=True),
    )  # fmt: skip
    gender = forms.ChoiceField(
        label=_("Gender"), required=False, choices=Gender.choices, initial=Gender.UNKNOWN
    )
    language = forms.ChoiceField(label=_("Language they prefer"), required=False)
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    city = forms.CharField(label=_("City"), required=False, max_length=LINE)
    province = forms.ChoiceField(
        label=_("Province or territory"), required=False,
        help_text=_("It decides which law protects a minor."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]
        self.fields["province"].choices = province_choices()  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """Columns of the file. An age decides the group; without one, what was ticked does."""
        told = self.cleaned_data
        age, group = told["age"], told["age_group"] or AgeGroup.UNKNOWN
        if age is not None:
            group = AgeGroup.MINOR if age < ADULT_AT else AgeGroup.ADULT
        language = told["language"]
        return {
            "age": age, "age_group": AgeGroup(group), "gender": Gender(told["gender"] or Gender.UNKNOWN),
            "languages": [language] if language else [],
            "interpreter": language if told["interpreter"] else "",
            "city": told["city"].strip(), "province": told["province"],
        }  # fmt: skip


class NewFile(web.SubmitOnceForm, _Facts):
    """One short page; an empty one opens a file too."""

    mark_optional = False
    chosen_name = forms.CharField(
        label=_("Name they wish to be called"), required=False, max_length=LINE,
        help_text=_("Any name. It is what staff say; it is sealed, and no police officer sees it."),
    )  # fmt: skip
    pronouns = forms.CharField(
        label=_("Pronouns"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )  # fmt: skip
    field_order = ["chosen_name", "pronouns", "age", "age_group", "gender", "language"]

    def draft(self) -> FileDraft:
        identity = {Identity(code): self.cleaned_data[code] for code in SHOWN_FIRST}
        return FileDraft(**self.facts(), identity=identity)


class ChangeFile(web.AsReadForm, _Facts):
    """The facts, and each identity field anew. What stands in one is not sent to the page: it is replaced or kept."""

    cultural_needs = web.LongTextField(
        label=_("Cultural needs"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Food, prayer, community, whom to avoid."),
    )  # fmt: skip

    access_needs = forms.MultipleChoiceField(
        label=_("Access that is needed"),
        required=False,
        choices=Access.choices,
        widget=web.Checkboxes(small=True),
    )

    def __init__(self, *args: Any, filled: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in Identity:
            self.fields[code] = self._identity(code, code in filled)
        hidden = [code for code in Identity if code in filled and code not in SHOWN_FIRST]
        if hidden:
            self.fields["forget"] = forms.MultipleChoiceField(
                label=_("Remove what is written in"), required=False, widget=web.Checkboxes(small=True),
                choices=[(code.value, code.label) for code in hidden],
            )  # fmt: skip

    def _identity(self, code: Identity, is_filled: bool) -> forms.Field:
        replaced = _("Something is written and stays hidden. What you type here replaces it; empty keeps it.")
        hint = replaced if is_filled and code not in SHOWN_FIRST else IDENTITY_HINTS.get(code, "")
        if code == Identity.DATE_OF_BIRTH:
            return web.DateField(label=code.label, required=False, latest=web.today, help_text=hint)
        if code in (Identity.DESCRIPTION, Identity.ADDRESS, Identity.EMERGENCY_CONTACT):
            rows = forms.Textarea(attrs={"rows": 2})
            return web.LongTextField(
                label=code.label, required=False, max_length=LONG, widget=rows, help_text=hint
            )
        return forms.CharField(label=code.label, required=False, max_length=LINE, help_text=hint)

    def changes(self) -> dict[str, Any]:
        told = self.cleaned_data
        more = {"cultural_needs": told["cultural_needs"].strip(), "access_needs": told["access_needs"]}
        return {**self.facts(), **more}

    def identity(self) -> dict[Identity, str]:
        """What is to be written anew; "" empties."""
        told = self.cleaned_data
        made = {Identity(code): "" for code in told.get("forget") or []}
        for code in Identity:
            value = told[code]
            text = value.isoformat() if hasattr(value, "isoformat") else (value or "").strip()
            if text or code in SHOWN_FIRST:
                made[code] = text
        return made

    def clean(self) -> dict[str, Any]:
        """A date of birth and an age that contradict each other are both shown back."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        born, age = cleaned.get(Identity.DATE_OF_BIRTH), cleaned.get("age")
        if born and age is not None and abs(age_on(born, web.today()) - age) > 1:
            self.add_error("age", _("The age and the date of birth do not fit: empty one of them"))
        return cleaned


RELEASE, KEEP = "release", "keep"


class CloseFile(web.Form):
    """``held``: a place is held for her now, and what becomes of it has to be said."""

    closing = forms.ChoiceField(
        label=_("Why the file is closed"),
        choices=Closing.choices,
        widget=web.Radios(
            hints={
                Closing.NO_INDICATORS: _(
                    "Nothing of the person is kept: name, answers, needs, notes and papers are forgotten for good. "
                    "An adult who sells sex and is not exploited is such a case."
                )
            }
        ),
    )
    held = forms.ChoiceField(
        label=_("A place is held for them now"),
        choices=[(RELEASE, _("Give it back: somebody else can have it at once")),
                 (KEEP, _("Keep it: they are on their way, or may still come"))],
        widget=web.Radios(),
        error_messages={"required": _("Say what becomes of the place that is held for them")},
    )  # fmt: skip

    def __init__(self, *args: Any, held: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not held:
            del self.fields["held"]


class FileFilter(web.Form):
    """Unfiltered at first."""

    mark_optional = False
    text = forms.CharField(label=_("Chosen name or reference"), max_length=100, required=False)
    show = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("", _("All open files")), ("due", _("Something is overdue")), ("urgent", _("Danger or missing")),
                 ("minor", _("Minors")), ("stalled", _("Nothing planned")), ("cover", _("I am covering for somebody")),
                 ("closed", _("Closed files"))],
    )  # fmt: skip
