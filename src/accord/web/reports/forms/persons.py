"""One person: a role first, then whatever is known. Nothing but the role is ever asked for."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.reports.draft import MOST_LINE, MOST_PERSONS, PersonDraft
from accord.reports.models import Person
from accord.reports.vocabulary import PersonRole, Sex
from accord.web import forms as web
from accord.web.reports.forms.identifiers import PersonIdentifiers, drafts_in
from accord.web.reports.words import FIELDS

MOST_ALIASES = 20
# What a short report leaves folded away.
MORE = (
    "aliases",
    "age_from",
    "age_to",
    "sex",
    "city",
    "street_number",
    "street",
    "postal_code",
    "birth_place",
    "occupation",
    "open_wanted",
)


def _line(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_LINE, required=False, **options)


def _age(label: Any) -> forms.IntegerField:
    error = _("Give the age in years, from 0 to 120")
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=120,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={"invalid": error, "min_value": error, "max_value": error},
    )


class PersonFacts(web.Form):
    """A person without identifiers: also the page that changes one."""

    template_name = "reports/person_fields.html"
    mark_optional = False

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *PersonRole.choices])
    given_name = _line(FIELDS["given_name"])
    family_name = _line(FIELDS["family_name"])
    date_of_birth = web.DateField(label=FIELDS["date_of_birth"], required=False, latest=web.today)
    aliases = forms.CharField(
        label=FIELDS["aliases"],
        help_text=_("Street or screen names, separated by commas"),
        max_length=1000,
        required=False,
    )
    age_from = _age(_("Age, or from"))
    age_to = _age(pgettext_lazy("age", "To"))
    sex = forms.ChoiceField(
        label=FIELDS["sex"], choices=[("", _("Not recorded")), *Sex.choices], required=False
    )
    city = _line(FIELDS["city"])
    street_number = _line(
        FIELDS["street_number"], widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    street = _line(FIELDS["street"])
    postal_code = _line(
        FIELDS["postal_code"], widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    birth_place = _line(FIELDS["birth_place"])
    occupation = _line(FIELDS["occupation"])
    open_wanted = forms.BooleanField(
        label=_("Show our desk to every partner who files this suspect"),
        help_text=_("For a suspect only. A second person at your agency signs before it counts."),
        required=False,
    )

    @property
    def more_is_open(self) -> bool:
        """Whether something was typed, or is wrong, among what is folded away."""
        if self.is_bound:
            return any(str(self.data.get(self.add_prefix(name)) or "").strip() for name in MORE) or any(
                name in self.errors for name in MORE
            )
        return any(self.initial.get(name) for name in MORE)

    def clean_aliases(self) -> list[str]:
        aliases = [
            alias for part in re.split(r"[,;\n]", self.cleaned_data["aliases"]) if (alias := part.strip())
        ]
        if len(aliases) > MOST_ALIASES:
            raise ValidationError(_("Give %(most)s aliases at most"), params={"most": MOST_ALIASES})
        return aliases

    def clean(self) -> dict[str, Any]:
        super().clean()
        youngest, oldest = self.cleaned_data.get("age_from"), self.cleaned_data.get("age_to")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("age_to", _("The second age must be the same as the first, or higher"))
        self.cleaned_data["age_from"] = oldest if youngest is None else youngest
        self.cleaned_data["age_to"] = youngest if oldest is None else oldest
        if self.cleaned_data.get("open_wanted") and self.cleaned_data.get("role") != PersonRole.SUSPECT:
            self.add_error(
                "open_wanted", _("Only a suspect can be shown openly. Change the role, or untick this")
            )
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """The person's fields by the names of the model."""
        return {name: self.cleaned_data[name] for name in PersonFacts.base_fields}

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """The page for changing a person starts from what is recorded."""
        facts = {name: getattr(person, name) for name in PersonFacts.base_fields}
        return {**facts, "aliases": ", ".join(person.aliases)}


class PersonForm(PersonFacts):
    nested = {"identifiers": PersonIdentifiers}

    def draft(self) -> PersonDraft:
        facts = self.facts()
        return PersonDraft(
            **{**facts, "aliases": tuple(facts["aliases"])},
            identifiers=drafts_in(self.nested_formsets["identifiers"]),
        )


Persons = web.add_another(
    PersonForm, item_title=_("Person %(number)s"), add_label=_("Add another person"), most=MOST_PERSONS
)
