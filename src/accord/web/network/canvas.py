"""What the browser needs to draw the picture: data only, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accord.cases.network import words
from accord.cases.network.drawing import HIGHLIGHT, LINE, WEAK
from accord.cases.network.picture import Picture
from accord.cases.network.shapes import LOOKS, RADIUS


def canvas(picture: Picture) -> dict[str, Any]:
    lit = picture.highlighted
    return {
        "nodes": [
            {
                "id": picture.public[node.id],
                "label": words.name(picture.whole.things[node.id]),
                "short": words.short(picture.whole.things[node.id]),
                "said": words.kind(picture.whole.things[node.id]),
                "kind": node.kind,
                "lit": node.id in lit,
                "x": picture.places[node.id].x,
                "y": picture.places[node.id].y,
            }
            for node in picture.network.nodes.values()
        ],
        "links": [
            {
                "source": picture.public[link.left],
                "target": picture.public[link.right],
                "said": words.link(link.kind),
                "weak": link.weak,
                "open": link.kind in ("matched", "perhaps_same"),
                "lit": link.left in lit and link.right in lit,
            }
            for link in picture.network.links
        ],
        "looks": {
            kind: {"shape": look.shape, "fill": look.fill, "sign": look.sign} for kind, look in LOOKS.items()
        },
        "colours": {"line": LINE, "weak": WEAK, "lit": HIGHLIGHT},
        "radius": RADIUS,
        "words": {
            "found": _("Found and marked in the picture"),
            "none": _("Nothing of that name in the picture"),
        },
    }
