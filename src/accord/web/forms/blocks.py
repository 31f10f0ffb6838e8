"""Blocks that may be repeated ("add another"), with and without JavaScript."""

import re
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accord.web.forms.errors import FormError
from accord.web.forms.rendering import GovukRenderer

ADD = "-add-another"
REMOVE = "-remove-block"
PUT_BACK = (
    f"kept{ADD}"  # beside fields that were kept for their owner: drawn to go on with, and judged by nobody
)


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
    def filled(self) -> list[forms.BaseForm]:
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

    def _block(self, form: forms.BaseForm, number: int | str) -> dict[str, Any]:
        return {"form": form, "title": self.item_title % {"number": number}}

    def error_lines(self) -> Iterator[FormError]:
        yield from [FormError(str(text), "") for text in self.non_form_errors()]
        for block in self.blocks:
            for line in block["form"].error_lines():
                text = gettext("%(block)s: %(error)s") % {"block": block["title"], "error": line.text}
                yield FormError(text, line.href)


def add_another(
    form: type[forms.BaseForm],
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
