"""Invented persons seen by two agencies: a seeded generator for training and testing, with the truth.

Names are drawn from the frequencies with a tail of invented ones, so heads are as heavy as in life. A part of the
people live in households (same address and family name). The second sight of a person is disturbed as reports
are: keyboard slips, nicknames, initials, order, missing fields, wrong dates, an age instead of a date, a move.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from accord.linkage.nicknames import CLASSES, nickname_classes
from accord.linkage.person import Person
from accord.linkage.train.frequencies import FAMILY_NAMES, GIVEN_NAMES, TOWNS

_ONSETS = "b br c ch d f fr g gr h j k kl l m mc n p pr r s sh st t tr v w y z".split()
_VOWELS = "a a e e i i o o u ai au ee ie ou".split()
_CODAS = " n n r r l s t k m ck ng rd nt ll ss th".split(" ")
_STREETS = (
    "main king queen church saint-denis park victoria maple elm station lake college bank sherbrooke".split()
)
_KINDS = "street avenue road rue boulevard crescent".split()
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Disturbance:
    """How badly the second sight is disturbed: probabilities (0..1) of each mishap, a field or a person.

    ``slip``: a field with an error; ``second``: that error is two slips; ``replaced``: another value altogether.
    """

    slip: float = 0.10
    missing: float = 0.12
    nickname: float = 0.06
    initial: float = 0.03
    swapped: float = 0.03
    moved: float = 0.15
    age_only: float = 0.08
    wrong_date: float = 0.06
    household: float = 0.25
    replaced: float = 0.0
    second: float = 0.35


def invented_name(random: Random) -> str:
    """Return a pronounceable word of two or three syllables."""
    return "".join(
        random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS)
        for _ in range(random.choice((2, 2, 3)))
    )


class Inventor:
    """A seeded source of persons and of second sights of them."""

    def __init__(self, seed: int, disturbance: Disturbance | None = None) -> None:
        self._random = Random(seed)
        self._mishaps = disturbance or Disturbance()
        self._tails = {
            field: [invented_name(self._random) for _ in range(count)]
            for field, count in (("given", 1500), ("family", 6000), ("city", 400), ("street", 2000))
        }

    def _drawn(self, head: dict[str, float], tail: str) -> str:
        if self._random.random() < sum(head.values()):
            return self._random.choices(list(head), list(head.values()))[0]
        return self._random.choice(self._tails[tail])

    def person(self) -> Person:
        """Return a new person, fully known."""
        random = self._random
        street = random.choice(_STREETS) if random.random() < 0.2 else random.choice(self._tails["street"])
        city = self._drawn(TOWNS, "city")
        return Person(
            given_name=self._drawn(GIVEN_NAMES, "given"),
            family_name=self._drawn(FAMILY_NAMES, "family"),
            date_of_birth=date(1950, 1, 1) + timedelta(days=int(22_000 * random.random() ** 0.6)),
            sex=random.choice(("f", "m")),
            street_number=str(int(10 ** random.uniform(0.5, 4))),
            street=f"{street} {random.choice(_KINDS)}",
            city=city,
            postal_code=self._postcode(city),
        )

    def _postcode(self, city: str) -> str:
        """Return a code whose first three characters are one of the town's ten areas."""
        random, area = self._random, Random(f"{city} {self._random.randrange(10)}")
        first = f"{area.choice('hjmklnvtger')}{area.randrange(10)}{area.choice(_LETTERS)}"
        return f"{first}{random.randrange(10)}{random.choice(_LETTERS)}{random.randrange(10)}"

    def relative(self, person: Person) -> Person:
        """Return another person of the same household."""
        other = self.person()
        return replace(
            other, family_name=person.family_name if self._random.random() < 0.7 else other.family_name,
            street_number=person.street_number, street=person.street, city=person.city, postal_code=person.postal_code,
        )  # fmt: skip

    def people(self, count: int) -> list[Person]:
        """Return persons, a part of them relatives of the one before."""
        found = [self.person()]
        while len(found) < count:
            at_home = self._random.random() < self._mishaps.household
            found.append(self.relative(found[-1]) if at_home else self.person())
        return found

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance

    def slip(self, text: str) -> str:
        """Return a text with one keyboard slip: a letter lost, doubled, replaced or swapped with the next."""
        if len(text) < 2:
            return text
        at = self._random.randrange(len(text) - 1)
        letter = self._random.choice("0123456789" if text[at].isdigit() else _LETTERS)
        return self._random.choice(
            (
                text[:at] + text[at + 1 :],
                text[:at] + letter + text[at:],
                text[:at] + letter + text[at + 1 :],
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            )
        )

    def again(self, person: Person) -> Person:
        """Return the person as another agency would have written them down."""
        chance = self._mishaps
        values = {name: getattr(person, name) for name in (
            "given_name", "family_name", "street_number", "street", "city", "postal_code", "sex",
        )}  # fmt: skip
        if self._happens(chance.moved):
            other = self.person()
            values |= {name: getattr(other, name) for name in ("street_number", "street", "postal_code")}
            values["city"] = other.city if self._happens(0.5) else person.city
        values["given_name"] = self._given(values["given_name"])
        values |= {"birth_place": person.birth_place, "occupation": person.occupation}
        other = self.person() if chance.replaced else person
        for name in values:
            if self._happens(chance.replaced):
                values[name] = getattr(other, name)
            if self._happens(chance.slip) and name != "sex":
                values[name] = self.slip(values[name])
                if self._happens(chance.second):
                    values[name] = self.slip(values[name])
            if self._happens(chance.missing):
                values[name] = ""
        if self._happens(chance.swapped):
            values["given_name"], values["family_name"] = values["family_name"], values["given_name"]
        born, years = self._birth(person)
        return Person(**values, date_of_birth=born, year_of_birth=years)

    def _given(self, name: str) -> str:
        if self._happens(self._mishaps.initial):
            return name[:1]
        if self._happens(self._mishaps.nickname):
            others = [other for other in _same_class(name) if other != name]
            return self._random.choice(others) if others else name
        return name

    def _birth(self, person: Person) -> tuple[date | None, tuple[int, int] | None]:
        born, random = person.date_of_birth, self._random
        if born is None or self._happens(self._mishaps.missing):
            return None, None
        if self._happens(self._mishaps.age_only):
            low = born.year - random.randrange(0, 4)
            return None, (low, low + 4)
        if self._happens(self._mishaps.wrong_date):
            return self._wrong(born), None
        return born, None

    def _wrong(self, born: date) -> date:
        random = self._random
        what = random.randrange(5)
        if what == 0 and born.day <= 12:
            return born.replace(month=born.day, day=born.month)
        if what == 1:
            return born + timedelta(days=random.choice((-10, -1, 1, 10, 30)))
        if what == 2:
            return born.replace(year=born.year + random.choice((-10, -1, 1, 10)), day=min(born.day, 28))
        if what == 3:
            return born.replace(month=random.randrange(1, 13), day=min(born.day, 28))
        return born.replace(day=random.randrange(1, 29))


def _same_class(name: str) -> list[str]:
    """Return the listed given names that share a nickname class with a name."""
    return [member for head in nickname_classes(name) for member in (head, *CLASSES[head])]
