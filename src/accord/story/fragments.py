"""From the plot to what each desk writes down: one fragment a report, in the order of time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from accord.linkage.folding import fold
from accord.story.cast import AGENCIES, MEMBERS, MemberPart
from accord.story.plot import PEOPLE, SIGHTINGS, THINGS, Sighting, Someone
from accord.story.trail import TRAIL

MONTHS = 18
DAYS = MONTHS * 30
SEED = 20_260_314
QUEBEC = frozenset({"montreal", "laval", "longueuil", "gatineau", "quebec", "drummondville"})


@dataclass(frozen=True)
class Written:
    """A person or thing as it was written down. ``entity`` is the truth, known to the story alone."""

    entity: str
    kind: str
    value: str = ""
    context: str = ""
    given_name: str = ""
    family_name: str = ""
    aliases: tuple[str, ...] = ()
    born: date | None = None
    sex: str = ""
    city: str = ""
    role: str = ""
    of: str = ""  # entity of the person that a thing belongs to


@dataclass(frozen=True)
class Fragment:
    """One report before it is filed. ``key`` is stable: ids are derived from it."""

    key: str
    at: datetime
    member: MemberPart
    city: str
    place: str
    text: str
    form: str
    prong: str
    urgent: bool
    written: tuple[Written, ...] = field(default=())

    @property
    def city_code(self) -> str:
        """As ``reports.places`` has it: "niagarafalls-on"."""
        return f"{fold(self.city)}-{'qc' if self.city in QUEBEC else 'on'}"


def all_fragments(reports: int, *, end: datetime) -> list[Fragment]:
    """The whole story up to ``end``: the plot, then noise (and, beyond 120 reports, more small groups)."""
    start = (end - timedelta(days=DAYS)).replace(hour=12, minute=0, second=0, microsecond=0)
    chance = random.Random(SEED)
    found = [_seen(number, sighting, start, chance) for number, sighting in enumerate((*SIGHTINGS, *TRAIL))]
    found += list(_noise(reports - len(found), start, chance))
    return sorted(found, key=lambda fragment: (fragment.at, fragment.key))


def _desk_members(agency: str) -> list[MemberPart]:
    return [member for member in MEMBERS if member.agency == agency and member.desk in ("lead", "worker")]


def _seen(number: int, sighting: Sighting, start: datetime, chance: random.Random) -> Fragment:
    members = _desk_members(sighting.agency)
    member = members[-1 if len(members) == 1 else number % len(members)]
    persons = {name.split(":")[0]: _person(name) for name in sighting.persons.split()}
    things = [_thing(name) for name in sighting.things.split()]
    # The plot is told over 478 days and stretched over the whole story, so that its last scenes are this week's.
    day = sighting.day * DAYS // 478
    at = start + timedelta(days=day, minutes=chance.randrange(-400, 500))
    text = sighting.fr if member.language == "fr" else sighting.en
    return Fragment(
        f"plot-{number}", at, member, sighting.city, sighting.place, text, sighting.form, sighting.prong,
        sighting.urgent, (*persons.values(), *things),
    )  # fmt: skip


def _person(name: str) -> Written:
    key, _, variant = name.partition(":")
    someone: Someone = next(each for each in PEOPLE if each.key == key)
    given, family = someone.written[int(variant or 0)]
    # Who is written down differently is known less well: no date of birth on the third way of writing.
    born = someone.born if int(variant or 0) < 2 else None
    return Written(
        key, "person", given_name=given, family_name=family, aliases=someone.aliases if not variant else (),
        born=born, sex=someone.sex, city=someone.city, role=someone.role,
    )  # fmt: skip


def _thing(name: str) -> Written:
    name, _, owner = name.partition("@")
    key, _, variant = name.partition(":")
    thing = next(each for each in THINGS if each.key == key)
    return Written(key, thing.kind, thing.written[int(variant or 0)], thing.context, of=owner)


# --- noise: what else a desk writes down in eighteen months -----------------------------------------------------------

GIVEN = (
    "Adèle Alain Amadou Amir Antonia Benoît Brooke Camille Carlos Chantal Clément Corey Danielle Diego Elena Émilie "
    "Ethan Fatou Fernand Gisèle Hamza Hannah Inès Ivan Jasmine Jonas Julie Kavita Kevin Laurence Leïla Logan Manon "
    "Marco Marie-Ève Mei Mikhail Nadia Noah Olga Pascal Patricia Quentin Rachel Ravi Renée Samuel Sofia Tamara Tariq "
    "Ursule Valérie Victor Wendy Xavier Yolande Zoé"
).split()
FAMILY = (
    "Abernethy Arsenault Bastarache Beauchemin Bouvrette Chowdhury Comtois Corriveau Delorimier Drapeau Dufresne-Koné "
    "Eastwick Faribault Fontenelle Gagnier Ghorbani Greenshield Hachey Haldane Jankowiak Joncas Kasparian Kirkbride "
    "Labrèche Lafontant Laroche Lindqvist Macdougall Marsolais McNabbe Mirzaei Mokoena Nantel Novakova Obradovic "
    "Pagé-Lima Papineau Petrossian Quesnel Rainville Rattray Rivard Santerre Sokolova Stronach Tanguay Thibodeau-Ng "
    "Umarova Vadeboncoeur Vasquez-Roy Westerlund Wolanski Yaremchuk Zarowny"
).split()
PLACES = (
    ("montreal", "QC"), ("laval", "QC"), ("longueuil", "QC"), ("gatineau", "QC"), ("quebec", "QC"), ("ottawa", "ON"),
    ("kingston", "ON"), ("toronto", "ON"), ("mississauga", "ON"), ("hamilton", "ON"), ("niagara-falls", "ON"),
    ("st-catharines", "ON"), ("london", "ON"), ("windsor", "ON"),
)  # fmt: skip
AREA = {"montreal": 514, "laval": 450, "longueuil": 450, "gatineau": 819, "quebec": 418, "ottawa": 613,
        "kingston": 613, "toronto": 416, "mississauga": 905, "hamilton": 289, "niagara-falls": 905,
        "st-catharines": 905, "london": 519, "windsor": 519}  # fmt: skip
REMARKS = (
    ("Caller saw a quarrel in a parked car.", "Une personne a vu une dispute dans une auto stationnée."),
    ("Tip without a name; to be looked at.", "Information anonyme; à vérifier."),
    ("Landlord is worried about visitors at night.", "Un propriétaire s’inquiète de visites la nuit."),
    ("Seen twice this month near the station.", "Vu deux fois ce mois-ci près de la gare."),
    ("Online profile copied from somebody else.", "Profil en ligne copié d’une autre personne."),
)


def _noise(count: int, start: datetime, chance: random.Random) -> Iterator[Fragment]:
    filers = [agency.short for agency in AGENCIES if agency.realm == "enforcement" and not agency.immigration]
    groups = max(
        0, count // 150
    )  # beyond the story's 120 reports, more small groups, each seen by several desks
    cells = [_cell(number, chance) for number in range(groups)]
    for number in range(max(0, count)):
        members = _desk_members(chance.choice(filers))
        member = chance.choice(members)
        city, province = chance.choice(PLACES)
        if cells and chance.random() < 0.3:
            written = _glimpse(chance.choice(cells), chance)
        else:
            written = (_stranger(f"noise-{number}", chance), _car(f"noise-{number}", province, chance))
            written = written[: chance.choice((1, 2, 2))]
            if chance.random() < 0.4:
                phone = f"{AREA[city]}-555-0{chance.randrange(100, 200)}"
                # Reserved numbers are few: a number of the noise belongs to one desk alone, so it links nothing.
                written = (
                    (*written, Written(f"noise-phone-{number}", "phone", phone))
                    if number % 7 == 0
                    else written
                )
        english, french = chance.choice(REMARKS)
        text = french if member.language == "fr" else english
        at = start + timedelta(days=chance.randrange(0, DAYS - 1), minutes=chance.randrange(-400, 600))
        yield Fragment(
            f"noise-{number}", at, member, city, chance.choice(("street", "hotel", "private", "online")), text,
            "sexual" if chance.random() < 0.8 else "unknown", "unknown", False, tuple(written),
        )  # fmt: skip


def _stranger(entity: str, chance: random.Random) -> Written:
    born = date(1960, 1, 1) + timedelta(days=chance.randrange(0, 16_000))
    return Written(
        entity, "person", given_name=chance.choice(GIVEN), family_name=chance.choice(FAMILY), born=born,
        role=chance.choice(("suspect", "other", "witness", "buyer")), sex=chance.choice(("male", "female", "")),
    )  # fmt: skip


def _car(entity: str, province: str, chance: random.Random) -> Written:
    letters = "".join(chance.choice("ABCDEFGHJKLMNPRSTUVWXY") for _ in range(2))
    return Written(f"{entity}-car", "plate", f"ZZ{letters} {chance.randrange(100, 1000)}", province)


def _cell(number: int, chance: random.Random) -> tuple[Written, Written, Written]:
    person = _stranger(f"cell-{number}", chance)
    car = _car(f"cell-{number}", chance.choice(("QC", "ON")), chance)
    handle = Written(f"cell-{number}-handle", "handle", f"demo_cell_{number}", "instagram")
    suspect = Written(**{**person.__dict__, "role": "suspect"})
    return suspect, car, handle


def _glimpse(cell: tuple[Written, Written, Written], chance: random.Random) -> tuple[Written, ...]:
    seen = tuple(part for part in cell if chance.random() < 0.6)
    return seen or cell[:1]


def end_of_story() -> datetime:
    """Today at noon: the story always ends in the present, so that clocks and counts look alive."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
