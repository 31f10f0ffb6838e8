"""The word that a person says at the door: one noun spelt the same in English and French, and two figures.

It is told by phone or on a card, in any accent, and names nobody. 64 nouns and 90 numbers: a guess opens no door.
"""

from __future__ import annotations

import re
import secrets

from accord.linkage.folding import to_ascii

NOUNS = (
    "album", "atlas", "ballet", "banjo", "bonbon", "cactus", "canyon", "cello", "chorus", "citron", "cobra", "concert",
    "condor", "cosmos", "dahlia", "delta", "domino", "festival", "fiesta", "forum", "gazelle", "gong", "harmonica",
    "hibiscus", "horizon", "image", "iris", "jaguar", "kayak", "kiwi", "koala", "lion", "lotus", "magnolia", "mambo",
    "melon", "mimosa", "nature", "orange", "page", "panda", "parasol", "photo", "piano", "pirate", "polka", "prairie",
    "puma", "radio", "robot", "rumba", "safari", "saga", "salsa", "samba", "silence", "sofa", "solo", "studio",
    "table", "tango", "train", "village", "violet",
)  # fmt: skip
_PARTS = re.compile(r"[a-z]+|\d+")


def new_word() -> str:
    """``piano 47``"""
    return f"{secrets.choice(NOUNS)} {secrets.randbelow(90) + 10}"


def plain(said: str) -> str:
    """As it is compared: ``Piano-47`` is ``piano 47``."""
    return " ".join(_PARTS.findall(to_ascii(said)))
