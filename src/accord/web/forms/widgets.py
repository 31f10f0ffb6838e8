"""Radios, checkboxes and dates as GOV.UK draws them."""

import datetime as dt
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _


class _ChoiceExtras:
    """Hints under options, an option that excludes, fields that an option reveals: ``{"other": "other_detail"}``,
    or several, ``{"other": ("who", "when")}``."""

    def __init__(
        self,
        *args: Any,
        hints: dict[str, Any] | None = None,
        reveals: dict[str, str | tuple[str, ...]] | None = None,
        exclusive: str | None = None,
        inline: bool = False,
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints, self.exclusive = hints or {}, exclusive
        self.reveals = {
            value: (named,) if isinstance(named, str) else named for value, named in (reveals or {}).items()
        }
        self.inline, self.small = inline, small


class Radios(_ChoiceExtras, forms.RadioSelect):
    pass


class Checkboxes(_ChoiceExtras, forms.CheckboxSelectMultiple):
    pass


class DateParts(NamedTuple):
    """A date exactly as typed, so that a wrong one is shown back as it was."""

    day: str
    month: str
    year: str


class DateInput(forms.Widget):
    """Three boxes. ``attrs={"autocomplete": "bday"}`` fills them for a person's own date of birth."""

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> DateParts:
        return DateParts(*(str(data.get(f"{name}_{part}") or "") for part in DateParts._fields))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in DateParts._fields)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = {**self.attrs, **(attrs or {})}
        wrong, own = attrs.pop("wrong_parts", ()), attrs.get("autocomplete", "off")
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        parts = [
            {
                "name": f"{name}_{part}",
                "id": f"{attrs.get('id', name)}_{part}",
                "label": labels[part],
                "value": typed,
                "wrong": part in wrong,
                "autocomplete": f"{own}-{part}" if own == "bday" else own,
                "width": 4 if part == "year" else 2,
                "inputmode": "text" if part == "month" else "numeric",
            }
            for part, typed in zip(DateParts._fields, parts_of(value), strict=True)
        ]
        return {"widget": {"name": name, "is_hidden": False, "attrs": attrs, "parts": parts}}


def parts_of(value: Any) -> DateParts:
    if isinstance(value, DateParts):
        return value
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value[:10])
        except ValueError:
            return DateParts("", "", "")
    return DateParts(str(value.day), str(value.month), str(value.year)) if value else DateParts("", "", "")
