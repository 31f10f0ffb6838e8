"""The form of one's own place: how many, whom it takes, for how long it is held."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accord.directory.vocabulary import Access, SubstanceUse
from accord.places.models import Place
from accord.places.vocabulary import LEAST_MINUTES, MOST_MINUTES, MOST_PEOPLE, USUAL_MINUTES
from accord.reports.places import PROVINCES, cities_by_name, city
from accord.web import forms as web
from accord.web.help.takes import GENDERS
from accord.web.places.forms import NOT_SAID, SMALL, kinds
from accord.web.places.words import town_of
from accord.web.tongues import tongue_choices

YES_NO = [NOT_SAID, ("yes", _("Yes")), ("no", _("No"))]
ANSWERS = {"": None, "yes": True, "no": False}


class PlaceForm(web.SubmitOnceForm):
    """``place`` is the one that is changed; without one, a new one."""

    kind = forms.ChoiceField(label=_("Kind"))
    label = forms.CharField(
        label=_("What you call it"),
        max_length=80,
        help_text=_("For example: family rooms. Never an address."),
    )
    town = forms.ChoiceField(
        label=_("Town"), required=False, help_text=_("Only if it is published. Other services see it.")
    )
    province = forms.ChoiceField(label=_("Province or territory"), required=False)
    contact_phone = forms.CharField(label=_("Phone for whoever holds"), required=False, max_length=40)
    total = forms.IntegerField(
        label=_("How many such places?"), min_value=1, max_value=999, initial=1, widget=SMALL
    )
    out_of_service = forms.IntegerField(
        label=_("Out of service now"), min_value=0, max_value=999, initial=0, widget=SMALL
    )
    occupied = forms.IntegerField(
        label=_("Occupied now"), min_value=0, max_value=999, initial=0, widget=SMALL
    )
    hold_minutes = forms.IntegerField(
        label=_("Minutes for which one is held"),
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        initial=USUAL_MINUTES,
        widget=SMALL,
        help_text=_("From 15 to 240. The usual is 90."),
    )
    most_people = forms.IntegerField(
        label=_("People in one place at most"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=SMALL,
    )
    age_min = forms.IntegerField(
        label=_("Youngest age"), required=False, min_value=0, max_value=120, widget=SMALL
    )
    age_max = forms.IntegerField(
        label=_("Oldest age"), required=False, min_value=0, max_value=120, widget=SMALL
    )
    genders = forms.MultipleChoiceField(
        label=_("Genders"), required=False, choices=list(GENDERS.items()), widget=web.Checkboxes(small=True)
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        choices=tongue_choices,
        widget=web.Checkboxes(small=True),
    )
    children = forms.ChoiceField(label=_("Are children taken?"), required=False, choices=YES_NO)
    pets = forms.ChoiceField(label=_("Are pets taken?"), required=False, choices=YES_NO)
    accessibility = forms.MultipleChoiceField(
        label=_("Access"), required=False, choices=Access.choices, widget=web.Checkboxes(small=True)
    )
    substance_use = forms.ChoiceField(
        label=_("Of people who use substances"), required=False, choices=SubstanceUse.choices
    )
    closed = forms.BooleanField(label=_("Closed: no longer on the board"), required=False)
    seen_occupied = forms.IntegerField(required=False, widget=forms.HiddenInput)

    COUNTS = ("kind", "label", "total", "out_of_service", "occupied")
    WHERE = ("town", "province", "contact_phone", "hold_minutes")
    MANY = ("genders", "accessibility", "languages")

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        self.place = place
        super().__init__(*args, initial=_initial(place) if place else {}, **kwargs)
        nowhere = ("", NOT_SAID[1])
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined]
        self.fields["town"].choices = [nowhere, *[(each.code, each.label) for each in cities_by_name()]]  # type: ignore[attr-defined]
        self.fields["province"].choices = [nowhere, *[(p.code, p.name) for p in PROVINCES.values()]]  # type: ignore[attr-defined]
        if place is None:
            del self.fields["closed"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            given.get("out_of_service", 0) + given.get("occupied", 0) > given.get("total", 0)
            and "total" in given
        ):
            self.add_error("total", _("There are fewer places than are occupied and out of service together"))
        low, high = given.get("age_min"), given.get("age_max")
        if low is not None and high is not None and high < low:
            self.add_error("age_max", ValidationError(_("The oldest age is below the youngest")))
        return given

    @property
    def parts(self) -> list[list[forms.BoundField]]:
        """What it is and how many; where; whom it takes."""
        named = {*self.COUNTS, *self.WHERE, "closed", "seen_occupied"}
        rest = [each for each in self if each.name not in {*named, *self.MANY}]
        return [[self[name] for name in self.COUNTS], [self[name] for name in self.WHERE], rest]

    @property
    def lists(self) -> list[forms.BoundField]:
        """Boxes to tick, in as many columns as there is room for."""
        return [self[name] for name in self.MANY]

    def counted_anew(self, occupied: int) -> None:
        """Somebody came or left while the page was open: the form shows the count that is true now."""
        typed = cast(QueryDict, self.data).copy()
        typed["occupied"] = typed["seen_occupied"] = str(occupied)
        self.data = typed
        self.add_error(
            "occupied", _("Somebody came or left meanwhile. This is the count now: check it and save again")
        )

    def kept(self, agency_id: Any) -> Place:
        given = self.cleaned_data
        there = city(given["town"])
        point = {"latitude": there.latitude, "longitude": there.longitude} if there else {}
        names = (
            "kind", "label", "contact_phone", "total", "out_of_service", "occupied", "hold_minutes", "most_people",
            "age_min", "age_max", "genders", "languages", "accessibility", "substance_use",
        )  # fmt: skip
        return Place(
            id=self.place.id if self.place else given["form_key"],
            agency_id=agency_id,
            city=there.name_en if there else self._town_of_its_own(),
            province=there.province if there else given["province"],
            children=ANSWERS[given["children"]],
            pets=ANSWERS[given["pets"]],
            **{name: given[name] for name in names},
            **point,
        )

    def _town_of_its_own(self) -> str:
        """A town that is not on our list stays, as long as nobody chooses another."""
        known = self.place is None or town_of(self.place.city, self.place.province)
        return "" if known or self.place is None else self.place.city


def _initial(place: Place) -> dict[str, Any]:
    said = {None: "", True: "yes", False: "no"}
    town = town_of(place.city, place.province)
    names = [field for field in PlaceForm.base_fields if hasattr(place, field)]
    return {name: getattr(place, name) for name in names} | {
        "town": town.code if town else "",
        "children": said[place.children],
        "pets": said[place.pets],
        "seen_occupied": place.occupied,
        "closed": place.closed_at is not None,
    }
