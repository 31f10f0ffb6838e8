"""What is asked to look for a place, to hold one, and at the door. Nothing has room for a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accord.base.clock import now
from accord.directory.vocabulary import Access
from accord.places.actions import PreNotice
from accord.places.door_word import plain
from accord.places.fit import Kind, Seeker
from accord.places.models import Place
from accord.places.vocabulary import MOST_PEOPLE, Why
from accord.reports.places import PROVINCES, cities_by_name, city
from accord.web import forms as web
from accord.web.help.takes import GENDERS
from accord.web.tongues import tongue_choices

SMALL = forms.TextInput(
    attrs={"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}
)
ANY = ("", _("All"))
NOT_SAID = ("", _("Not said"))
MINUTES = (15, 30, 45, 60, 90, 120, 180, 240)


def kinds() -> list[tuple[str, str]]:
    """With a capital letter, as a choice stands by itself."""
    return [
        (value, label[:1].upper() + label[1:]) for value, label in ((k.value, str(k.label)) for k in Kind)
    ]


def towns() -> list[tuple[str, str]]:
    return [("", gettext("Anywhere")), *[(each.code, each.label) for each in cities_by_name()]]


class BoardFilter(web.Form):
    """Unfiltered at first."""

    mark_optional = False
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    province = forms.ChoiceField(label=_("Province or territory"), required=False)
    city = forms.CharField(label=_("Town"), max_length=100, required=False)
    free = forms.BooleanField(label=_("Free now"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [ANY, *kinds()]  # type: ignore[attr-defined]
        self.fields["province"].choices = [ANY, *[(p.code, p.name) for p in PROVINCES.values()]]  # type: ignore[attr-defined]


class SeekerForm(web.Form):
    """What must be known to look for a place. Nothing here is kept."""

    mark_optional = False
    gender = forms.ChoiceField(label=_("Gender"), required=False, choices=[NOT_SAID, *GENDERS.items()])
    language = forms.ChoiceField(
        label=_("Language spoken best"), required=False, choices=lambda: [NOT_SAID, *tongue_choices()]
    )
    town = forms.ChoiceField(label=_("Near which town?"), required=False)
    minor = forms.BooleanField(label=_("Under 18"), required=False)
    children = forms.IntegerField(
        label=_("Children who come along"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE - 1,
        widget=SMALL,
    )
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120, widget=SMALL)
    pets = forms.BooleanField(label=_("With a pet"), required=False)
    guardian = forms.BooleanField(label=_("For a minor: a guardian comes along"), required=False)
    substance_use = forms.ChoiceField(
        label=_("Alcohol or drugs"),
        required=False,
        choices=[NOT_SAID, ("none", _("Does not use them")), ("uses", _("Uses them"))],
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Access that is needed"),
        required=False,
        choices=Access.choices,
        widget=web.Checkboxes(small=True),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Only these kinds"), required=False, widget=web.Checkboxes(small=True)
    )
    first_fields: tuple[str, ...] = ("gender", "language", "town", "children", "minor")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = kinds()  # type: ignore[attr-defined]
        self.fields["town"].choices = towns()  # type: ignore[attr-defined]

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.first_fields]

    @property
    def particular(self) -> list[forms.BoundField]:
        return [each for each in self if each.name not in self.first_fields]

    def seeker(self) -> Seeker:
        given = self.cleaned_data
        near = city(given["town"])
        return Seeker(
            age=given["age"], minor=given["minor"], gender=given["gender"],
            languages=(given["language"],) if given["language"] else (), children=given["children"] or 0,
            pets=given["pets"], accessibility=tuple(given["accessibility"]), substance_use=given["substance_use"],
            kinds=tuple(given["kinds"]), province=near.province if near else "",
            latitude=near.latitude if near else None, longitude=near.longitude if near else None,
            guardian=given["guardian"],
        )  # fmt: skip


class HoldForm(web.SubmitOnceForm):
    """The five facts, and no sixth."""

    mark_optional = False
    coming_in = forms.TypedChoiceField(label=_("When do they arrive?"), coerce=int)
    people = forms.IntegerField(
        label=_("How many people?"), min_value=1, max_value=MOST_PEOPLE, initial=1, widget=SMALL
    )
    gender = forms.ChoiceField(label=_("Gender"), required=False, choices=[NOT_SAID, *GENDERS.items()])
    language = forms.ChoiceField(
        label=_("Language spoken best"), required=False, choices=lambda: [NOT_SAID, *tongue_choices()]
    )
    minor = forms.BooleanField(label=_("A minor is among them"), required=False)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        offered = [each for each in MINUTES if each < place.hold_minutes] + [place.hold_minutes]
        self.fields["coming_in"].choices = [  # type: ignore[attr-defined]
            (each, ngettext("Within %(n)s minute", "Within %(n)s minutes", each) % {"n": each})
            for each in offered
        ]
        self.fields["coming_in"].initial = min(offered, key=lambda each: abs(each - 30))

    def clean_people(self) -> int:
        people, most = int(self.cleaned_data["people"]), self.place.most_people
        if most is not None and people > most:
            raise ValidationError(
                ngettext(
                    "This place takes %(n)s person at most: look for another",
                    "This place takes %(n)s people at most: look for another",
                    most,
                ),
                params={"n": most},
            )
        return people

    def notice(self) -> PreNotice:
        given = self.cleaned_data
        return PreNotice(
            now() + timedelta(minutes=given["coming_in"]), given["people"], given["gender"], given["language"],
            given["minor"],
        )  # fmt: skip


class WordForm(web.Form):
    """At the door."""

    word = forms.CharField(
        label=_("Arrival word"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocapitalize": "none"}),
    )

    def clean_word(self) -> str:
        if not (word := plain(self.cleaned_data["word"])):
            raise ValidationError(_("Ask for the word and the number, for example piano 47"))
        return word


class RefuseForm(web.Form):
    reason = forms.ChoiceField(
        label=_("Why can you not take them?"), choices=Why.choices, initial=Why.CRITERIA, widget=web.Radios()
    )


class TurnAwayForm(web.SubmitOnceForm):
    """A kind and a reason: there is no room for a story, which would be somebody's."""

    mark_optional = False
    kind = forms.ChoiceField(label=_("What kind of place was asked for?"))
    reason = forms.ChoiceField(
        label=_("Why was there none?"), choices=Why.choices, widget=web.Radios(inline=True)
    )
    people = forms.IntegerField(
        label=_("How many people?"), min_value=1, max_value=MOST_PEOPLE, initial=1, widget=SMALL
    )
    minor = forms.BooleanField(label=_("A minor was among them"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose a kind")), *kinds()]  # type: ignore[attr-defined]
