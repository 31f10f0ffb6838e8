"""Streets: types and directions in English and French folded to one spelling and one place."""

from __future__ import annotations

from accord.linkage.folding import words

_TYPES = {
    "st": "street str rue strasse calle",
    "ave": "avenue av aven",
    "blvd": "boulevard boul bd bvd",
    "rd": "road chemin ch chem route rte",
    "dr": "drive promenade prom drv",
    "crt": "court cour ct",
    "cres": "crescent croissant crois crs cr",
    "pl": "place plaza",
    "ln": "lane ruelle allee",
    "terr": "terrace terrasse tce ter",
    "hwy": "highway autoroute aut",
    "sq": "square carre",
    "pkwy": "parkway pky",
    "cir": "circuit circle cercle cct",
    "mont": "montee",
    "rang": "rg",
    "gdn": "garden gardens jardin jardins gdns",
    "gr": "grove",
    "cl": "close",
    "way": "voie",
}
_TYPE_OF = {spelling: code for code, spellings in _TYPES.items() for spelling in (code, *spellings.split())}
_DIRECTIONS = {
    "n": "north nord", "s": "south sud", "e": "east est", "w": "west ouest o",
    "ne": "northeast nordest", "nw": "northwest nordouest no", "se": "southeast sudest",
    "sw": "southwest sudouest so",
}  # fmt: skip
_DIRECTION_OF = {spelling: code for code, names in _DIRECTIONS.items() for spelling in (code, *names.split())}
_LINKS = frozenset("de du des la le les l d of the a".split())
_UNIT = frozenset(
    "apt app apartment appartement appt suite ste unit unite bureau room rm chambre ch local".split()
)
_SAINT = frozenset({"st", "ste", "saint", "sainte"})


def _is_saint(parts: tuple[str, ...], at: int) -> bool:
    """``St`` is Saint at the start, after a number or after a type; after a name it is Street."""
    if parts[at] in ("saint", "sainte"):
        return True
    follows = at + 1 < len(parts) and not parts[at + 1].isdigit() and parts[at + 1] not in _DIRECTION_OF
    before = parts[at - 1] if at else ""
    return follows and (not before or before[0].isdigit() or before in _TYPE_OF or before in _LINKS)


def _sorted_out(parts: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Return (name words, types, directions) of the words of a street."""
    name: list[str] = []
    types: list[str] = []
    directions: list[str] = []
    for at, word in enumerate(parts):
        if word in _SAINT and _is_saint(parts, at):
            name.append("st")
        elif word in _TYPE_OF:
            types.append(_TYPE_OF[word])
        elif word in _DIRECTION_OF:
            directions.append(_DIRECTION_OF[word])
        elif word not in _LINKS:
            name.append(word)
    return name, types, directions


def street_name(text: str) -> str:
    """Return the bare folded name of a street for fuzzy comparison, or what there is if nothing else.

    ``"boul. René-Lévesque Ouest"`` → ``"renelevesque"``.
    """
    parts = words(text)
    name, _types, _directions = _sorted_out(parts)
    return "".join(name or parts)


def split_number(text: str) -> tuple[str, str]:
    """Return (number, rest) of a street line: ``"12-450 rue X"`` → ``("450", "rue X")``; number may be empty.

    The number may stand last, as in most of Europe and Latin America (``"Lindenweg 9a"`` → ``("9", "Lindenweg")``),
    unless no name is left without it (``"Route 132"``).
    """
    head, _space, rest = text.strip().partition(" ")
    digits = _digits(head)
    if rest.strip() and digits and head[0].isdigit():
        return digits[-1], rest.strip(" ,")
    before, _space, last = text.strip().rpartition(" ")
    digits = _digits(last)
    if digits and last[0].isdigit() and _sorted_out(words(before))[0]:
        return digits[0], before.strip(" ,")
    return "", text.strip()


def _digits(word: str) -> list[str]:
    return "".join(c if c.isdigit() and c.isascii() else " " for c in word).split()


def _spoken_unit(parts: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """Take ``apt 4`` out of the words: (other words, unit words)."""
    for at, word in enumerate(parts[:-1]):
        if word in _UNIT and at > 0 and parts[at + 1][0].isdigit() and not (word == "ch" and at == 1):
            return parts[:at] + parts[at + 2 :], ["unit", parts[at + 1]]
        if word == "unit" and at == 0:
            return parts[2:], ["unit", parts[1]]
    return parts, []


def _ordered(parts: tuple[str, ...]) -> tuple[str, ...]:
    parts, unit = _spoken_unit(parts)
    name, types, directions = _sorted_out(parts)
    return (*name, *types, *directions, *unit)


def address_words(text: str) -> tuple[str, ...]:
    """Return a civic address as words in a fixed order: number, name, types, directions, unit.

    ``"1250, boul. René-Lévesque O., app. 4"`` and ``"1250 Rene Levesque Blvd West, Apt 4"`` are the same. Odd
    texts may need several passes, or swing between two orders; the settled or the lesser one is returned, so
    that an address in its own normal form stays.
    """
    seen: dict[tuple[str, ...], None] = {}
    parts = words(text)
    while parts not in seen:
        seen[parts] = None
        parts = _ordered(parts)
    passes = list(seen)
    return min(passes[passes.index(parts) :])
