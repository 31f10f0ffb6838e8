"""The base of every form of ours."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
)
from django.forms.utils import ErrorDict
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accord.web.forms.blocks import AddAnotherFormSet, blocks_were_changed
from accord.web.forms.errors import FormError, form_error_lines
from accord.web.forms.rendering import GovukRenderer


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
    nested: dict[str, type[AddAnotherFormSet]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _name_the_field(field)
        self.nested_formsets = {name: self._nested(name, formset) for name, formset in self.nested.items()}

    def _nested(self, name: str, formset: type[AddAnotherFormSet]) -> AddAnotherFormSet:
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
        for field in self.fields.values():
            _name_the_field(field)  # those, too, that a form adds once it is made
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
                for name in revealed:
                    yield name, value in {str(item) for item in chosen}

    def get_context(self) -> dict[str, Any]:
        """Fields that an option reveals are drawn under that option, so not again by themselves."""
        revealed = {
            name for field in self.fields.values() for names in _reveals(field).values() for name in names
        }
        context = super().get_context()
        context["fields"] = [pair for pair in context["fields"] if pair[0].name not in revealed]
        return context

    def error_lines(self) -> Iterator[FormError]:
        yield from form_error_lines(self)
        for formset in self.nested_formsets.values():
            yield from formset.error_lines()


def _reveals(field: forms.Field) -> dict[str, tuple[str, ...]]:
    return getattr(field.widget, "reveals", {})


# Django's own, which repeat what was sent and do not say what to do.
_STRANGE_CHOICES = (
    *forms.MultipleChoiceField.default_error_messages.values(),
    forms.ModelChoiceField.default_error_messages["invalid_choice"],
)


_OURS: dict[type, Any] = {
    MinValueValidator: _("“{label}” must be %(limit_value)s or more"),
    MaxValueValidator: _("“{label}” must be %(limit_value)s or less"),
    ProhibitNullCharactersValidator: _("“{label}” holds a sign that cannot be kept: type it anew"),
}


def _name_the_field(field: forms.Field) -> None:
    """Say which answer is missing or too long: in a summary of ten lines, "This field is required" helps nobody."""
    if not field.label:
        return
    label = str(field.label).replace("%", "%%")
    if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
        choice = isinstance(field.widget, forms.Select | forms.RadioSelect | forms.CheckboxInput)
        message = _("Choose an answer for “{label}”") if choice else _("Fill in “{label}”")
        field.error_messages["required"] = format_lazy(message, label=field.label)
    for told in ("invalid_choice", "invalid_list"):
        if field.error_messages.get(told) in _STRANGE_CHOICES:
            message = _("Choose an answer for “{label}” among those that are offered")
            field.error_messages[told] = format_lazy(message, label=label)
    field.validators = [
        _spoken(each) if type(each) is MaxLengthValidator else each for each in field.validators
    ]
    for each in field.validators:
        if type(each) in _OURS:
            validator: Any = each
            validator.message = format_lazy(_OURS[type(each)], label=label)
    field.error_messages.setdefault(
        "max_length",
        format_lazy(
            _("“{label}” is too long: %(show_value)s characters, and %(limit_value)s is the most"),
            label=label,
        ),
    )


class _SpokenMaxLength(MaxLengthValidator):
    """Django's, with its figures as the reader's language groups them: 1,000 or 1 000."""

    def __call__(self, value: Any) -> None:
        try:
            super().__call__(value)
        except ValidationError as error:
            error.params = {
                name: number_format(each, force_grouping=True) if isinstance(each, int) else each
                for name, each in (error.params or {}).items()
            }
            raise


def _spoken(validator: MaxLengthValidator) -> MaxLengthValidator:
    return _SpokenMaxLength(validator.limit_value, validator.message)


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
