"""Filing and answering without a mouse."""

from __future__ import annotations

import pytest

from tests.journeys.people import PLATE, montreal, niagara

MOST_TABS = 120


class Keys:
    """Tab to a place, type, go on. Every stop must show where the focus is."""

    def __init__(self, visitor):
        self.visitor, self.keyboard, self.pressed = visitor, visitor.page.keyboard, 0

    def key(self, name):
        self.keyboard.press(name)
        self.pressed += 1

    def to(self, selector):
        """Press Tab until there."""
        for _ in range(MOST_TABS):
            if self.visitor.page.evaluate("(to) => document.activeElement.matches(to)", selector):
                return
            self.key("Tab")
            self._check_focus_shows()
        raise AssertionError(f"{selector} is not reached by Tab on {self.visitor.page.url}")

    def write(self, name, text):
        self.to(f"[name='{name}']")
        self.keyboard.type(text)
        self.pressed += len(text)

    def enter(self, selector):
        self.to(selector)
        with self.visitor.page.expect_navigation():
            self.key("Enter")

    def _check_focus_shows(self):
        shown = self.visitor.page.evaluate(FOCUS_SHOWS)
        assert shown is True, f"no visible focus on {shown} at {self.visitor.page.url}"


# An outline, a shadow or a ground that is not there without focus: on the element or, for radios and boxes, its label.
FOCUS_SHOWS = """() => {
  const focused = document.activeElement
  if (focused === document.body) return true
  const looks = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo)
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none'
  }
  const label = focused.id ? document.querySelector(`label[for="${CSS.escape(focused.id)}"]`) : null
  const shows = looks(focused) || (label && (looks(label, '::before') || looks(label)))
  return shows ? true : focused.outerHTML.slice(0, 160)
}"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_filing_and_answering_by_keyboard_alone(world, stack, visit, language):
    north, south = montreal(world), niagara(world)
    south.file(plate=PLATE)
    visitor = visit(north.lead, language=language)
    visitor.open("home:home")
    keys = Keys(visitor)
    keys.enter("main a[href$='/reports/new/']")
    keys.write("narrative", "Grey van.")
    keys.to("[name='identifiers-0-kind']")
    keys.keyboard.type(visitor.word("Licence plate")[:3])
    keys.write("identifiers-0-value", PLATE)
    keys.write("identifiers-0-context", "ON")
    keys.write("lawful_reference", "279.01")
    keys.write("filing_reason", "Stop")
    keys.key("Enter")
    visitor.page.wait_for_url("**/filed/")
    stack.settle()

    visitor.open("hits:list")
    keys.enter("main table a[href*='/hits/']")
    keys.to("[name='judgement']")
    keys.key("Space")
    keys.enter("#answer form button[type='submit']")
    assert world.sql("SELECT answer FROM accord.hit WHERE answer <> ''") == [("same",)]
    print(f"{language}: {keys.pressed} keys for filing and answering")


def test_skip_link_comes_first_and_shortcuts_can_be_switched_off(world, visit):
    visitor = visit(montreal(world).lead)
    visitor.open("home:home")
    keyboard = visitor.page.keyboard
    keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.matches('.govuk-skip-link')")
    keyboard.press("r")
    visitor.page.wait_for_url("**/reports/")
    keyboard.press("?")
    visitor.page.locator("#shortcuts[open]").wait_for()
    visitor.page.locator("#shortcuts-on").uncheck()
    keyboard.press("Escape")
    keyboard.press("h")
    visitor.page.wait_for_timeout(200)
    assert visitor.page.url.endswith("/reports/")
