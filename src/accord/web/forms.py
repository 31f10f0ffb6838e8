"""Forms that look and behave as GOV.UK's do, in both languages, with and without JavaScript.

``FORM_RENDERER = "accord.web.forms.GovukRenderer"`` gives every form of the site (allauth's too) the same markup.
Forms of our own derive from :class:`Form`; repeated blocks from :class:`AddAnotherFormSet`.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast
from unicodedata import combining, normalize

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.forms.utils import ErrorDict, ErrorList
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ADD = "-add-another"
REMOVE = "-remove-block"


class FormError(NamedTuple):
    """One line of the error summary: what is wrong, and the input to go to (empty when it is the whole form)."""

    text: str
    href: str


# ── How a field is drawn ─────────────────────────────────────────────────────────────────────────────────────────────


class GovukBoundField(BoundField):
    """A field of a form with what GOV.UK's markup asks for: classes, descriptions, options with their reveals."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built: dict[str, Any] = {**super().build_widget_attrs(attrs, widget)}
        if widget.is_hidden:
            return built
        # Our own messages, in the reader's language and beside the field, in place of the browser's bubbles.
        built.pop("required", None)
        if css := _css_class(widget):
            has_error_look = self.errors and not isinstance(widget, forms.CheckboxInput)
            wrong = f"{css.split()[0]}--error" if has_error_look else ""
            built["class"] = " ".join(filter(None, [css, wrong, widget.attrs.get("class", "")]))
        if isinstance(widget, forms.RadioSelect):
            built.pop("aria-invalid", None)  # says nothing on a single radio: the message is on the group
        if isinstance(widget, DateInput):
            built["wrong_parts"] = self.wrong_parts
        if isinstance(widget, forms.TextInput | forms.Textarea):
            built |= _quiet_text_attrs(widget)
        if getattr(self.field, "max_length", None):
            built["maxlength"] = False  # what is pasted is never cut: the message says how much is too much
        return built

    def as_widget(self, widget: forms.Widget | None = None, *args: Any, **kwargs: Any) -> SafeString:
        if isinstance(widget or self.field.widget, forms.RadioSelect):
            return self.form.render("django/forms/choices.html", {"field": self})
        return super().as_widget(widget, *args, **kwargs)

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        return f"{described or ''} {self.auto_id}-info".strip() if self.character_limit else described

    @property
    def character_limit(self) -> int | None:
        """The most characters of a long text, when it has such a limit."""
        is_long = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if is_long else None

    @property
    def kind(self) -> str:
        """Which of the shapes in ``django/forms/field.html`` draws this field."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, DateInput):
            return "date"
        return "password" if isinstance(widget, forms.PasswordInput) else "plain"

    @property
    def is_marked_optional(self) -> bool:
        return not self.field.required and getattr(self.form, "mark_optional", False)

    @property
    def wrong_parts(self) -> frozenset[str]:
        """The boxes of a date that the error is about; all of them when it does not say."""
        if not self.errors:
            return frozenset()
        said = [part for error in self.errors.as_data() for part in (error.params or {}).get("parts", ())]
        return frozenset(said or DateParts._fields)

    @property
    def error_href(self) -> str:
        """Where the error summary leads: the first input of the field that can take the correction."""
        if self.is_hidden:
            return ""
        if self.kind in ("radios", "checkboxes"):
            return f"#{self.auto_id}_0"
        if self.kind == "date":
            first = next((part for part in DateParts._fields if part in self.wrong_parts), "day")
            return f"#{self.auto_id}_{first}"
        return f"#{self.id_for_label}"

    @cached_property
    def options(self) -> list[dict[str, Any]]:
        """Radios and checkboxes, each with its hint and the field it reveals."""
        return [self._option(subwidget.data) for subwidget in self.subwidgets]

    def _option(self, data: dict[str, Any]) -> dict[str, Any]:
        widget, value = self.field.widget, str(data["value"])
        revealed = getattr(widget, "reveals", {}).get(value)
        return {
            **data,
            "id": data["attrs"].get("id", ""),
            "hint": getattr(widget, "hints", {}).get(value),
            "reveals": self.form[revealed] if revealed else None,
            "exclusive": value == getattr(widget, "exclusive", None),
        }


# The first that fits, so the narrower kinds come first.
_CSS_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.RadioSelect, ""),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea govuk-js-character-count"),
    (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
]


def _css_class(widget: forms.Widget) -> str:
    return next((css for kind, css in _CSS_CLASSES if isinstance(widget, kind)), "")


def _quiet_text_attrs(widget: forms.Widget) -> dict[str, str]:
    """What is typed here is about other people: it stays out of the browser's memory and its makers' spelling services.

    ``dir="auto"`` lets an Arabic or Hebrew name read the right way round.
    """
    quiet = {"spellcheck": "false", "autocomplete": "off"}
    if getattr(widget, "input_type", "text") in ("text", "search"):
        quiet["dir"] = "auto"
    return {name: value for name, value in quiet.items() if name not in widget.attrs}


class GovukRenderer(TemplatesSetting):
    """Our templates where we have one, Django's own for the rest; no need of ``django.forms`` in INSTALLED_APPS."""

    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return _DJANGOS_OWN.get_template(template_name)


