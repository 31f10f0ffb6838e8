"""Invented people by the thousand, with everything that payloads hold, for tests that compare ways of scoring."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from accord.linkage import Person
from accord.linkage.train.invent import Disturbance, Inventor

_WORLD = {"a": "áăа", "e": "éëе", "i": "íи", "o": "öőо", "u": "üу", "s": "şш", "n": "ñн", "c": "ç", "r": "řр"}
_TRADES = ("nurse", "infirmière", "driver", "chauffeur", "cook", "student", "étudiante", "farm hand")


def spelt_abroad(text: str, random: Random) -> str:
    """Return a text with some letters in another script or with marks."""
    return "".join(
        random.choice(_WORLD[one]) if one in _WORLD and random.random() < 0.5 else one for one in text
    )


def _fuller(person: Person, inventor: Inventor, random: Random) -> Person:
    """Return the person with aliases, identifiers, place of birth and trade, as far as chance has it."""
    other = inventor.person()
    aliases = (
        other.given_name,
        f"{other.given_name} {person.family_name}",
        f"{person.given_name} Roy",
        "Candy",
    )
    phone = f"514-555-01{random.randrange(100):02d}"
    email = f"{person.given_name}.{random.randrange(40)}@example.ca".replace(" ", "")
    known = (("phone", phone), ("email", email), ("other", other.family_name))
    return replace(
        person,
        aliases=tuple(random.sample(aliases, random.choice((0, 0, 0, 1, 1, 2, 4)))),
        birth_place=random.choice(("", other.city, person.city)),
        occupation=random.choice(("", *_TRADES)),
        identifiers=tuple(random.sample(known, random.randrange(4))),
    )


def sights(seed: int, count: int) -> tuple[list[Person], list[Person]]:
    """Return two sights of each of some people: row i and row i are the same person, badly disturbed."""
    inventor, random = (
        Inventor(seed, Disturbance(slip=0.25, swapped=0.1, age_only=0.2, missing=0.15)),
        Random(seed),
    )
    first, second = [], []
    for person in inventor.people(count):
        again = inventor.again(person)
        if random.random() < 0.3:
            again = replace(
                again,
                given_name=spelt_abroad(again.given_name, random),
                city=spelt_abroad(again.city, random),
            )
        shared = _fuller(person, inventor, random)
        first.append(shared)
        own = _fuller(again, inventor, random)
        second.append(
            replace(own, identifiers=shared.identifiers[:1] + own.identifiers[:2])
            if random.random() < 0.5
            else own
        )
    return first, second
