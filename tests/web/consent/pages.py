"""Filling in the pages of agreements as a worker does, one after the other, without a script."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation


def url(name: str, *args: Any, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"consent:{name}", args=args)


def hidden(page: str) -> dict[str, list[str]]:
    """What a browser would send along unseen."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(unescape(value))
    return found


def send(browser: Client, address: str, page: str, **typed: Any) -> Any:
    return browser.post(address, hidden(page) | typed)


def ask(browser: Client, address: str, terms: dict[str, Any], answer: dict[str, Any], *, purpose: str) -> Any:
    """All four pages; the answer to the last."""
    page = browser.get(address).content.decode()
    page = send(browser, address, page, purpose=purpose, step="purpose").content.decode()
    page = send(browser, address, page, **terms, step="terms").content.decode()
    page = send(browser, address, page, **answer, step="read").content.decode()
    return send(browser, address, page, step="check")
