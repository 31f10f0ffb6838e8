"""Text that XML can carry."""

from __future__ import annotations

import re

# XML 1.0 has no way to write these, and somebody may have pasted one.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def writable(text: str) -> str:
    return UNWRITABLE.sub("", text)
