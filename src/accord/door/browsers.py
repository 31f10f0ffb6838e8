"""A browser's name as its owner would say it, for the list of sessions. The full text of its header is kept nowhere."""

from __future__ import annotations

# The first that is found counts: Edge also says Chrome, Chrome also says Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def name_of_browser(header: str) -> str:
    """``Mozilla/5.0 (Windows NT 10.0; …) … Firefox/133.0`` is "Firefox, Windows"; "" where nothing is known."""
    return ", ".join(filter(None, [_first(BROWSERS, header), _first(SYSTEMS, header)]))


def _first(names: dict[str, str], header: str) -> str:
    return next((name for mark, name in names.items() if mark in header), "")
