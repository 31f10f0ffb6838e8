"""Of all that a form carries, what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Ids, keys and stamps that a page carries along.
CARRIED = re.compile(r"[0-9a-fA-F-]{24,}")


def words_of(values: Iterable[str]) -> list[str]:
    """Values of several words, or longer than any code."""
    return [
        each
        for each in values
        if re.search(r"\s", each.strip()) or (len(each) > 20 and not CARRIED.fullmatch(each))
    ]
