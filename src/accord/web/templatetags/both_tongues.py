"""``{{ words|worded }}``: what the screening engine and reference data say in both languages, in the reader's."""

from typing import Any

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def worded(words: Any) -> str:
    return words.in_language(get_language() or "en") if words else ""