_DJANGOS_OWN = DjangoTemplates()


# ── Widgets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class _ChoiceExtras:
    """Hints under options, fields that an option reveals (``{"other": "other_detail"}``), an option that excludes."""

    def __init__(
        self,
        *args: Any,
        hints: dict[str, Any] | None = None,
        reveals: dict[str, str] | None = None,
        exclusive: str | None = None,
        inline: bool = False,
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints, self.reveals, self.exclusive = hints or {}, reveals or {}, exclusive
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
            for part, typed in zip(DateParts._fields, _parts_of(value), strict=True)
        ]
        return {"widget": {"name": name, "is_hidden": False, "attrs": attrs, "parts": parts}}


def _parts_of(value: Any) -> DateParts:
    if isinstance(value, DateParts):
        return value
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value[:10])
        except ValueError:
            return DateParts("", "", "")
    return DateParts(str(value.day), str(value.month), str(value.year)) if value else DateParts("", "", "")


# ── Fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class DateField(forms.Field):
    """A day, month and year that exist; months by number or by name in either language.

    ``earliest`` and ``latest`` are dates, or functions that give one at the moment of the check (such as ``today``).
    """

    widget = DateInput
    default_error_messages = {
        "required": _("Enter the date as day, month and year, for example 27 3 1998"),
        "incomplete": _("Enter the date as day, month and year, for example 27 3 1998"),
        "day": _("The day must be a number from 1 to 31"),
        "month": _("The month must be a number from 1 to 12, or its name"),
        "year": _("The year must have four digits, for example 1998"),
        "impossible": _("This date does not exist. Check the day and the month"),
        "early": _("The date must be %(limit)s or later"),
        "late": _("The date must be %(limit)s or earlier"),
        "future": _("The date must be today or in the past"),
    }

    def __init__(
        self,
        *,
        earliest: dt.date | Callable[[], dt.date] | None = dt.date(1900, 1, 1),
        latest: dt.date | Callable[[], dt.date] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.date) or value is None:
            return value
        parts = DateParts(*(typed.strip() for typed in _parts_of(value)))
        if not any(parts):
            return None
        if empty := [name for name, typed in parts._asdict().items() if not typed]:
            raise self._refusal("incomplete", *empty)
        return self._existing_date(parts)

    def _existing_date(self, parts: DateParts) -> dt.date:
        day, month, year = _number(parts.day), month_number(parts.month), _number(parts.year, digits=4)
        for name, number, highest in [("day", day, 31), ("month", month, 12), ("year", year, 9999)]:
            if not 1 <= number <= highest:
                raise self._refusal(name, name)
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise self._refusal("impossible", "day", "month") from None

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = _now(self.earliest), _now(self.latest)
        if earliest and value < earliest:
            raise self._refusal("early", limit=spoken_date(earliest))
        if latest and value > latest:
            raise self._refusal("future" if self.latest is today else "late", limit=spoken_date(latest))

    def _refusal(self, code: str, *parts: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"parts": parts, **params})


