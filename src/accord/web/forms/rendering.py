"""How a field is drawn: the site's renderer and the bound field behind every template of a form."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from accord.web.forms.widgets import DateInput, DateParts


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
        """Radios and checkboxes, each with its hint and the fields it reveals."""
        return [self._option(subwidget.data) for subwidget in self.subwidgets]

    def _option(self, data: dict[str, Any]) -> dict[str, Any]:
        widget, value = self.field.widget, str(data["value"])
        revealed = getattr(widget, "reveals", {}).get(value, ())
        return {
            **data,
            "id": data["attrs"].get("id", ""),
            "hint": getattr(widget, "hints", {}).get(value),
            "reveals": [self.form[name] for name in revealed],
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
