"""Taking a picture out of the platform: each time an act with its purpose, in the trail.

What a partner gave for named recipients' eyes only (TLP:RED) stays out: ``exportable`` is asked before the weaving.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accord.agencies.models import Member
from accord.base import audit
from accord.cases.network.drawing import drawing
from accord.cases.network.exports.ftm import as_ftm
from accord.cases.network.exports.graphml import as_graphml
from accord.cases.network.exports.tables import links_as_csv, nodes_as_csv
from accord.cases.network.picture import Picture


@dataclass(frozen=True)
class Format:
    """A kind of file: its name (never of anybody in it), what it is to a browser, and who writes it."""

    file_name: str
    content_type: str
    write: Callable[[Picture], str]


FORMATS = {
    "svg": Format("network.svg", "image/svg+xml", drawing),
    "graphml": Format("network.graphml", "application/xml", as_graphml),
    "ftm": Format("network.ftm.json", "application/x-ndjson", as_ftm),
    "nodes": Format("network-nodes.csv", "text/csv; charset=utf-8", nodes_as_csv),
    "links": Format("network-links.csv", "text/csv; charset=utf-8", links_as_csv),
}
DRAWN_BY_BROWSER = "png"  # made there from the same picture; the act is recorded here all the same


def export(*, by: Member, picture: Picture, format: str, purpose: str) -> str:
    """The text of the file, "" for what the browser draws. Recorded with its purpose before a byte leaves."""
    del by  # who acts stands on the trail
    audit.record(f"network.exported.{format}", dossier_id=picture.dossier.id, reason=purpose)
    return "" if format == DRAWN_BY_BROWSER else FORMATS[format].write(picture)
