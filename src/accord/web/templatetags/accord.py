"""Pieces of a page: ``{% load accord %}``. How a page is made with them stands in ``components/README.md``."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import phonenumbers
from django import forms, template
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy

from accord.web.forms import FormError, form_error_lines, spoken_date

register = template.Library()


# ── Words and figures ────────────────────────────────────────────────────────────────────────────────────────────────


@register.filter(expects_localtime=True)
def localdate(value: dt.date | None) -> str:
    """March 27, 1998 · 27 mars 1998 · 1er mars 1998"""
    return spoken_date(value) if value else ""


@register.filter(expects_localtime=True)
def localtime(value: dt.datetime | dt.time | None) -> str:
    """14:05 · 14 h 05"""
    if value is None or value == "":
        return ""
    french = (translation.get_language() or "").startswith("fr")
    return f"{value.hour}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{value:%M}" if french else f"{value:%H:%M}"


@register.filter(expects_localtime=True)
def localdatetime(value: dt.datetime | None) -> SafeString | str:
    """March 27, 2026, 14:05, inside a ``<time>`` that machines can read."""
    if not value:
        return ""
    text = gettext("%(date)s at %(time)s") % {"date": localdate(value), "time": localtime(value)}
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.filter
def figure(value: int) -> str:
    """12,345 · 12 345"""
    return number_format(value, force_grouping=True)


@register.filter
def phone(value: str | None) -> str:
    """+15145550199 as +1 514-555-0199; what is no phone number stays as it was typed."""
    try:
        number = phonenumbers.parse(value or "", "CA")
    except phonenumbers.NumberParseException:
        return value or ""
    if not phonenumbers.is_possible_number(number):
        return value or ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@register.filter
def bdi(value: Any) -> SafeString | str:
    """A name in any script, kept from turning the words around it."""
    return format_html('<bdi dir="auto">{}</bdi>', value) if value else ""


BANDS = {
    "strong": (pgettext_lazy("strength of a match", "Strong"), "teal"),
    "medium": (pgettext_lazy("strength of a match", "Medium"), "blue"),
    "weak": (pgettext_lazy("strength of a match", "Weak"), "grey"),
}


@register.filter
def band(strength: Any) -> SafeString:
    """The tag of a strength band: strong, medium or weak."""
    text, colour = BANDS.get(str(strength), (strength, "grey"))
    return tag(text, colour)


@register.simple_tag
def tag(text: Any, colour: str = "") -> SafeString:
    """A status. Colours: grey, green, teal, blue, purple, magenta, red, orange, yellow; the words must do without."""
    return format_html(
        '<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text
    )


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def field(bound: forms.BoundField, **options: Any) -> SafeString:
    """A field with ``label_size="m"``, ``page_heading=True``, ``prefix="$"`` or ``suffix="%"``."""
    return bound.render(context={**bound.get_context(), **options})


@register.inclusion_tag("components/error_summary.html")
def error_summary(*parts: Any) -> dict[str, Any]:
    """What is wrong in these forms and formsets, each line leading to its input; nothing when all is well."""
    return {"errors": list(_error_lines(parts))}


@register.simple_tag
def error_prefix(*parts: Any) -> str:
    """ "Error: " before the page title, which is what a screen reader says first."""
    return gettext("Error:") + " " if any(True for _line in _error_lines(parts)) else ""


def _error_lines(parts: Iterable[Any]) -> Iterator[FormError]:
    for part in filter(None, parts):
        if hasattr(part, "error_lines"):
            yield from part.error_lines()
        elif isinstance(part, forms.BaseForm) and part.is_bound:
            yield from form_error_lines(part)


@register.inclusion_tag("components/button.html")
def button(
    text: Any, *, href: str = "", variant: str = "", name: str = "", value: str = "", form: str = ""
) -> dict:
    """A button that submits once. Variants: secondary, warning, inverse; with ``href`` a link that looks like one."""
    return {"text": text, "href": href, "variant": variant, "name": name, "value": value, "form": form}


class Chip(NamedTuple):
    """One active filter, and the address of the page without it."""

    label: str
    text: str
    href: str


@register.inclusion_tag("components/filter.html", takes_context=True)
def filter_panel(context: Context, form: forms.BaseForm, title: str = "") -> dict[str, Any]:
    """The filter beside a list: a GET form, unfiltered at first, with a chip to take each active filter away."""
    request: HttpRequest = context["request"]
    return {"form": form, "title": title, "chips": list(_chips(form, request.GET)), "clear_url": request.path}


def _chips(form: forms.BaseForm, query: QueryDict) -> Iterator[Chip]:
    for bound in form:
        for value in filter(None, query.getlist(bound.html_name)):
            rest = query.copy()
            rest.pop("page", None)
            rest.setlist(
                bound.html_name, [other for other in query.getlist(bound.html_name) if other != value]
            )
            names = {str(key): label for key, label in _flat_choices(bound.field)}
            yield Chip(str(bound.label), str(names.get(value, value)), f"?{rest.urlencode()}")


def _flat_choices(field: forms.Field) -> Iterator[tuple[Any, Any]]:
    for key, label in getattr(field, "choices", ()):
        yield from label if isinstance(label, list | tuple) else [(key, label)]


# ── Pieces of text ───────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_block_tag
def details(content: SafeString, summary: Any) -> SafeString:
    """Help that only some need: ``{% details "What is a seat?" %}…{% enddetails %}``."""
    return render_to_string("components/details.html", {"summary": summary, "content": content})


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: SafeString) -> SafeString:
    """What has serious consequences, before the button that has them."""
    return render_to_string("components/warning.html", {"content": content})


@register.simple_block_tag
def notice(content: SafeString, title: Any = "", kind: str = "") -> SafeString:
    """A banner at the top of the page; ``kind="success"`` says that something is done."""
    return render_to_string(
        "components/notification.html", {"content": content, "title": title, "kind": kind}
    )


@register.simple_block_tag
def panel(content: SafeString, title: Any) -> SafeString:
    """The one big confirmation at the end of a flow."""
    return render_to_string("components/panel.html", {"content": content, "title": title})


@register.simple_block_tag
def interruption(content: SafeString, title: Any) -> SafeString:
    """A card that stops the reader once, with inverse buttons inside."""
    return render_to_string("components/interruption.html", {"content": content, "title": title})


@register.inclusion_tag("components/empty.html")
def empty(sentence: Any, action: Any = "", href: str = "") -> dict[str, Any]:
    """An empty list: one sentence and the next action."""
    return {"sentence": sentence, "action": action, "href": href}


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[Any], classes: str = "") -> dict[str, Any]:
    """Facts: ``(key, value)`` or ``(key, value, href, "Change")``. An empty value reads "Not recorded"."""
    fields = ("key", "value", "href", "action")
    return {"rows": [dict(zip(fields, row, strict=False)) for row in rows], "classes": classes}


@register.simple_block_tag
def summary_row(content: SafeString, key: Any, href: str = "", action: Any = "") -> SafeString:
    """One fact whose value needs markup, inside ``<dl class="govuk-summary-list">``."""
    row = {"key": key, "value": content, "href": href, "action": action}
    return render_to_string("components/summary_row.html", {"row": row})


@register.inclusion_tag("components/table.html")
def table(
    caption: Any, head: Iterable[Any], rows: Iterable[Iterable[Any]], numeric: str = "", **kwargs: Any
) -> dict:
    """A table whose first column names the row. ``numeric="2 3"`` aligns those columns to the right.

    ``caption_size`` is s, m or l; ``quiet=True`` leaves the caption to screen readers.
    """
    right = {int(column) for column in numeric.split()}
    return {
        "caption": caption,
        "head": [(text, number in right) for number, text in enumerate(head, start=1)],
        "rows": [[(cell, number in right) for number, cell in enumerate(row, start=1)] for row in rows],
        **kwargs,
    }


@register.inclusion_tag("components/side_by_side.html")
def side_by_side(caption: Any, left: Any, right: Any, rows: Iterable[tuple]) -> dict[str, Any]:
    """Two records, field by field: ``(label, ours, theirs, verdict)``; verdict "same", "different" or empty."""
    return {"caption": caption, "left": left, "right": right, "rows": list(rows)}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Iterable[Any], level: int = 2) -> dict[str, Any]:
    """What has happened, newest first: mappings or objects with title, when, and perhaps by, text, href."""
    return {"items": items, "heading": f"h{level}"}


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Iterable[Any]) -> dict[str, Any]:
    """Tasks with title, status, and perhaps href, hint, colour. Without href it cannot start yet."""
    return {"tasks": tasks}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any = None, previous: str = "", following: str = "") -> dict[str, Any]:
    """Pages of a Django ``Page``, or only ``previous`` and ``following`` addresses where totals must not be told."""
    if page is None:
        return {"previous": previous, "next": following}
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    numbers = [number if isinstance(number, int) else None for number in shown]
    return {
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "pages": [(n, address(n) if n else "", n == page.number) for n in numbers],
    }


# ── The frame ────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/back_link.html")
def back_link(href: str, text: Any = "") -> dict[str, Any]:
    return {"href": href, "text": text}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*pairs: Any) -> dict[str, Any]:
    """``{% breadcrumbs home_url "Home" cases_url "Cases" %}``: address and text in turn, the way back from here."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("components/exit_this_page.html", takes_context=True)
def exit_this_page(context: Context) -> dict[str, Any]:
    """The red button of public and support pages; pressing Shift three times does the same."""
    return {"href": exit_href(context)}


@register.simple_tag(takes_context=True)
def exit_href(context: Context) -> str:
    """``exit_url``, which ends the session and then leads elsewhere; without one, elsewhere at once."""
    return context.get("exit_url") or ELSEWHERE[_language()]


# Where "Exit this page" ends: plain, quick to load, believable on anybody's screen, and in both languages.
ELSEWHERE = {"en": "https://weather.gc.ca/", "fr": "https://meteo.gc.ca/"}


def _language() -> str:
    return "fr" if (translation.get_language() or "").startswith("fr") else "en"


@register.simple_tag(takes_context=True)
def other_language_url(context: Context) -> str:
    """This page, with its query, in the other language: /en/cases?q=a becomes /fr/cases?q=a."""
    if given := context.get("other_language_url"):
        return given
    request = context.get("request")
    here = request.get_full_path() if request else "/en/"
    swapped, times = re.subn(r"^/(en|fr)(?=/|$|\?)", lambda at: "/fr" if at[1] == "en" else "/en", here)
    return swapped if times else f"/{'en' if _language() == 'fr' else 'fr'}/"
