"""Evidence as lists on the page. Made once a source: a report stands behind many nodes and links."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.cases.network.judged import Beyond
from accord.cases.network.picture import Picture
from accord.cases.network.sources import Source
from accord.linkage.network import Evidence
from accord.web.forms import spoken_date

SHOWN = 5  # pieces of evidence of one line: a city of ten thousand reports is no page


class Teller:
    """``told(evidence)``: the earliest pieces with their addresses, and how many more of one's own rows there are."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.known: dict[str, SafeString] = {}

    def __call__(self, evidence: Sequence[Evidence]) -> SafeString:
        return _list([self._one(each) for each in evidence[:SHOWN]], len(evidence) - SHOWN)

    def _one(self, said: Evidence) -> SafeString:
        if said.source not in self.known:
            self.known[said.source] = self._item(said, self.picture.whole.sources[said.source])
        return self.known[said.source]

    def _item(self, said: Evidence, source: Source) -> SafeString:
        text = said.reference or _("Disclosed by %(agency)s") % {"agency": source.agency}
        caveat = f"TLP:{source.caveat.upper()}" if not source.own and source.caveat else ""
        more = ", ".join(filter(None, [spoken_date(said.on), said.grade, caveat]))
        return format_html(
            '<li><a class="govuk-link" href="{}">{}</a><span class="accord-muted">, {}</span></li>',
            self._address(source), text, more,
        )  # fmt: skip

    def _address(self, source: Source) -> str:
        if source.own:
            return reverse("reports:report", args=[source.dossier_id, source.row])
        if source.dossier_id == self.picture.dossier.id:
            return reverse("cases:received", args=[source.dossier_id, source.row])
        return reverse("cases:given", args=[self.picture.dossier.id, source.row])


def hits(beyond: Sequence[Beyond]) -> SafeString:
    """The numbers to quote on the telephone."""
    items = [
        format_html(
            '<li><a class="govuk-link" href="{}">{}</a></li>',
            reverse("hits:hit", args=[each.dossier_id, each.hit_id]), _("Hit %(number)s") % {"number": each.number},
        )
        for each in beyond[:SHOWN]
    ]  # fmt: skip
    return _list(items, len(beyond) - SHOWN)


def _list(items: Sequence[SafeString], more: int) -> SafeString:
    if not items:
        return format_html('<span class="accord-muted">{}</span>', _("Nothing on file yet"))
    rest: SafeString | str = ""
    if more > 0:
        words = ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}
        rest = format_html('<li class="accord-muted">{}</li>', words)
    return format_html(
        '<ul class="accord-told">{}{}</ul>', format_html_join("", "{}", ((each,) for each in items)), rest
    )
