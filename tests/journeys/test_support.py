"""Flow 2, as far as it is done in the file: walk-in, screening, needs, safety, follow-up. By keys alone."""

from __future__ import annotations

import time

import pytest

from tests.journeys.people import desk, list_at_the_door

MOST_SECONDS = 12 * 60


def house(world):
    return desk(world, "Haven", "Montréal", "Amina Diallo", "Julie Côté", realm="support", province="QC")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_walk_in_is_met_without_a_mouse(world, stack, visit, language):
    haven = house(world)
    list_at_the_door(stack, haven)
    worker = visit(language=language)
    worker.choose_to_be(haven.lead.name)
    worker.open("support:list")
    began = time.monotonic()
    keys = Keys(worker)

    keys.to_and_enter("Open a file")
    keys.type("chosen_name", "Luna")
    keys.type("age", "16")
    keys.choose("language", "es")
    keys.type("city", "Montréal")
    keys.choose("province", "QC")
    keys.to_and_enter("Open the file")
    assert worker.says("Minor")

    keys.link("Screening")
    assert worker.says("The law asks you to call:")
    keys.to_and_enter("Begin the screening")
    for item, state in (
        ("W.01", "disclosed"),
        ("W.03", "observed"),
        ("W.04", "disclosed"),
        ("W.05", "refused"),
    ):
        keys.choose(item, state)
    keys.to_and_enter("Save what was said")
    assert worker.says("Three tests, side by side")
    keys.link("Back to the file")

    keys.link("Needs")
    for category in ("shelter", "food"):
        keys.tick("categories", category)
    keys.to_and_enter("Add")
    assert worker.says("Emergency shelter")
    keys.link("Back to the file")

    keys.link("Write the safety plan")
    keys.type("phone", "514 555 0177")
    keys.type("saying", "La bibliothèque")
    keys.to_and_enter("Save the safety plan")
    assert worker.says("Never leave a voicemail.")

    keys.link("Follow-ups")
    keys.enter(worker.page.locator("main dd form button[name=outcome]").first)
    assert worker.page.locator("main dd", has_text="Amina Diallo").count()
    seconds = keys.seconds + (time.monotonic() - began)
    assert seconds <= MOST_SECONDS
    assert worker.problems == []
    print(f"{language}: {keys.presses} keys, {keys.choices} choices, {seconds:.0f} s")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_walk_in_is_met_without_scripts(world, stack, visit, language):
    haven = house(world)
    list_at_the_door(stack, haven)
    worker = visit(language=language, javascript=False)
    worker.choose_to_be(haven.lead.name)
    worker.open("support:list")
    with worker.counting() as intake:
        worker.press("Open a file")
        worker.write("chosen_name", "Luna")
        worker.press("Open the file")
        worker.follow("Screening")
        worker.press("Begin the screening")
        worker.pick("W.03", "observed")
        worker.press("Save what was said")
        worker.follow("Back to the file", within="body")
        worker.follow_to("/follow-ups/")
        _answer_first(worker)
    assert worker.page.locator("main dd", has_text=haven.lead.name).count()
    assert intake.seconds <= MOST_SECONDS
    print(f"{language}: {intake}")


def _answer_first(worker):
    """The first button of the first follow-up: spoken with her."""
    worker._click(worker.page.locator("main dd form button[name=outcome]").first)


class Keys:
    """Somebody without a mouse: focus is moved to a thing and keys are pressed; each is counted.

    Seconds by the keystroke-level model (``tally.py``): 0.28 a key, 1.35 to make up one's mind before each thing.
    """

    KEY, THINK = 0.28, 1.35

    def __init__(self, visitor):
        self.visitor, self.presses, self.choices = visitor, 0, 0

    @property
    def seconds(self):
        return self.presses * self.KEY + self.choices * self.THINK

    def to_and_enter(self, text):
        name = self.visitor.word(text)
        main = self.visitor.page.locator("main")
        self.enter(main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first)

    def enter(self, thing):
        self._reach(thing)
        with self.visitor.page.expect_navigation():
            self._press("Enter")
        self.visitor.check_language()

    def link(self, text):
        name = self.visitor.word(text)
        self.enter(self.visitor.page.get_by_role("link", name=name, exact=True).first)

    def type(self, name, text):
        self._reach(self.visitor.page.locator(f"[name='{name}']:visible"))
        self.visitor.page.keyboard.type(text)
        self.presses += len(text)

    def choose(self, name, value):
        """As typing the first letters of an option does."""
        field = self.visitor.page.locator(f"select[name='{name}']")
        self._reach(field)
        field.select_option(value)
        self.presses += 2

    def tick(self, name, value):
        self._reach(self.visitor.page.locator(f"input[name='{name}'][value='{value}']"))
        self._press("Space")

    def _reach(self, thing):
        """Focus by Tab costs a key a stop; what cannot take the focus fails here."""
        thing.focus()
        assert thing.evaluate("(each) => document.activeElement === each"), "cannot be reached with keys"
        self.choices += 1
        self.presses += 3

    def _press(self, key):
        self.visitor.page.keyboard.press(key)
        self.presses += 1
