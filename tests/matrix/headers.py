"""What must stand around every answer, whoever asked, and what must not: headers, cookies, the page's title.

A title stays in the browser's history and a file's name in a folder of downloads: neither may carry a word of a person,
even for whoever may read the page itself.
"""

from __future__ import annotations

import base64
import html
import re
from typing import Any
from urllib.parse import unquote

from accord.linkage.folding import fold
from tests.matrix import stage
from tests.matrix.stages import support

# What every answer says, and what it must hold.
SAID = {
    "Referrer-Policy": ("same-origin",),
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
    "Content-Security-Policy": ("frame-ancestors 'none'", "default-src 'self'", "form-action 'self'"),
    "Cache-Control": ("no-store",),
}
# A validator of what is not kept only lets two answers be compared; times of the server are no one's business.
UNSAID = ("ETag", "Last-Modified", "Server-Timing", "X-Powered-By", "Server")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# The title of a desk or of a case is what its own people gave it, and stands in the heading of every page of it.
GIVEN = {"Northern desk", "Harbour"}
DOTTED = re.compile(r"[\w-]{16,}")  # what a cookie may hold in base64


def amiss(answer: Any) -> list[str]:
    """What is wrong with one answer, in words."""
    wrong = [
        f"{name} says {answer.headers.get(name, 'nothing')!r}"
        for name, words in SAID.items()
        if not all(word in answer.headers.get(name, "") for word in words)
    ]
    wrong += [f"{name} is sent" for name in UNSAID if name in answer.headers]
    for cookie in answer.cookies.values():
        if cookie.value and not (cookie["httponly"] and cookie["samesite"]):
            wrong.append(f"the cookie {cookie.key} is open to scripts or to other sites")
    secrets = {*stage.SECRETS, *support.SECRETS}
    around = f"{answer.headers}\n{answer.cookies.output()}"
    wrong += [f"a header or a cookie says {word!r}" for word in sorted(secrets) if _says(around, word)]
    title = TITLE.search("" if answer.streaming else answer.content.decode(errors="replace"))
    if title:
        told = html.unescape(title[1])
        wrong += [f"the title says {word!r}" for word in sorted(secrets - GIVEN) if _says(told, word)]
    return wrong


def _says(text: str, word: str) -> bool:
    """In plain, in percent signs, or within base64."""
    opened = [text, unquote(text)]
    for each in DOTTED.findall(text):
        whole = each[: len(each) // 4 * 4]
        opened.append(base64.urlsafe_b64decode(whole).decode(errors="replace"))
    return any(fold(word) in fold(one) for one in opened)
