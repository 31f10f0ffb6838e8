"""Handles on a platform → ``platform:name``."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

from accord.linkage.folding import fold
from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood
from accord.linkage.identifiers.phone import normalise_phone

_ALIASES = {
    "instagram": ("ig", "insta", "instagramcom", "instagr", "instagramme"),
    "facebook": ("fb", "face", "facebookcom", "fbcom", "meta"),
    "messenger": ("fbmessenger", "facebookmessenger", "mme"),
    "snapchat": ("snap", "sc", "snapchatcom"),
    "tiktok": ("tik", "tt", "tiktokcom", "douyin"),
    "x": ("twitter", "xcom", "twittercom", "xtwitter"),
    "telegram": ("tg", "telegramme", "tme", "telegramme", "telegramorg"),
    "whatsapp": ("wa", "whatsap", "wame", "whatsappcom"),
    "signal": ("signalmessenger",),
    "wechat": ("weixin", "wx"),
    "onlyfans": ("of", "onlyfanscom"),
    "fansly": ("fanslycom",),
    "kik": ("kikmessenger", "kikme"),
    "discord": ("discordapp", "disc", "discordcom"),
    "youtube": ("yt", "youtubecom"),
    "linkedin": ("linkedincom",),
    "tinder": ("tindercom",),
    "seeking": ("seekingarrangement", "seekingcom"),
    "leolist": ("leolistcc",),
    "tryst": ("trystlink",),
}
PLATFORMS = {alias: platform for platform, aliases in _ALIASES.items() for alias in (platform, *aliases)}
"""Folded alias → platform."""

_HOSTS = {
    "instagram.com": "instagram", "facebook.com": "facebook", "fb.com": "facebook", "m.me": "messenger",
    "snapchat.com": "snapchat", "tiktok.com": "tiktok", "twitter.com": "x", "x.com": "x", "t.me": "telegram",
    "telegram.me": "telegram", "wa.me": "whatsapp", "onlyfans.com": "onlyfans", "fansly.com": "fansly",
    "kik.me": "kik", "youtube.com": "youtube", "tryst.link": "tryst",
}  # fmt: skip
_URL = re.compile(
    r"(?:https?://)?(?:www\.|m\.|mobile\.)?([a-z0-9.-]+\.[a-z]{2,})/(?:add/|u/|user/|c/)?([^/?#\s]+)(?:[/?#]\S*)?",
    re.I,
)
_BAD = re.compile(r"[\s\x00-\x1f\x7f/\\<>\"]")
_NUMBERED = frozenset({"whatsapp", "signal"})


def platform_code(name: str) -> str:
    """Return the platform's code for any of its names (``"Insta"`` → ``"instagram"``), unknown ones folded."""
    folded = fold(name)
    return PLATFORMS.get(folded, folded)


def normalise_handle(value: str, platform: str, region: str = "CA") -> Normal:
    """Return a handle as ``platform:name``, lower case, without ``@``; profile addresses are understood.

    WhatsApp and Signal handles that are phone numbers become E.164. Raises NotUnderstood.
    """
    code, name = platform_code(platform), unicodedata.normalize("NFKC", value).strip()
    address = _URL.fullmatch(name)
    if address and address.group(1).lower() in _HOSTS:
        code, name = _HOSTS[address.group(1).lower()], address.group(2)
    head, colon, tail = name.partition(":")
    if colon and tail.strip() and (fold(head) in PLATFORMS or (code and fold(head) == code)):
        code, name = platform_code(head), tail.strip()
    name = unicodedata.normalize("NFKC", name.casefold()).strip().lstrip("@").strip()
    if not name:
        raise NotUnderstood("handle.empty", value)
    if not code:
        raise NotUnderstood("handle.no_platform", value)
    if code in _NUMBERED and sum(character.isdigit() for character in name) >= 7:
        with suppress(NotUnderstood):
            name = normalise_phone(name, region).form
    if _BAD.search(name):
        raise NotUnderstood("handle.bad_characters", value)
    return Normal(IdentifierKind.HANDLE, f"{code}:{name}", f"{code}:{name}")
