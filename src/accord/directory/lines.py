"""Telephone lines that answer everywhere in Canada, day and night, free of charge.

Numbers as their keepers publish them: Emergency 9-1-1 and 2-1-1 and 9-8-8 (CRTC's short codes), the Canadian Human
Trafficking Hotline, Kids Help Phone, Hope for Wellness Helpline (Indigenous Services Canada).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Line:
    """``number`` as it is read, ``dial`` as a telephone takes it."""

    name: str | Promise
    number: str
    dial: str
    says: str | Promise


LINES = (
    Line(_("Canadian Human Trafficking Hotline"), "1-833-900-1010", "+18339001010",
         _("In confidence, in more than 200 languages. You decide what you tell and what happens next.")),
    Line(_("Suicide Crisis Helpline"), "988", "988", _("Call or text.")),
    Line(_("Kids Help Phone"), "1-800-668-6868", "+18006686868", _("For young people. Or text 686868.")),
    Line(_("Hope for Wellness Helpline"), "1-855-242-3310", "+18552423310", _("For Indigenous people.")),
    Line(_("211"), "211", "211", _("Every kind of community and social service near you.")),
)  # fmt: skip
