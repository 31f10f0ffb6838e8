"""Ways of finding: ours, and what a directory does that has no search of its own. Each answers a question with the
first services, best first.

The peers are asked for the words and the place together, in the same database and by the same connection; the text
that they look at is what ours looks at: names, descriptions, conditions, places.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import connection

from accord.base.row_security.session import acting
from accord.bench.directory.lists import Asked
from accord.directory.finding import Question, seek
from accord.directory.sought import plain_words

FIRST = 20
TEXT = "name_words || own_words || more_words || place_words"
VECTOR = f"(to_tsvector('english', {TEXT}) || to_tsvector('french', {TEXT}))"


def ours(asked: Asked) -> list[uuid.UUID]:
    found = seek(Question(words=asked.words, place=asked.place), french=asked.french).matches
    return [match.service_id for match in found[:FIRST]]


def ilike(asked: Asked) -> list[uuid.UUID]:
    """Every word somewhere in the text, in the order of names."""
    words = _words(asked)
    wanted = " AND ".join([f"({TEXT}) ILIKE %s"] * len(words)) or "true"
    return _rows(
        f"SELECT id FROM service WHERE {wanted} ORDER BY name_en, id", [f"%{word}%" for word in words]
    )


def full_text(asked: Asked) -> list[uuid.UUID]:
    """PostgreSQL's own search as its manual has it: every word by its stem, ranked by `ts_rank`."""
    return _ranked(asked, "websearch_to_tsquery('english', %s) || websearch_to_tsquery('french', %s)", " ")


def full_text_any(asked: Asked) -> list[uuid.UUID]:
    """The same where any of the words is enough."""
    return _ranked(asked, "websearch_to_tsquery('english', %s) || websearch_to_tsquery('french', %s)", " or ")


def answer(way: str, asked: Asked) -> list[uuid.UUID]:
    """The question as one request asks it."""
    with acting(door="cli", route="bench directory"):
        return WAYS[way](asked)


WAYS: dict[str, Callable[[Asked], list[uuid.UUID]]] = {
    "ours": ours,
    "ilike": ilike,
    "full_text": full_text,
    "full_text_any": full_text_any,
}


def _words(asked: Asked) -> list[str]:
    return plain_words(f"{asked.words} {asked.place}")


def _ranked(asked: Asked, query: str, between: str) -> list[uuid.UUID]:
    said = between.join(_words(asked))
    return _rows(
        f"SELECT id FROM service, (SELECT {query} AS wanted) AS q WHERE peer @@ wanted"
        " ORDER BY ts_rank(peer, wanted) DESC, name_en, id",
        [said, said],
    )


def _rows(sql: str, values: list[str]) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {FIRST}", values)
        return [row[0] for row in cursor.fetchall()]
