"""What a newcomer reads, says and hears on a journey, beside what their hands do (``tally.py``).

Who has never seen the screens reads every page from its top down to the thing that they use next, each line once; who
has an interpreter at the side says each question twice, and waits for an answer. Words a minute are those of texts
read aloud, slower than the eye: Trauzettel-Klosinski and Dietz, "Standardized assessment of reading performance: the
new International Reading Speed Texts IReST", IOVS 53(9), 2012. ``ANSWER`` is our own assumption.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WORDS_A_MINUTE = {"en": 228, "fr": 195, "es": 218}
THEIRS = "es"  # the language of the person in these journeys
ANSWER = 10.0  # seconds until a question is answered
ASKED_ON = ("/support/new/", "/screening/")  # where the fields are questions to the person
LINES_DOWN_TO = """(used, asking) => {
  const lines = []
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const around = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim()
    if (!around.checkVisibility() || around.closest('select, script, style, .govuk-visually-hidden')) continue
    if (asking && around.closest('label')) continue
    const place = used.compareDocumentPosition(walk.currentNode)
    const is_below = place & Node.DOCUMENT_POSITION_FOLLOWING && !(place & Node.DOCUMENT_POSITION_CONTAINED_BY)
    if (text && !is_below) {
      const aloud = around.closest('.accord-read')
      lines.push([text, aloud ? aloud.lang : ''])
    }
  }
  return lines
}"""
QUESTIONS = """() => [...document.querySelectorAll('main :is(select, textarea, input[type=text])')]
  .filter((each) => each.labels.length && each.checkVisibility()).map((each) => each.labels[0].innerText)"""


@dataclass
class Newcomer:
    """Goes along with a visitor: ``visitor.newcomer = Newcomer("en")``."""

    language: str
    read: int = 0  # words
    said: int = 0  # words
    answers: int = 0
    seconds: float = 0.0
    known: set[str] = field(default_factory=set)

    def before(self, used: Any) -> None:
        """Read what is new above a button or a link, and in it; what is there to be said is said instead of read."""
        asked = used.page.evaluate(QUESTIONS) if any(part in used.page.url for part in ASKED_ON) else []
        for question in asked:
            if question not in self.known:
                self.said += self._take(question, self.language) + self._take(question, THEIRS)
                self.answers += 1
                self.seconds += ANSWER
        self.known.update(asked)
        for line, spoken_in in used.evaluate(LINES_DOWN_TO, bool(asked)):
            if line not in self.known and spoken_in:
                self.said += self._take(line, spoken_in)
            elif line not in self.known:
                self.read += self._take(line, self.language)
            self.known.add(line)

    def _take(self, text: str, language: str) -> int:
        words = len(text.split())
        self.seconds += words * 60 / WORDS_A_MINUTE[language]
        return words

    def __str__(self) -> str:
        return f"{self.read} words read, {self.said} said, {self.answers} questions answered, {self.seconds:.0f} s"
