"""Standing searches of the story: saved some weeks ago, and since then they have found something."""

from __future__ import annotations

from datetime import datetime, timedelta

from accord.agencies.models import Member
from accord.base import clock
from accord.reports.actions.standing import save_search
from accord.story.cast import MEMBERS
from accord.story.stage import Stage

SAVED = timedelta(days=80)  # before the story's end: the searches still stand today
# Agency, member, name and words of the search.
SEARCHES = (
    ("EILP", "Anne-Sophie Bélair", "Draymore, tous les comptoirs", "Draymore"),
    ("EILP", "Maude Tremblay-Cyr", "L’auto de Vanière", "ZZTV 402"),
    ("NRPS", "Colleen Marchetti", "The car from Quebec", "ZZQ 014"),
)


class Watch:
    """Saves the searches once the telling has come to their day: what is filed later meets them."""

    def __init__(self, stage: Stage, *, end: datetime) -> None:
        self._stage, self._day, self._saved = stage, end - SAVED, False

    def comes_to(self, at: datetime) -> None:
        if self._saved or at < self._day:
            return
        self._saved = True
        for agency, name, title, words in SEARCHES:
            part = next(each for each in MEMBERS if (each.agency, each.name) == (agency, name))
            with clock.replaced(now=lambda: self._day), self._stage.acting(part, "story.watch"):
                saved = save_search(by=Member.objects.get(pk=part.id), name=title, words=words)
            self._stage.done.setdefault("searches", []).append(
                {"search": str(saved.id), "agency": agency, "member": name, "name": title, "words": words}
            )
