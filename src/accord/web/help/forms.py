"""What is asked of somebody who looks for help: nothing that must be answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.directory.finding import Question
from accord.directory.vocabulary import Access, Need
from accord.web import forms as web
from accord.web.help.takes import GENDERS
from accord.web.tongues import TONGUES

PARTICULAR = ("age", "gender", "children", "pets", "substance_use", "access")


class HelpForm(web.Form):
    """Four questions for everybody; the rest, about who it is for, is folded away until somebody wants it."""

    mark_optional = False
    words = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_(
            "In your own words, in English or French, or the name of a service. For example: a bed for tonight"
        ),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    need = forms.ChoiceField(
        label=_("Kind of help"), required=False, choices=[("", _("Anything")), *Need.choices]
    )
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("A town, a street, or the beginning of a postal code. Leave it empty to see everywhere."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("In which language?"), required=False, choices=[("", _("Any language")), *TONGUES.items()]
    )
    age = forms.IntegerField(
        label=_("Age"),
        required=False,
        min_value=0,
        max_value=130,
        error_messages={
            "invalid": _("Enter the age in years, for example 19"),
            "min_value": _("Enter the age in years, for example 19"),
            "max_value": _("Enter the age in years, for example 19"),
        },
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    gender = forms.ChoiceField(
        label=_("For whom?"), required=False, choices=[("", _("Anybody")), *GENDERS.items()]
    )
    children = forms.BooleanField(label=_("With children"), required=False)
    pets = forms.BooleanField(label=_("With a pet"), required=False)
    substance_use = forms.BooleanField(label=_("Uses alcohol or drugs"), required=False)
    access = forms.ChoiceField(
        label=_("Accessibility"), required=False, choices=[("", _("Nothing in particular")), *Access.choices]
    )

    @property
    def is_particular(self) -> bool:
        """Whether something is said, or wrong, in what is folded away."""
        return any(self.data.get(name) for name in PARTICULAR) if self.is_bound else False

    def question(self) -> Question:
        return Question(**self.cleaned_data)
