"""Names of languages: each in its own script to choose from, and in the reader's own to read."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Each in its own tongue and script, so that whoever speaks it finds it.
TONGUES = {
    "en": "English", "fr": "Français", "ar": "العربية", "es": "Español", "fa": "فارسی", "hi": "हिन्दी",
    "hu": "Magyar", "ko": "한국어", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "pt": "Português", "ro": "Română",
    "ru": "Русский", "so": "Soomaali", "ta": "தமிழ்", "th": "ไทย", "tl": "Tagalog", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文", "cr": "Nêhiyawêwin",
    "iu": "ᐃᓄᒃᑎᑐᑦ", "oj": "Anishinaabemowin",
}  # fmt: skip

# What CLDR's French does not name.
_NAMED = {"cr": _("Cree"), "oj": _("Ojibwe")}


def tongue_choices() -> list[tuple[str, str]]:
    """For workers who choose on somebody's behalf: in their own words, with the language's own: Spanish (Español)."""
    named = [(code, spoken(code), own) for code, own in TONGUES.items()]
    lines = [
        (code, name if name.casefold() == own.casefold() else f"{name} ({own})") for code, name, own in named
    ]
    return sorted(lines, key=lambda pair: pair[1].casefold())


def spoken(code: str) -> str:
    """The language in the reader's words: Spanish, espagnol. A code that nobody knows stays as it is."""
    if code in _NAMED:
        return str(_NAMED[code])
    reader = Locale("fr" if (get_language() or "en").startswith("fr") else "en")
    try:
        return Locale.parse(code).get_language_name(reader.language) or code
    except (UnknownLocaleError, ValueError):
        return code


def spoken_all(codes: str) -> str:
    """Codes set apart by commas, each in the reader's words: "es, fr" as "Spanish, French"."""
    return ", ".join(spoken(code.strip()) for code in codes.split(",") if code.strip())
