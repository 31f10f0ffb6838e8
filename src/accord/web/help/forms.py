"""What is asked of somebody who looks for help: nothing that must be answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.directory.vocabulary import Need
from accord.web import forms as web

# Each in its own tongue and script, so that whoever speaks it finds it.
TONGUES = {
    "en": "English", "fr": "Français", "ar": "العربية", "es": "Español", "fa": "فارسی", "hi": "हिन्दी",
    "hu": "Magyar", "ko": "한국어", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "pt": "Português", "ro": "Română",
    "ru": "Русский", "so": "Soomaali", "ta": "தமிழ்", "th": "ไทย", "tl": "Tagalog", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文", "cr": "Nêhiyawêwin",
    "iu": "ᐃᓄᒃᑎᑐᑦ", "oj": "Anishinaabemowin",
}  # fmt: skip


class HelpForm(web.Form):
    mark_optional = False
    need = forms.ChoiceField(
        label=_("What do you need?"), required=False, choices=[("", _("Anything")), *Need.choices]
    )
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("A town, a street, or the beginning of a postal code. Leave it empty to see everywhere."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("In which language?"), required=False, choices=[("", _("Any language")), *TONGUES.items()]
    )
