"""What the words of a question mean: which of them tell something, what else is said for them, what was misspelt.

``meanings.toml`` holds what people say, in both languages. Words are compared by their English and French stems as the
database makes them, so that no form of a word need be listed. Nothing of a question is kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from accord.directory.sought import plain_words

MOST_WORDS = 12  # of a question that are looked at
LONGEST = 3  # words of a phrase that stand for one thing
SHORTEST_MISSPELT = 4  # letters; below, nearly everything is a letter away from something
NEAR = 0.74  # share of the letters that a misspelt word has right

Stems = tuple[str, str]  # English, French; two empty ones are a word that tells nothing
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Sense:
    """One thing that is looked for: the words as asked, other ways to say them, tokens of services that answer."""

    asked: Phrase
    others: tuple[Phrase, ...] = ()
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Meaning:
    phrases: tuple[Phrase, ...]
    tokens: tuple[str, ...]


def senses(words: Sequence[str]) -> list[Sense]:
    """What folded words look for, phrases before single words. Nothing told by any of them: all are looked for."""
    stems = stems_of([*words])
    telling = [word for word in words if any(stems[word]) and word not in _table().empty][:MOST_WORDS]
    found, rest = [], telling or [word for word in words if any(stems[word])][:MOST_WORDS]
    while rest:
        size = next((n for n in range(min(LONGEST, len(rest)), 0, -1) if _meanings(rest[:n], stems)), 1)
        found.append(_sense(tuple(rest[:size]), stems))
        rest = rest[size:]
    return list(dict.fromkeys(found))


def _sense(asked: Phrase, stems: dict[str, Stems]) -> Sense:
    meant = _meanings(asked, stems)
    others = dict.fromkeys(phrase for each in meant for phrase in each.phrases if phrase != asked)
    return Sense(asked, tuple(others), tuple(dict.fromkeys(token for each in meant for token in each.tokens)))


def _meanings(asked: Sequence[str], stems: dict[str, Stems]) -> list[_Meaning]:
    """Those in which the phrase stands in some form."""
    table = _table()
    found: dict[int, None] = {}
    for language in (0, 1):
        key = tuple(stems[word][language] for word in asked)
        if all(key):
            found |= dict.fromkeys(table.by_stems[language].get(key, ()))
    return [table.meanings[index] for index in sorted(found)]


@dataclass(frozen=True)
class _Table:
    """``by_stems``: for English and French, a phrase's stems and the meanings that have it."""

    meanings: tuple[_Meaning, ...]
    empty: frozenset[str]
    by_stems: tuple[dict[Phrase, list[int]], dict[Phrase, list[int]]]
    words: dict[str, str]  # folded, and as it is written


@cache
def _table() -> _Table:
    said = tomllib.loads((files("accord.directory") / "meanings.toml").read_text(encoding="utf-8"))
    meanings = []
    raw = [[tuple(plain_words(phrase)) for phrase in each["words"].split(",")] for each in said["meaning"]]
    stems = stems_of({word for phrases in raw for phrase in phrases for word in phrase})
    by_stems: tuple[dict[Phrase, list[int]], dict[Phrase, list[int]]] = ({}, {})
    for index, (each, phrases) in enumerate(zip(said["meaning"], raw, strict=True)):
        telling = [tuple(word for word in phrase if any(stems[word])) for phrase in phrases]
        meanings.append(_Meaning(tuple(filter(None, telling)), tuple(each.get("tokens", "").split())))
        for language, table in enumerate(by_stems):
            for phrase in filter(None, telling):
                table.setdefault(tuple(stems[word][language] for word in phrase), []).append(index)
    written = {
        folded[0]: each.strip()
        for meaning in said["meaning"]
        for each in meaning["words"].replace(",", " ").split()
        if len(folded := plain_words(each)) == 1
    }
    return _Table(tuple(meanings), frozenset(plain_words(said["empty"])), by_stems, written)


def stems_of(words: Iterable[str]) -> dict[str, Stems]:
    """Each word's stems; empty for a word that either language counts among its small ones, or that has one letter."""
    asked = list(dict.fromkeys(words))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, coalesce((ts_lexize('english_stem', word))[1], ''),"
            " coalesce((ts_lexize('french_stem', word))[1], '') FROM unnest(%s::text[]) AS word",
            [asked],
        )
        return {
            word: (english, french) if english and french and len(word) > 1 else ("", "")
            for word, english, french in cursor.fetchall()
        }


def written(word: str) -> str:
    """A folded word with its accents, where the meanings have it."""
    return _table().words.get(word, word)


def respelt(word: str) -> str:
    """The word that was probably meant: the nearest among meanings and names, the commonest of several; or empty."""
    if len(word) < SHORTEST_MISSPELT:
        return ""
    known = _names_like(word)
    often = max(known.values(), default=0)
    meant = {each: often + known.get(each, 0) for each in _table().words if len(each) >= SHORTEST_MISSPELT}
    known |= meant
    if word in known:
        return ""
    near = process.extract(word, list(known), scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=5)
    return max(near, key=lambda each: (round(each[1], 2), known[each[0]]))[0] if near else ""


def _names_like(word: str) -> dict[str, int]:
    """Words of services' names that are about as long, and how often each stands there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, count(*) FROM service, unnest(string_to_array(name_words, ' ')) AS word"
            " WHERE length(word) BETWEEN %s AND %s GROUP BY word",
            [max(SHORTEST_MISSPELT, len(word) - 2), len(word) + 2],
        )
        return dict(cursor.fetchall())
