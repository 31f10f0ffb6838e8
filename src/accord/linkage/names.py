"""Names of the world, taken apart: order, particles, titles, compounds, initials.

A :class:`Name` is what is compared: one main given word, one family run, and the *parts* by which compounds
and second names still meet (``Tremblay-Gagnon`` and ``Gagnon``; ``Marie Anne`` and ``Marie``).
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.linkage.folding import MAX_TEXT, fold, han_syllables, words
from accord.linkage.nicknames import nickname_classes
from accord.linkage.person import Person

PARTICLES = frozenset(
    "de la le les du des del della di da do dos das van von der den ter ten zu bin ibn bint binti al el ul ben y e"
    " of the dit dite".split()
)
"""Words that one agency writes and another drops. They go only where another word of the name follows."""

TITLES = frozenset(
    "mr mrs ms miss dr prof sir madam madame mme mlle monsieur mister jr sr ii iii iv mgr lord lady".split()
)
STYLES = frozenset(
    "baron baroness baronet bt earl count countess duke duchess viscount viscountess marquess marquis marchioness"
    " bishop archbishop king queen prince princess esq esquire phd md mp obe cbe kt younger elder".split()
)
"""Words with which a style begins that follows a whole name and a comma."""

_SAINTS = frozenset({"saint", "sainte", "st", "ste"})
_JOINED = frozenset({"mc", "mac", "o", "st"})
MOST_PARTS = 4
MOST_ALIASES = 4


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a person. ``given`` and ``family`` are folded runs, either may be empty; ``*_parts`` are the
    other folded words (at most four) by which it may agree in part, nickname classes included."""

    given: str = ""
    family: str = ""
    given_parts: tuple[str, ...] = ()
    family_parts: tuple[str, ...] = ()

    @property
    def runs(self) -> tuple[str, ...]:
        """The non-empty main runs."""
        return tuple(run for run in (self.given, self.family) if run)


def _groups(text: str) -> list[tuple[str, ...]]:
    """Return the words of a text grouped by white space: ``"Jean-Luc Roy"`` → ``[("jean","luc"), ("roy",)]``."""
    syllables = han_syllables(text)
    if syllables:
        return [syllables[1:], syllables[:1]] if len(syllables) > 1 else [syllables]
    groups = (words(piece) for piece in text[:MAX_TEXT].split())
    return [group for group in groups if group]


def _join_prefixes(group: list[str]) -> list[str]:
    """Join ``mc donald``, ``st pierre`` into one word; Saint and Sainte become st."""
    joined: list[str] = []
    prefix = ""
    for word in ("st" if one in _SAINTS else one for one in group):
        if word in _JOINED:
            prefix += word
        else:
            joined.append(prefix + word)
            prefix = ""
    return [*joined, prefix] if prefix else joined


def _without(group: list[str], noise: frozenset[str]) -> list[str]:
    """Drop noise words, except when nothing would be left."""
    return [word for word in group if word not in noise] or group[-1:]


def _without_particles(group: list[str]) -> list[str]:
    """Drop particles that another word follows (so ``Ben`` and the family name ``Le`` stay)."""
    return [word for at, word in enumerate(group) if word not in PARTICLES or at == len(group) - 1]


def _parts(pieces: list[str], main: str) -> tuple[str, ...]:
    seen = dict.fromkeys(piece for piece in pieces if len(piece) > 1 and piece != main)
    return tuple(seen)[:MOST_PARTS]


def name_of(given: str, family: str) -> Name:
    """Return the comparable name of two fields as typed."""
    groups = _groups(given)
    given_groups = [_join_prefixes(list(group)) for group in groups]
    flat = [word for group in given_groups for word in group]
    first = "".join(given_groups[0]) if given_groups else ""
    family_words = [word for group in _groups(family) for word in group]
    family_words = _without(_without_particles(_join_prefixes(family_words)), TITLES)
    run = "".join(family_words)
    joined = "".join(flat)
    given_parts = [*nickname_classes(first), *flat, joined if len(flat) > 1 else ""]
    return Name(first, run, _parts(given_parts, first), _parts(family_words, run))


def _is_given(before: list[str], after: tuple[str, ...]) -> bool:
    """Say whether several words before a comma are a family name (``Garcia Lopez, Luz``) and not a whole one."""
    styled = after[0][0].isdigit() or after[0] in STYLES or after[0] in TITLES
    return not styled and before[0] not in TITLES and len(before) <= 3 and len(after) <= 2


def name_of_full(text: str) -> Name:
    """Return the comparable name of one field: ``Given Family``, ``Family, Given`` or a single word.

    What follows a comma is the given name, unless it is a style such as ``, 1st Baron`` or is longer than given
    names are; such is left out.
    """
    text = text[:MAX_TEXT]
    head, comma, tail = text.partition(",")
    if comma and words(tail) and words(head):
        before = _without_particles(_join_prefixes(list(words(head))))
        return (
            name_of(tail, head) if len(before) == 1 or _is_given(before, words(tail)) else name_of_full(head)
        )
    syllables = han_syllables(text)
    if len(syllables) > 1:
        return name_of("".join(syllables[1:]), syllables[0])
    groups = _groups(text)
    flat = [word for group in groups for word in group]
    if len(flat) > 1:
        groups = [group for group in groups if not all(word in TITLES for word in group)] or groups[:1]
    if len(groups) < 2:
        return name_of(text if not groups else "-".join(groups[0]), "")
    last = len(groups) - 1
    while last > 1 and all(
        word in PARTICLES or word in _JOINED or word in _SAINTS for word in groups[last - 1]
    ):
        last -= 1
    return name_of(" ".join("-".join(g) for g in groups[:last]), " ".join("-".join(g) for g in groups[last:]))


def names_of(person: Person) -> tuple[Name, ...]:
    """Return the person's names, the recorded one first (it may be empty), then at most four aliases."""
    if fold(person.given_name) or fold(person.family_name):
        main = name_of(person.given_name, person.family_name)
    else:
        main = name_of_full(person.full_name)
    aliases = (name_of_full(alias) for alias in person.aliases[: 4 * MOST_ALIASES])
    distinct = dict.fromkeys(alias for alias in aliases if alias.runs and alias != main)
    return (main, *tuple(distinct)[:MOST_ALIASES])