def today() -> dt.date:
    """Today where the member is; ``DateField(latest=today)`` refuses the future."""
    return timezone.localdate()


def spoken_date(date: dt.date) -> str:
    """March 27, 1998 · 27 mars 1998 · 1er mars 1998"""
    if not (translation.get_language() or "").startswith("fr"):
        return date_format(date, "F j, Y")
    text = date_format(date, "j F Y")
    return text.replace("1 ", "1er ", 1) if date.day == 1 else text


def _now(limit: dt.date | Callable[[], dt.date] | None) -> dt.date | None:
    return limit() if callable(limit) else limit


def _number(typed: str, digits: int | None = None) -> int:
    """The number typed in any script's digits, or 0."""
    if not typed.isdecimal() or len(typed) > 4 or (digits and len(typed) != digits):
        return 0
    return int(typed)


def month_number(typed: str) -> int:
    """1 to 12 for a number, a name or its first letters, English or French, accents or not; otherwise 0.

    >>> month_number("févr."), month_number("August"), month_number("ju")
    (2, 8, 0)
    """
    if number := _number(typed):
        return number
    stem = _plain(typed).rstrip(".")
    if len(stem) < 3:
        return 0
    matches = {number for name, number in _month_names() if name.startswith(stem)}
    return matches.pop() if len(matches) == 1 else 0


def _month_names() -> Iterator[tuple[str, int]]:
    for language in ("en", "fr"):
        with translation.override(language):
            yield from [(_plain(str(name)), number) for number, name in MONTHS.items()]


def _plain(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter)).strip()


class TimeField(forms.Field):
    """A time of day as people write it: 14:05, 1405, 14 h 05, 2:05 pm, 9h."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})
    default_error_messages = {"invalid": _("Enter the time as hours and minutes, for example 14:05")}
    pattern = re.compile(r"(\d{1,2})\s*[:h.]?\s*(\d{2})?\s*([ap])?\.?\s*(?:m\.?)?", re.IGNORECASE)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, dt.time) else value

    def to_python(self, value: Any) -> dt.time | None:
        if value is None or isinstance(value, dt.time):
            return value
        if not value.strip():
            return None
        read = self.pattern.fullmatch(value.strip())
        if not read:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(read[1]), int(read[2] or 0), (read[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 24
        try:
            return dt.time(hour, minute)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class LongTextField(forms.CharField):
    """Several lines. A ``max_length`` shows a count that starts to speak at three quarters of it."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value: Any) -> str:
        # Browsers send two characters for a line break and count one: without this the count would lie.
        return (super().to_python(value) or "").replace("\r\n", "\n")


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Form(forms.Form):
    """The base of every form of ours.

    * ``mark_optional``: labels of optional fields say so (turn off for filters);
    * ``nested``: repeated blocks inside this form, ``{"identifiers": IdentifierFormSet}``, valid only together;
    * pressing "add another" or "remove" re-renders what was typed without complaints: ``is_valid()`` is then False;
    * a field that an option reveals counts only when that option is chosen.
    """

    default_renderer = GovukRenderer
    use_required_attribute = False
    mark_optional = True
    nested: dict[str, type["AddAnotherFormSet"]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _name_the_field(field)
        self.nested_formsets = {name: self._nested(name, formset) for name, formset in self.nested.items()}

    def _nested(self, name: str, formset: type["AddAnotherFormSet"]) -> "AddAnotherFormSet":
        prefix = f"{self.prefix}-{name}" if self.prefix else name
        return formset(self.data if self.is_bound else None, prefix=prefix, initial=self.initial.get(name))

    def is_valid(self) -> bool:
        if not self.is_bound or blocks_were_changed(self.data):
            return False
        return super().is_valid() and (self._is_blank_extra() or self._nested_are_valid())

    def _nested_are_valid(self) -> bool:
        return all(formset.is_valid() for formset in self.nested_formsets.values())

    def full_clean(self) -> None:
        if self.is_bound and blocks_were_changed(self.data):
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
            return
        super().full_clean()

    def has_changed(self) -> bool:
        return super().has_changed() or any(
            formset.has_changed() for formset in self.nested_formsets.values()
        )

    def _is_blank_extra(self) -> bool:
        return self.empty_permitted and not self.has_changed()

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, chosen in self._reveals():
            if not chosen:
                self._errors.pop(name, None)
                self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)

    def _reveals(self) -> Iterator[tuple[str, bool]]:
        """Each revealed field, and whether the option that reveals it is chosen."""
        for chooser, field in self.fields.items():
            for value, revealed in _reveals(field).items():
                answer = self.cleaned_data.get(chooser)
                chosen = answer if isinstance(answer, list | tuple | set) else [answer]
                yield revealed, value in {str(item) for item in chosen}

    def get_context(self) -> dict[str, Any]:
        """Fields that an option reveals are drawn under that option, so not again by themselves."""
        revealed = {name for field in self.fields.values() for name in _reveals(field).values()}
        context = super().get_context()
        context["fields"] = [pair for pair in context["fields"] if pair[0].name not in revealed]
        return context

    def error_lines(self) -> Iterator[FormError]:
        yield from form_error_lines(self)
        for formset in self.nested_formsets.values():
            yield from formset.error_lines()


