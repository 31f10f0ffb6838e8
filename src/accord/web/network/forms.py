"""What is chosen on the page of a network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.cases.network.asked import KINDS
from accord.cases.network.picture import Picture
from accord.cases.network.words import NODE_KINDS, name
from accord.linkage.folding import fold
from accord.reports.vocabulary import SOURCE_GRADES
from accord.web import forms as web
from accord.web.network.address import GRADES, Address, moved

MOST_MONTHS = 240
Choices = list[tuple[str, Any]]


class ChoosingForm(web.Form):
    """Lists of what the picture holds. Filled from the address, never refused: unknown values were passed over."""

    mark_optional = False

    def __init__(self, *, initial: dict[str, Any], choices: dict[str, Choices]) -> None:
        super().__init__(initial=initial)
        for field, offered in choices.items():
            self.fields[field].choices = offered  # type: ignore[attr-defined]


class FilterForm(ChoosingForm):
    desks = forms.BooleanField(
        label=_("One hop further: my other desks and cases"),
        required=False,
        help_text=_(
            "Reports there that share an identifier or a full name, or whose person you judged the same."
        ),
    )
    kind = forms.MultipleChoiceField(label=_("Show"), widget=web.Checkboxes(small=True), required=False)
    since = forms.ChoiceField(label=_("From the month of"), required=False)
    until = forms.ChoiceField(label=_("To the month of"), required=False)
    g352 = forms.ChoiceField(label=_("Hide sources graded below, 3x5x2"), required=False)
    gadm = forms.ChoiceField(label=_("Hide sources graded below, Admiralty"), required=False)


class PathForm(ChoosingForm):
    start = forms.ChoiceField(label=_("One person"), required=False)
    end = forms.ChoiceField(label=_("Another person"), required=False)


class CitiesForm(ChoosingForm):
    a = forms.ChoiceField(label=_("One city"), required=False)
    b = forms.ChoiceField(label=_("Another city"), required=False)


class LayoutForm(web.SubmitOnceForm):
    name = forms.CharField(
        label=_("Name of the layout"),
        max_length=100,
        help_text=_("Colleagues with a seat read it: no names of persons."),
    )
    places = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean_places(self) -> dict[str, Any]:
        given = self.cleaned_data["places"]
        return given if isinstance(given, dict) else {}


class ExportForm(web.Form):
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[
            ("svg", _("SVG: the picture")),
            ("png", _("PNG: the picture as you see it")),
            ("nodes", _("CSV: nodes")),
            ("links", _("CSV: links with their evidence")),
            ("graphml", _("GraphML: Gephi, yEd")),
            ("ftm", _("FollowTheMoney: OpenAleph")),
        ],
        widget=web.Radios,
        initial="svg",
    )
    purpose = forms.CharField(
        label=_("What it is taken out for"),
        max_length=300,
        help_text=_("Kept in the audit trail with your name."),
    )


def filter_form(picture: Picture, address: Address) -> FilterForm:
    asked, floors = address.asked, dict(address.asked.grades)
    initial = {
        "desks": asked.desks,
        "kind": list(asked.kinds),
        "since": f"{asked.since:%Y-%m}" if asked.since else "",
        "until": f"{asked.until:%Y-%m}" if asked.until else "",
        **{field: floors.get(str(scheme), "") for field, scheme in GRADES.items()},
    }
    months = list(_months(picture, asked.since, asked.until))
    choices: dict[str, Choices] = {
        "kind": [(kind, NODE_KINDS[kind]) for kind in KINDS],
        "since": [("", _("The beginning")), *months],
        "until": [("", _("Today")), *months],
    }
    for field, scheme in GRADES.items():
        choices[field] = [("", _("None")), *SOURCE_GRADES[scheme].items()]
    return FilterForm(initial=initial, choices=choices)


def _months(picture: Picture, *chosen: date | None) -> Iterable[tuple[str, str]]:
    """Newest first, with whatever was chosen outside the days of the sources."""
    days = [*(picture.days or ()), *filter(None, chosen)]
    if not days:
        return
    month, first = max(days).replace(day=1), min(days).replace(day=1)
    for _number in range(MOST_MONTHS):
        if month < first:
            return
        yield f"{month:%Y-%m}", date_format(month, "F Y")
        month = moved(month, -1)


def path_form(picture: Picture, address: Address) -> PathForm:
    choices = _nodes(picture, "person", _("Choose a person"))
    initial = {"start": address.asked.start, "end": address.asked.end}
    return PathForm(initial=initial, choices={"start": choices, "end": choices})


def cities_form(picture: Picture, address: Address) -> CitiesForm:
    choices = _nodes(picture, "city", _("Choose a city"))
    initial = dict(zip("ab", address.asked.cities, strict=True))
    return CitiesForm(initial=initial, choices={"a": choices, "b": choices})


def _nodes(picture: Picture, kind: str, empty: str | Promise) -> Choices:
    found = [(picture.public[thing.id], name(thing)) for thing in picture.things if thing.kind == kind]
    return [("", empty), *sorted(found, key=lambda each: (fold(each[1]), each[0]))]
