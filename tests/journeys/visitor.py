"""A person in front of a browser: what they do is counted, and what the browser complains of is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Locator, Page, Response

from tests.journeys.newcomer import Newcomer
from tests.journeys.tally import Tally

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async (source) => {
  if (!window.axe) (0, eval)(source)
  const found = await window.axe.run(document, { resultTypes: ['violations'] })
  const where = (each) => each.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')
  return found.violations.map((each) => `${each.id}: ${each.help} ${where(each)}`)
}"""


class Visitor:
    """One window. Texts are given in English and looked for in the window's language."""

    def __init__(self, page: Page, address: str, language: str, *, javascript: bool) -> None:
        self.page, self.address, self.language, self.javascript = page, address, language, javascript
        self.tally = Tally()
        self.newcomer: Newcomer | None = None
        self.problems: list[str] = []
        page.set_default_timeout(10_000)
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("pageerror", lambda error: self.problems.append(f"script: {error} on {page.url}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", self._answered)

    # ── Where ────────────────────────────────────────────────────────────────────────────────────────────────────

    def url(self, view: str, *args: Any) -> str:
        with translation.override(self.language):
            return self.address + reverse(view, args=args)

    def open(self, view: str, *args: Any, query: str = "") -> Response:
        answer = self.page.goto(self.url(view, *args) + query)
        assert answer is not None
        self.check_language()
        return answer

    def word(self, text: str) -> str:
        with translation.override(self.language):
            return translation.gettext(text)

    def says(self, text: str) -> bool:
        return self.word(text) in self.page.locator("body").inner_text()

    def check_language(self) -> None:
        if (lang := self.page.locator("html").get_attribute("lang")) != self.language:
            self.problems.append(f"lang={lang} on {self.page.url}")

    # ── What they do ─────────────────────────────────────────────────────────────────────────────────────────────

    def press(self, text: str, within: str = "main") -> None:
        self._click(self.page.locator(within).get_by_role("button", name=self.word(text), exact=True).first)

    def follow(self, text: str, within: str = "main") -> None:
        self._click(self.page.locator(within).get_by_role("link", name=self.word(text)).first)

    def follow_to(self, href_part: str, within: str = "main") -> None:
        self._click(self.page.locator(f"{within} a[href*='{href_part}']").first)

    def push(self, selector: str) -> None:
        """The first thing of its kind, such as a button whose name says a place."""
        self._click(self.page.locator(selector).first)

    def write(self, name: str, text: str) -> None:
        self.page.locator(f"[name='{name}']:visible").fill(text)
        self.tally.fields += 1
        self.tally.keys += len(text)

    def pick(self, name: str, value: str) -> None:
        """An option of a list: a letter or two choose it."""
        self.page.locator(f"select[name='{name}']:visible").select_option(value)
        self.tally.fields += 1
        self.tally.keys += 2

    def tick(self, name: str, value: str | None = None) -> None:
        """A radio or a box."""
        which = f"[value='{value}']" if value is not None else ""
        self.page.locator(f"input[name='{name}']{which}").first.check()
        self.tally.clicks += 1

    def choose_to_be(self, name: str) -> None:
        """The demonstration's sign-in: one click on an invented member."""
        self.page.goto(self.url("account_login"))
        self._click(self.page.get_by_role("button", name=name))

    def wait_until(self, seen: Callable[[], bool], *, seconds: float = 5, reload: bool = True) -> float:
        """Look again and again; the seconds it took."""
        began = time.monotonic()
        while not seen():
            if time.monotonic() - began > seconds:
                raise AssertionError(f"not within {seconds} s on {self.page.url}")
            if reload:
                self.page.reload()
            else:
                self.page.wait_for_timeout(50)
        return time.monotonic() - began

    @contextmanager
    def counting(self) -> Iterator[Tally]:
        """What is done within, by itself."""
        outer, self.tally = self.tally, Tally()
        try:
            yield self.tally
        finally:
            for name in ("clicks", "fields", "keys", "waited"):
                setattr(outer, name, getattr(outer, name) + getattr(self.tally, name))
            self.tally = outer

    def _click(self, what: Locator) -> None:
        if self.newcomer is not None:
            self.newcomer.before(what)
        began = time.monotonic()
        what.click()
        self.page.wait_for_load_state()
        self.tally.waited += time.monotonic() - began
        self.tally.clicks += 1
        self.check_language()

    # ── What is wrong ────────────────────────────────────────────────────────────────────────────────────────────

    def axe(self) -> list[str]:
        return [f"{self.language} {self.page.url}: {each}" for each in self.page.evaluate(RUN_AXE, _axe())]

    def too_wide(self, width: int = 320) -> list[str]:
        """Whether the page scrolls sideways in so narrow a window."""
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": width, "height": 800})
        found = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(before or {"width": 1280, "height": 900})
        return (
            [f"{self.language} {self.page.url}: {found} px wide in a window of {width}"]
            if found > width
            else []
        )

    def _heard(self, kind: str, text: str) -> None:
        # A page that answers 404 or 409 on purpose is no fault; what fails to load is judged by its answer.
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self.problems.append(f"console: {text} on {self.page.url}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.problems.append(f"off-origin: {url} from {self.page.url}")

    def _answered(self, answer: Response) -> None:
        is_page = answer.request.resource_type == "document"
        if answer.status >= 500 or (answer.status >= 400 and not is_page and answer.request.method == "GET"):
            self.problems.append(f"{answer.status}: {answer.url}")
        if is_page and answer.status == 200 and "no-store" not in answer.headers.get("cache-control", ""):
            self.problems.append(f"kept by the browser: {answer.url}")


_axe_source: list[str] = []


def _axe() -> str:
    if not _axe_source:
        _axe_source.append(AXE.read_text())
    return _axe_source[0]
