"""What the error summary of a page says, line by line."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms


class FormError(NamedTuple):
    """One line of the error summary: what is wrong, and the input to go to (empty when it is the whole form)."""

    text: str
    href: str


def form_error_lines(form: forms.BaseForm) -> Iterator[FormError]:
    """The error summary of any form, in the order of its fields."""
    yield from [FormError(str(text), "") for text in form.non_field_errors()]
    for bound in form:
        for text in bound.errors:
            yield FormError(str(text), getattr(bound, "error_href", f"#{bound.id_for_label}"))
