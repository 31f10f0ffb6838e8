"""Provinces and languages to choose from."""

from __future__ import annotations

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from accord.support.screening import provinces
from accord.web.tongues import tongue_choices


def province_choices() -> list[tuple[str, str]]:
    language = get_language() or "en"
    known = [(code, each.name.in_language(language)) for code, each in provinces().items()]
    return [("", str(pgettext_lazy("province", "Not known"))), *sorted(known, key=lambda pair: pair[1])]


def language_choices() -> list[tuple[str, str]]:
    """As a worker chooses for somebody, or not known."""
    return [("", _("Not known")), *tongue_choices()]
