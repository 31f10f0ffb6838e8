"""What is chosen on the map: months, two cities, and what a table is taken out for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.reports.places import cities_by_name
from accord.web import forms as web
from accord.web.map import words
from accord.web.map.address import Address
from accord.web.map.period import Month, months


class MonthsForm(web.Form):
    """Filled from the address, never refused."""

    mark_optional = False
    since = forms.ChoiceField(label=_("From the month of"), required=False)
    until = forms.ChoiceField(label=_("To the month of"), required=False)

    def __init__(self, address: Address, within: tuple[Month, Month]) -> None:
        chosen = [each for each in (address.period.since, address.period.until) if each]
        offered = months(min(within[0], *chosen), max(within[1], *chosen)) if chosen else months(*within)
        super().__init__(initial=dict(address.period.pairs()))
        named = [(str(each), words.month(each)) for each in offered]
        self.fields["since"].choices = [("", _("The beginning")), *named]  # type: ignore[attr-defined]
        self.fields["until"].choices = [("", _("Today")), *named]  # type: ignore[attr-defined]


class CitiesForm(web.Form):
    mark_optional = False
    a = forms.ChoiceField(label=_("One city"), required=False)
    b = forms.ChoiceField(label=_("Another city"), required=False)

    def __init__(self, chosen: tuple[str, str] | None = None) -> None:
        super().__init__(initial=dict(zip("ab", chosen or ("", ""), strict=True)))
        offered = [("", _("Choose a city")), *((each.code, each.label) for each in cities_by_name())]
        for field in self.fields.values():
            field.choices = offered  # type: ignore[attr-defined]


class ExportForm(web.Form):
    purpose = forms.CharField(
        label=_("What it is taken out for"),
        max_length=300,
        help_text=_("Kept in the audit trail with your name."),
    )
