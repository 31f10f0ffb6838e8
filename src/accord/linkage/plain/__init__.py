"""The plain twin: the same model on folded text, for whoever holds the text of both sides anyway.

One agency's own records need no tokens to be compared. The levels are those of ``compare.levels``, found with real
edit distances and real bigrams; they differ from the tokens' only where two bigrams share a bit of a filter or two
short tokens meet by chance.
"""

from __future__ import annotations

from accord.linkage.plain.model import PlainModel

__all__ = ["PlainModel"]
