"""Somebody who signs in to a running demonstration and reads its pages, as a browser without scripts would."""

from __future__ import annotations

import html
import json
import re
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener


class Reader:
    """Signed in as the member of this name, on the demonstration at ``port`` whose data lie in ``data``."""

    def __init__(self, port: int, data: Path, name: str) -> None:
        self.data = data
        self._root = f"http://localhost:{port}"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        people = json.loads((data / "demo-members.json").read_text())
        member = next(each["member_id"] for each in people if each["name"] == name)
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page("/en/login/")))
        self.page("/en/login/as/", member=member, csrfmiddlewaretoken=token)

    def page(self, path: str, **sent: str) -> str:
        body = urlencode(sent).encode() if sent else None
        with self._opener.open(self._root + path, body, timeout=30) as answer:
            return answer.read().decode()

    def text(self, path: str) -> str:
        """The words of a page, without its tags."""
        return html.unescape(re.sub(r"<[^>]*>", " ", self.page(path)))

    def truth(self) -> dict[str, Any]:
        """What really happened in the story."""
        told: dict[str, Any] = json.loads((self.data / "story-truth.json").read_text())
        return told
