"""``{{ code|tongue }}``: the name of a language in the reader's words."""

from django import template

from accord.web.tongues import spoken

register = template.Library()


@register.filter
def tongue(code: str | None) -> str:
    return spoken(code) if code else ""
