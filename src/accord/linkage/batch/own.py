"""Keys of one fact, for whoever compares files of their own: never in an index that others share.

In a shared index a key of one fact would tell whoever has the key how many persons bear a name. Within one's own files
it tells nothing new, and finds those who agree in one fact alone: on names and towns with many errors they are one
true pair in fifty.
"""

from __future__ import annotations

from accord.linkage.fields import Fields
from accord.linkage.keys import keys_of
from accord.linkage.payload.encode import sound_of
from accord.linkage.tokens import tokeniser


def own_keys(fields: Fields, key: bytes) -> tuple[int, ...]:
    """Return the index keys of a person and the keys of one fact: names, their sounds, the town."""
    words = [run for run in fields.names[0].runs if len(run) > 1]
    facts = [*(f"w {word}" for word in words), *(f"s {sound_of(word)}" for word in words)]
    if fields.city:
        facts.append(f"c {fields.city}")
    tokens = tokeniser(key)
    return (*keys_of(fields, key), *dict.fromkeys(tokens.wide(f"own|{fact}") for fact in facts))
