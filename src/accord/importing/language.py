"""In which language a command speaks to who types it."""

from __future__ import annotations

import os


def operators_language() -> str:
    """French where the shell says so (LC_ALL, LC_MESSAGES, LANG, the first that is set), else English."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "fr" if said.lower().startswith("fr") else "en"
