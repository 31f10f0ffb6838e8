"""Every function that runs with the gate's eyes, attacked: who may call it, with whose ids, and what an error says.

The list of functions comes from the catalogue: one that nobody has given a row in the table fails here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.conftest import DATABASE
from tests.row_security.definers.act import Act
from tests.row_security.definers.bending import Answer, Caller, leak_in, values_of
from tests.row_security.definers.stage import OUTSIDERS, Stage, stage
from tests.row_security.definers.table import ACTS, APART
from tests.world import World

NAMES = sorted(ACTS)


@pytest.fixture(scope="module")
def staged() -> Iterator[Stage]:
    """One partnership for all attacks: each of them is undone."""
    world = World(DATABASE.admin_url())
    try:
        yield stage(world)
    finally:
        world.clear()


@pytest.fixture
def caller(staged: Stage) -> Iterator[Caller]:
    with psycopg.connect(DATABASE.admin_url()) as connection:
        yield Caller(staged, connection)
        connection.rollback()


def open_to(attack: str) -> list[str]:
    """The functions that this attack applies to; the table says of the others why not."""
    return [name for name in NAMES if attack not in ACTS[name].apart]


def rightly(caller: Caller, name: str) -> list[Any]:
    return values_of(ACTS[name], caller.stage.mine)


def test_every_function_of_the_gate_has_a_row_or_is_out_of_reach(caller):
    reachable = caller.sql.execute(
        "SELECT p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner AND r.rolname = 'accord_gate'"
        " WHERE has_function_privilege('accord_app', p.oid, 'EXECUTE')"
    ).fetchall()
    assert {name for (name,) in reachable} == set(ACTS) | set(APART)
    assert not set(ACTS) & set(APART)


@pytest.mark.parametrize("name", NAMES)
def test_act_can_be_done_by_who_may(caller, name):
    """Else every refusal below would prove nothing."""
    answer = caller.call(name, rightly(caller, name), ACTS[name].actor)
    assert answer.done, answer


def outsiders(act: Act) -> list[str | None]:
    return [None, *(who for who in (*OUTSIDERS, "neighbour") if who not in act.lawful and who != act.actor)]


@pytest.mark.parametrize("name", open_to("outsider"))
def test_outsider_is_told_the_same_of_hidden_and_of_nothing(caller, name):
    act = ACTS[name]
    before = caller.picture()
    for who in outsiders(act):
        answers = []
        for values in (rightly(caller, name), _elsewhere(caller, rightly(caller, name))):
            answers.append(caller.call(name, values, who))
        assert answers[0] == answers[1], who
        _says_nothing(act, answers[0], who)
    assert caller.picture() == before


def _elsewhere(caller: Caller, values: list[Any]) -> list[Any]:
    """The same call with ids that nothing has; which agencies and rights there are is public."""
    known = caller.stage.public
    made = [uuid.uuid4() if isinstance(each, uuid.UUID) and each not in known else each for each in values]
    return [[uuid.uuid4()] if isinstance(v, list) and isinstance(v[0], uuid.UUID) else v for v in made]


def _says_nothing(act: Act, answer: Answer, who: str | None) -> None:
    if act.silent is AssertionError:
        assert answer.refused, (who, answer)
    else:
        assert answer.done and answer.value == act.silent, (who, answer)


@pytest.mark.parametrize("name", open_to("outsider"))
def test_nothing_in_place_of_a_value_opens_nothing(caller, name):
    before = caller.picture()
    for place in range(len(ACTS[name].values)):
        values = rightly(caller, name)
        values[place] = None
        for who in outsiders(ACTS[name]):
            answer = caller.call(name, values, who)
            assert not leak_in(answer, values), (who, place, answer)
            assert not answer.done or answer.value == ACTS[name].silent, (who, place, answer)
    assert caller.picture() == before


@pytest.mark.parametrize("name", NAMES)
def test_error_says_only_what_its_caller_said(caller, name):
    """A failing row of the other side must not stand in the error: of nothing, another code, a megabyte."""
    for place, right in enumerate(rightly(caller, name)):
        for wrong in _wrong(right):
            values = rightly(caller, name)
            values[place] = wrong
            answer = _undone(caller, name, values)
            assert not leak_in(answer, values), (
                caller.names[name][place],
                str(wrong)[:40],
                answer.words[:600],
            )


def _wrong(right: Any) -> list[Any]:
    wrong: list[Any] = [None]
    if isinstance(right, str):
        wrong += ["", "no-such-code", "x" * 1_000_000]
    if isinstance(right, int):
        wrong += [-1, 2_000_000_000]
    if isinstance(right, dict):
        wrong += [
            {},
            [],
            *({**right, key: None} for key in right),
            *({**right, key: "x" * 4000} for key in right),
        ]
    return wrong


def _undone(caller: Caller, name: str, values: list[Any]) -> Answer:
    answer = None
    with caller.sql.transaction(force_rollback=True):
        answer = caller.call(name, values, ACTS[name].actor)
    return answer


@pytest.mark.parametrize("name", NAMES)
def test_id_of_another_dossier_reaches_nothing_there(caller, name):
    """Confused deputy: everything is the caller's own, but for one id."""
    act, twin = ACTS[name], caller.stage.twin
    theirs = [each for each in twin.ids.values() if isinstance(each, uuid.UUID)]
    shared = {each for each in caller.stage.mine.ids.values() if isinstance(each, uuid.UUID)}
    naming = [each for each in theirs if each not in shared]
    other = values_of(act, twin)
    for place, right in enumerate(rightly(caller, name)):
        parameter = caller.names[name][place]
        if (
            other[place] == right
            or not isinstance(right, uuid.UUID | list)
            or f"swap:{parameter}" in act.apart
        ):
            continue
        if not isinstance(right, list) and other[place] not in naming:
            continue
        answers = []
        for wrong in (other[place], uuid.uuid4() if isinstance(right, uuid.UUID) else [uuid.uuid4()]):
            values = rightly(caller, name)
            values[place] = wrong
            with caller.sql.transaction(force_rollback=True):
                before = caller.picture(naming)
                answers.append(caller.call(name, values, act.actor))
                assert caller.picture(naming) == before, parameter
        if f"alike:{parameter}" not in act.apart:
            assert answers[0] == answers[1], parameter


