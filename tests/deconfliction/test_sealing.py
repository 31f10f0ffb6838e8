"""What a pointer seals, and what its size tells."""

from __future__ import annotations

import uuid

import pytest

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.subjects import Subject
from accord.linkage import Person
from tests.deconfliction.partnership import person

FEW = encoding.Encoded(keys=(-5,), payload=b"x" * 1000)
MANY = encoding.Encoded(keys=tuple(range(-40, 40)), payload=b"y" * 1000)
VALUE = encoding.Encoded(token=-(1 << 60))


@pytest.mark.parametrize("one", [FEW, MANY, VALUE, encoding.Encoded(payload=b"z")])
@pytest.mark.parametrize("support", [False, True])
def test_what_is_sealed_is_opened_in_its_row_alone(world, one, support):
    dossier, pointer = uuid.uuid4(), uuid.uuid4()
    sealed = encoding.seal(dossier, pointer, one, support=support)
    assert encoding.unseal(dossier, pointer, sealed, support=support) == one
    assert encoding.unseal_payload(encoding.place(dossier, pointer), sealed, support=support) == one.payload
    for other in ((pointer, pointer, support), (dossier, dossier, support), (dossier, pointer, not support)):
        with pytest.raises(crypto.NotOpened):
            encoding.unseal(*other[:2], sealed, support=other[2])


def test_the_size_does_not_tell_how_many_keys_there_are():
    assert len(encoding.pack(FEW)) == len(encoding.pack(MANY))


def test_a_pointer_has_no_key_in_plain(partnership, world):
    short = Person(given_name="Li", family_name="Wu")
    desk = partnership.desk()
    desk.file(person(), person("Maximilienne", "Charbonneau-Villeneuve"))
    desk.file(Subject(subject_id=uuid.uuid4(), kind="person", person=short, role="suspect"))
    assert len(world.sql("SELECT DISTINCT length(payload) FROM accord.pointer")) == 1
    columns = world.sql(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'accord' AND table_name = 'pointer'"
        " AND data_type = 'ARRAY'"
    )
    assert not columns
