"""Two spellings of one name, beside one date and town: each kind still meets under the packaged model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accord.linkage import Person, person_keys

from .conftest import KEY

BESIDE = Person(date_of_birth=date(1987, 9, 23), city="Oxdrift")
KINDS = {
    "particle": [
        ("Ahmed al-Hassan", "Ahmed Hassan"),
        ("Ana de la Cruz", "Ana Cruz"),
        ("Gino D'Angelo", "Gino Angelo"),
    ],
    "compound": [("Marie Tremblay-Gagnon", "Marie Gagnon"), ("Luz Garcia-Lopez", "Luz Garcia")],
    "short form": [
        ("Margaret Dunn", "Peggy Dunn"),
        ("Francisco Rios", "Paco Rios"),
        ("Dmitri Orlov", "Dima Orlov"),
    ],
    "script": [
        ("Юлия Щербакова", "Yulia Shcherbakova"),
        ("محمد علي", "Mohamed Ali"),
        ("Søren Kjær", "Soren Kjaer"),
    ],
    "spelling": [("Abdulrahman Qasim", "Abdelrahmane Kassem"), ("Jurgen Muller", "Juergen Mueller")],
    "order": [("Wei Zhao", "Zhao Wei"), ("Minh Anh Tran", "Tran, Minh Anh")],
    "initial": [("Jonathan Reyes", "J. Reyes"), ("Ines Claire Moreau", "Moreau, Ines C.")],
    "comma": [("Luz Garcia-Lopez", "Garcia Lopez, Luz"), ("Thomas Hardy", "Sir Thomas Hardy, 2nd Baronet")],
}
PAIRS = [(kind, *pair) for kind, pairs in KINDS.items() for pair in pairs]


@pytest.mark.parametrize(("kind", "one", "other"), PAIRS)
def test_two_spellings_meet(score, kind: str, one: str, other: str) -> None:
    left, right = replace(BESIDE, full_name=one), replace(BESIDE, full_name=other)
    assert set(person_keys(left, KEY)) & set(person_keys(right, KEY))
    assert score(left, right).band is not None, kind
