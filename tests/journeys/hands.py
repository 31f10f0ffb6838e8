"""The same deeds by the keyboard alone, counted as the mouse's are: a journey is told once and made both ways."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator

STOPS = 3  # keys of Tab to reach the next thing, on average


class ByKeyboard:
    """A visitor without a mouse. Focus goes to a thing and keys are pressed; what takes no focus fails here.

    Each thing costs a thought and ``STOPS`` keys to reach (``tally.py``). Everything else is the visitor's own.
    """

    def __init__(self, visitor: Any) -> None:
        self.visitor = visitor

    def __getattr__(self, name: str) -> Any:
        return getattr(self.visitor, name)

    def press(self, text: str, within: str = "main") -> None:
        found = self.page.locator(within).get_by_role("button", name=self.word(text), exact=True).first
        self._enter(found)

    def follow(self, text: str, within: str = "main") -> None:
        self._enter(self.page.locator(within).get_by_role("link", name=self.word(text)).first)

    def follow_to(self, href_part: str, within: str = "main") -> None:
        self._enter(self.page.locator(f"{within} a[href*='{href_part}']").first)

    def push(self, selector: str) -> None:
        self._enter(self.page.locator(selector).first)

    def write(self, name: str, text: str) -> None:
        self._reach(self.page.locator(f"[name='{name}']:visible"))
        self._key("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.tally.keys += len(text)

    def pick(self, name: str, value: str) -> None:
        """As typing the first letters of an option does."""
        field = self.page.locator(f"select[name='{name}']:visible")
        self._reach(field)
        field.select_option(value)
        self.tally.keys += 2

    def tick(self, name: str, value: str | None = None) -> None:
        which = f"[value='{value}']" if value is not None else ""
        box = self.page.locator(f"input[name='{name}']{which}").first
        if not box.is_checked():
            self._reach(box)
            self._key("Space")
        assert box.is_checked()

    def _enter(self, thing: Locator) -> None:
        if self.newcomer is not None:
            self.newcomer.before(thing)
        self._reach(thing)
        with self.page.expect_navigation():
            self._key("Enter")
        self.check_language()

    def _reach(self, thing: Locator) -> None:
        thing.focus()
        assert thing.evaluate("(each) => document.activeElement === each"), "cannot be reached with keys"
        self.tally.fields += 1
        self.tally.keys += STOPS

    def _key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.tally.keys += 1
