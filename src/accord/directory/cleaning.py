"""Single values of messy lists, made into what the directory keeps; None or empty for what cannot be read."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

LANGUAGES = {
    "english": "en", "anglais": "en", "french": "fr", "français": "fr", "francais": "fr", "spanish": "es",
    "español": "es", "arabic": "ar", "mandarin": "zh", "cantonese": "zh", "chinese": "zh", "punjabi": "pa",
    "tagalog": "tl", "urdu": "ur", "hindi": "hi", "farsi": "fa", "persian": "fa", "portuguese": "pt",
    "russian": "ru", "ukrainian": "uk", "vietnamese": "vi", "somali": "so", "tamil": "ta", "korean": "ko",
    "polish": "pl", "italian": "it", "german": "de", "romanian": "ro", "hungarian": "hu", "thai": "th",
    "slovak": "sk", "cree": "cr", "ojibway": "oj", "ojibwe": "oj", "inuktitut": "iu", "turkish": "tr",
}  # fmt: skip
WEEKDAYS = {
    name: code
    for code, names in {
        "MO": "monday mon lundi 1", "TU": "tuesday tue tues mardi 2", "WE": "wednesday wed mercredi 3",
        "TH": "thursday thu thurs jeudi 4", "FR": "friday fri vendredi 5", "SA": "saturday sat samedi 6",
        "SU": "sunday sun dimanche 7",
    }.items()
    for name in [*names.split(), code.lower()]
}  # fmt: skip
YES, NO = {"yes", "oui", "true", "1", "y"}, {"no", "non", "false", "0", "n"}


BLANK = re.compile(r"[ \t\r\n\f\v]+")
FRENCH_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"  # before : ? ! and within « »


def text(value: Any) -> str:
    """Words on one line, without control characters; lists joined by commas."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(text, value)))
    printable = "".join(c if c.isprintable() or c in FRENCH_SPACES else " " for c in str(value))
    return BLANK.sub(" ", printable).strip()


def prose(value: Any) -> str:
    """Words in their lines, each without control characters; no empty line at either end, nor two in a row."""
    if not isinstance(value, str):
        return text(value)
    lines = [text(line) for line in re.split(r"\r\n|[\r\n]", value)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def words(value: Any) -> list[str]:
    """The parts of a list, or of a text set apart by commas, semicolons, bars or line breaks; none twice."""
    parts = value if isinstance(value, list) else re.split(r"[,;|\n\r]+", "" if value is None else str(value))
    return list(dict.fromkeys(filter(None, map(text, parts))))


def language(value: str) -> str:
    """The ISO 639-1 code of a language's name or code; empty for one that is not known."""
    lowered = text(value).casefold()
    return LANGUAGES.get(lowered) or (
        lowered[:2] if re.fullmatch(r"[a-z]{2}([-_][a-z]{2})?", lowered) else ""
    )


def weekday(value: Any) -> str:
    return WEEKDAYS.get(text(value).casefold(), "")


def day(value: Any) -> date | None:
    try:
        return datetime.fromisoformat(text(value).replace("Z", "+00:00")).date() if text(value) else None
    except ValueError:
        return None


def clock(value: Any) -> time | None:
    """Hours and minutes of 9:00, 09:00:00, 09:00Z or 5:30 pm."""
    found = re.match(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*([ap]\.?m)?", text(value), re.IGNORECASE)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()[:1]
    hour = hour % 12 + 12 * (half == "p") if half else hour % 24
    return time(hour, minute) if minute < 60 else None


def number(value: Any) -> float | None:
    try:
        found = float(text(value))
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None


def age(value: Any) -> int | None:
    found = number(value)
    return int(found) if found is not None and 0 <= found <= 130 else None


def truth(value: Any) -> bool | None:
    said = text(value).casefold()
    return True if said in YES else False if said in NO else None


def point(latitude: Any, longitude: Any) -> tuple[float | None, float | None]:
    """Both or neither, in degrees; 0, 0 is nobody's address."""
    north, east = number(latitude), number(longitude)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180 or (north, east) == (0, 0):
        return None, None
    return north, east


def address(value: Any) -> str:
    """A web address with its scheme; empty for what is none."""
    said = text(value)
    if re.match(r"https?://[^\s/]+\.[^\s]+$", said, re.IGNORECASE):
        return said
    return f"https://{said}" if re.fullmatch(r"(www\.)[\w.-]+\.\w{2,}(/\S*)?", said) else ""


def mail(value: Any) -> str:
    said = text(value)
    return said if re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+", said) else ""
