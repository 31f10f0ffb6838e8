"""The country under the corridors, as `accord assets` left it in the static files."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

FILE = "map/geography.json"


@cache
def ground() -> dict[str, dict[str, str]]:
    """Outlines by frame and layer ("abroad", "provinces", "lakes"). Empty where nothing was built: the map then shows
    cities and corridors alone."""
    collected = Path(settings.STATIC_ROOT) / FILE
    file = collected if collected.exists() else finders.find(FILE)
    return json.loads(Path(str(file)).read_text()) if file else {}