@pytest.mark.parametrize("name", open_to("replay"))
def test_same_call_twice_is_once(caller, name):
    values = rightly(caller, name)
    assert caller.call(name, values, ACTS[name].actor).done
    once = caller.picture()
    answer = caller.call(name, values, ACTS[name].actor)
    assert not leak_in(answer, values)
    assert caller.picture() == once


@pytest.mark.parametrize("name", open_to("lost_seat"))
def test_seat_that_ended_a_second_ago_does_nothing(caller, name):
    act = ACTS[name]
    caller.sql.execute(
        "UPDATE accord.seat SET until = now() - interval '1 second' WHERE member_id = %s",
        [caller.stage.people[act.actor].id],
    )
    before = caller.picture()
    assert caller.call(name, rightly(caller, name), act.actor).refused
    assert caller.picture() == before


@pytest.mark.parametrize("name", open_to("closed"))
def test_closed_file_takes_nothing_new(caller, name):
    caller.sql.execute(
        "UPDATE accord.dossier SET closed_at = now() WHERE id = %s", [caller.stage.mine.ids["file"]]
    )
    before = caller.picture()
    assert caller.call(name, rightly(caller, name), ACTS[name].actor).refused
    assert caller.picture() == before


AGREEMENTS = ("ended", "expired", "outside", "matching", "tomorrow")


@pytest.mark.parametrize("which", AGREEMENTS)
def test_agreement_that_does_not_hold_here_carries_nothing(caller, which):
    asking = [name for name in open_to("agreement") if "agreement" in caller.names[name]]
    tried = []
    for name in asking:
        place = caller.names[name].index("agreement")
        values = rightly(caller, name)
        if values[place] == caller.stage.mine.ids[which]:
            continue  # it is what this one rightly rests on
        values[place] = caller.stage.mine.ids[which]
        with caller.sql.transaction(force_rollback=True):
            before = caller.picture()
            assert caller.call(name, values, ACTS[name].actor).refused, name
            assert caller.picture() == before, name
        tried.append(name)
    assert len(tried) > len(asking) / 2, tried


SMUGGLED = "Zqx-smuggled"
FIELDS = {
    "no name": {"value": SMUGGLED},
    "name of nothing": {"name": None, "value": SMUGGLED},
    "not agreed to": {"name": "health", "value": SMUGGLED},
    "a word": SMUGGLED,
    "a list": [SMUGGLED],
    "a key more": {"name": "chosen_name", "value": "c2VhbGVk", "note": SMUGGLED},
    "a value that is more": {"name": "chosen_name", "value": {"note": SMUGGLED}},
    "whole file": {"name": "whole_file", "value": SMUGGLED},
}


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for field in FIELDS for name in open_to(field) if ACTS[name].told is not None],
)
def test_field_that_was_not_agreed_to_does_not_cross(caller, name, field):
    place = ACTS[name].told
    for named in ([FIELDS[field]], [*ACTS[name].values[place], FIELDS[field]]):
        values = rightly(caller, name)
        values[place] = named
        answer = _undone(caller, name, values)
        assert answer.refused, answer


@pytest.mark.parametrize("name", [name for name in NAMES if ACTS[name].terms is not None])
def test_key_that_nobody_asked_for_is_kept_nowhere(caller, name):
    place = ACTS[name].terms
    values = rightly(caller, name)
    values[place] = {**values[place], "note": SMUGGLED}
    caller.call(name, values, ACTS[name].actor)
    assert not [row for row in caller.picture() if SMUGGLED in row[1]]
