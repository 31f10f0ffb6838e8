"""The places that were held for her, and what a house must know to fit her: never who she is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from accord.base.clock import now
from accord.dossiers.sealing import sealing
from accord.places.models import Hold
from accord.places.queries import words_of
from accord.places.vocabulary import HoldState
from accord.support.models import Child, HeldPlace, SupportFile
from accord.support.queries.minority import minority
from accord.support.sealed import open_text
from accord.support.vocabulary import Gender, Whereabouts

# As houses say whom they take (directory.vocabulary.GENDERS). A trans woman is looked for a place as a woman; who works
# with her asks, and chooses "trans people" where she prefers such a house.
GENDERS = {
    Gender.WOMAN: "women", Gender.TRANS_WOMAN: "women", Gender.MAN: "men", Gender.TRANS_MAN: "men",
    Gender.NON_BINARY: "non_binary",
}  # fmt: skip


@dataclass(frozen=True)
class Stay:
    """A kept hold. ``hold`` is None where the reader's agency is none of its two sides; ``word`` is the holder's."""

    row: HeldPlace
    words: str
    hold: Hold | None
    word: str

    @property
    def state(self) -> HoldState:
        """By the clock, before the job has written it down."""
        if self.row.outcome != HoldState.HELD:
            return HoldState(self.row.outcome)
        if self.hold is not None:
            return self.hold.state_at(now())
        return HoldState.EXPIRED if self.row.until <= now() else HoldState.HELD

    @property
    def is_live(self) -> bool:
        return self.state == HoldState.HELD


def stays_of(dossier_id: uuid.UUID) -> list[Stay]:
    """The newest first."""
    rows = list(HeldPlace.objects.filter(dossier_id=dossier_id).order_by("-created_at", "id"))
    if not rows:
        return []
    seal, ids = sealing(dossier_id), [row.id for row in rows]
    holds = {
        hold.id: hold
        for hold in Hold.objects.filter(id__in=ids).select_related("place", "agency", "provider")
    }
    words = words_of(holds.values())
    return [
        Stay(row, open_text(seal, row, "words"), holds.get(row.id), words.get(row.id, "")) for row in rows
    ]


def file_of_hold(hold_id: uuid.UUID) -> uuid.UUID | None:
    """The file that keeps this hold, for whoever has a seat on it."""
    row = HeldPlace.objects.filter(id=hold_id).order_by("dossier_id").first()
    return row.dossier_id if row else None


@dataclass(frozen=True)
class Fit:
    """What the file knows of whom a house must take. ``gender`` in the words of houses, or empty; ``access`` codes."""

    age: int | None
    minor: bool
    gender: str
    language: str
    children: int
    access: tuple[str, ...]
    city: str


def fit_of(file: SupportFile) -> Fit:
    """Children are those who are with her. The age is today's; where it is not known, that she is a minor may be."""
    known = minority(file)
    children = Child.objects.filter(dossier_id=file.dossier_id, whereabouts=Whereabouts.WITH_HER).count()
    return Fit(
        age=known.age,
        minor=bool(known.today),
        gender=GENDERS.get(Gender(file.gender), ""),
        language=next(iter(file.languages), ""),
        children=children,
        access=tuple(file.access_needs),
        city=file.city,
    )