def _reveals(field: forms.Field) -> dict[str, str]:
    return getattr(field.widget, "reveals", {})


def form_error_lines(form: forms.BaseForm) -> Iterator[FormError]:
    """The error summary of any form, in the order of its fields."""
    yield from [FormError(str(text), "") for text in form.non_field_errors()]
    for bound in form:
        for text in bound.errors:
            yield FormError(str(text), getattr(bound, "error_href", f"#{bound.id_for_label}"))


def _name_the_field(field: forms.Field) -> None:
    """Say which answer is missing or too long: in a summary of ten lines, "This field is required" helps nobody."""
    if not field.label:
        return
    label = str(field.label).replace("%", "%%")
    if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
        choice = isinstance(field.widget, forms.Select | forms.RadioSelect | forms.CheckboxInput)
        message = _("Choose an answer for “{label}”") if choice else _("Fill in “{label}”")
        field.error_messages["required"] = format_lazy(message, label=field.label)
    field.error_messages.setdefault(
        "max_length",
        format_lazy(
            _("“{label}” is too long: %(show_value)d characters, and %(limit_value)d is the most"),
            label=label,
        ),
    )


class FormKeyField(forms.UUIDField):
    """Made when the page is drawn, and anew when what came back was no key, so that sending again works."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _("This page could not be recognised. Check what you typed and send it again"),
        "invalid": _("This page could not be recognised. Check what you typed and send it again"),
    }

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return self.to_python(data) or initial
        except ValidationError:
            return initial


class SubmitOnceForm(Form):
    """Carries a key, so that the same form sent twice is recognised.

    The action that saves takes ``cleaned_data["form_key"]`` and stores it under a unique constraint.
    """

    form_key = FormKeyField(initial=uuid.uuid4)


# ── Repeated blocks ──────────────────────────────────────────────────────────────────────────────────────────────────


def blocks_were_changed(data: Any) -> bool:
    """Whether this POST came from an "add another" or "remove" button rather than from "save"."""
    return any(key.endswith((ADD, REMOVE)) for key in data)


class AddAnotherFormSet(forms.BaseFormSet):
    """Blocks that may be repeated: persons, identifiers. Make one with :func:`add_another`.

    Without JavaScript the buttons submit the page, which comes back with what was typed and one block more or less;
    with it, ``add-another.js`` does the same in place. Blocks are numbered afresh on arrival, so gaps do no harm.
    """

    renderer = GovukRenderer()
    item_title: str | Promise = _("Item %(number)s")
    add_label: str | Promise = _("Add another")

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        if self.is_bound:
            self.data = self._renumbered(data)

    def _renumbered(self, data: Any) -> MultiValueDict:
        removed = str(data.get(f"{self.prefix}{REMOVE}", ""))
        block = re.compile(rf"{re.escape(str(self.prefix))}-(0|[1-9]\d{{0,3}})-(.*)", re.DOTALL)
        lists = (
            dict(data.lists()) if hasattr(data, "lists") else {key: [value] for key, value in data.items()}
        )
        present = {int(found[1]) for key in lists if (found := block.fullmatch(key))}
        if removed.isdecimal():
            present.discard(int(removed))
        numbers = {old: new for new, old in enumerate(sorted(present)[: self.absolute_max])}
        fresh: MultiValueDict[str, Any] = MultiValueDict()
        for key, values in lists.items():
            found = block.fullmatch(key)
            if not found:
                fresh.setlist(key, values)
            elif int(found[1]) in numbers:
                fresh.setlist(f"{self.prefix}-{numbers[int(found[1])]}-{found[2]}", values)
        fresh[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(
            self._wanted(len(numbers), adding=f"{self.prefix}{ADD}" in lists, removing=bool(removed))
        )
        fresh[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = "0"
        return fresh

    def _wanted(self, present: int, *, adding: bool, removing: bool) -> int:
        if adding:
            return min(present + 1, self.max_num)
        ready = 0 if removing else self.extra  # a block just added has blank blocks of its own
        return max(present or ready, self.min_num)

    def is_valid(self) -> bool:
        return not (self.is_bound and blocks_were_changed(self.data)) and super().is_valid()

    def full_clean(self) -> None:
        if self.is_bound and blocks_were_changed(self.data):
            self._errors: list[Any] = [{} for _form in self.forms]
            self._non_form_errors = ErrorList(renderer=self.renderer)
            return
        super().full_clean()

    @property
    def filled(self) -> list[Form]:
        """The blocks in which something was entered; the blank ones do not count. After ``is_valid()``."""
        return [form for form in self.forms if form.has_changed()]

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """Each form with its heading."""
        return [self._block(form, number) for number, form in enumerate(self.forms, start=1)]

    @property
    def pattern(self) -> dict[str, Any]:
        """The blank block that the browser copies."""
        return self._block(self.empty_form, "__number__")

    def _block(self, form: Form, number: int | str) -> dict[str, Any]:
        return {"form": form, "title": self.item_title % {"number": number}}

    def error_lines(self) -> Iterator[FormError]:
        yield from [FormError(str(text), "") for text in self.non_form_errors()]
        for block in self.blocks:
            for line in block["form"].error_lines():
                text = gettext("%(block)s: %(error)s") % {"block": block["title"], "error": line.text}
                yield FormError(text, line.href)


def add_another(
    form: type[Form],
    *,
    item_title: str | Promise,
    add_label: str | Promise,
    blank: int = 1,
    least: int = 0,
    most: int = 100,
) -> type[AddAnotherFormSet]:
    """A repeated block of ``form``: ``add_another(PersonForm, item_title=_("Person %(number)s"), add_label=_("…"))``.

    ``blank`` blocks stand ready, ``least`` must be filled in, and there are never more than ``most``.
    """
    made = cast(
        type[AddAnotherFormSet],
        forms.formset_factory(
            form,
            formset=AddAnotherFormSet,
            extra=max(blank - least, 0),
            min_num=least,
            max_num=most,
            absolute_max=most,
            validate_min=least > 0,
            validate_max=True,
        ),
    )
    made.item_title, made.add_label = item_title, add_label
    made.__name__ = f"{form.__name__}s"
    return made
