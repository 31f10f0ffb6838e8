"""Old versions stay, changed ones are noticed, and an agency's own instrument is read like the shipped."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from accord.support import screening
from accord.support.screening import (
    Answered,
    BadFile,
    Kind,
    Population,
    Standing,
    State,
    Strength,
    check_new,
    find,
    gather,
    latest,
    load,
    load_folder,
    read,
    tallies,
    three_tests,
)

OWN_FILE = Path(__file__).with_name("own.toml")
OWN = load(OWN_FILE)
ILO_FILE = Path(screening.__file__).parent / "instruments" / "ilo-2009.toml"


def newer_ilo():
    """2009.1, in which misled about the job weighs little any more."""
    text = ILO_FILE.read_text(encoding="utf-8").replace('version = "2009"', 'version = "2009.1"')
    changed = text.replace(
        'weights = { AL = "strong", CL = "strong", AS = "strong", CS = "strong" }',
        'weights = { AL = "weak", CL = "weak", AS = "weak", CS = "weak" }',
        1,
    )
    return read(changed, file="ilo-2009.1.toml")


def test_screening_goes_on_with_the_version_it_began_with():
    newer = newer_ilo()
    assert latest("ilo", among=[newer]) is newer
    began_with = find("ilo", "2009", among=[newer])
    assert began_with.item("D1.01").weights["AL"] is Strength.STRONG
    states = {"D1.01": State.DISCLOSED, "D1.10": State.DISCLOSED}
    old = three_tests(
        Answered(began_with, states), population=Population.ADULT, kind=Kind.LABOUR, among=[newer]
    )
    new = three_tests(Answered(newer, states), population=Population.ADULT, kind=Kind.LABOUR, among=[newer])
    assert old.ilo.element("D1").standing is Standing.SUPPORTED
    assert new.ilo.element("D1").standing is Standing.NOT_SHOWN
    assert "2009.1" in new.ilo.source.en


def test_walk_in_feeds_the_version_it_was_written_for():
    walk_in = Answered(latest("walk-in"), {"W.01": State.DISCLOSED})
    tests = three_tests(walk_in, population=Population.ADULT, kind=Kind.LABOUR, among=[newer_ilo()])
    assert tests.reference.version == "2009"


def test_walk_in_feeds_the_version_that_is_answered_beside_it():
    newer = newer_ilo()
    several = [
        Answered(latest("walk-in"), {"W.01": State.DISCLOSED}),
        Answered(newer, {"D1.02": State.DISCLOSED}),
    ]
    tests = three_tests(several, population=Population.ADULT, kind=Kind.LABOUR, among=[newer])
    assert tests.reference is newer
    assert tests.ilo.element("D1").note.en == "0 strong, 1 medium, 1 weak"


def test_versions_follow_by_number_and_not_by_letter():
    second, tenth = (replace(newer_ilo(), version=version) for version in ("2009.2", "2009.10"))
    assert latest("ilo", among=[tenth, second]) is tenth


def test_two_versions_in_one_screening_are_refused():
    with pytest.raises(ValueError, match="two versions of ilo"):
        gather([Answered(latest("ilo")), Answered(newer_ilo())])


def test_a_version_changed_in_silence_is_noticed():
    changed = replace(OWN, fingerprint="another")
    with pytest.raises(LookupError, match="was changed"):
        find("own", "1", among=[changed], fingerprint=OWN.fingerprint)
    assert find("own", "1", among=[OWN], fingerprint=OWN.fingerprint) is OWN


def test_what_is_not_there_is_named():
    with pytest.raises(LookupError, match=r"no instrument ilo 2031; keep the file"):
        find("ilo", "2031")
    with pytest.raises(LookupError, match="no instrument cse"):
        latest("cse")


def test_two_files_of_one_version_are_refused(tmp_path):
    shutil.copy(OWN_FILE, tmp_path / "a.toml")
    assert [each.code for each in load_folder(tmp_path)] == ["own"]
    shutil.copy(OWN_FILE, tmp_path / "b.toml")
    with pytest.raises(BadFile, match=r"b\.toml: own 1 is already in a\.toml"):
        load_folder(tmp_path)


def test_own_instrument_may_not_take_the_place_of_a_shipped_one():
    check_new(OWN)
    check_new(newer_ilo())
    with pytest.raises(BadFile, match="already in"):
        check_new(replace(OWN, code="ilo", version="2009"))


def test_one_answer_may_not_feed_two_indicators_of_a_dimension():
    text = OWN_FILE.read_text(encoding="utf-8")
    with pytest.raises(BadFile, match=r"H\.1.*two items of dimension D4"):
        check_new(read(text.replace('["ilo:D4.04"]', '["ilo:D4.04", "ilo:D4.05"]'), file="own.toml"))
    with pytest.raises(BadFile, match=r"H\.1.*does not exist"):
        check_new(read(text.replace('["ilo:D4.04"]', '["ilo:D9.99"]'), file="own.toml"))
    check_new(read(text.replace('["ilo:D4.04"]', '["ilo:D4.04", "ilo:D5.01"]'), file="own.toml"))


@pytest.mark.parametrize(
    ("states", "total", "band"),
    [
        ({}, 0, None),
        ({"H.1": State.OBSERVED}, 1.5, None),
        ({"H.2": State.DISCLOSED}, 3, "some"),
        ({"H.1": State.OBSERVED, "H.2": State.DISCLOSED}, 4.5, "many"),
        ({"H.1": State.INFERRED, "H.2": State.DISCLOSED}, 3, "some"),
        ({"H.1": State.REFUSED, "H.2": State.UNKNOWN}, 0, None),
    ],
)
def test_own_weights_and_levels_by_sum(states, total, band):
    evidence = gather([Answered(OWN, states)])
    (tally,) = tallies(evidence, OWN, OWN.lists[0], by="whole")
    assert tally.counts.total == total
    assert (tally.band.code if tally.band else None) == band
    assert tally.asked == len(states)


def test_levels_are_read_over_what_they_were_made_for_and_by_a_list():
    from_nothing = read(
        OWN_FILE.read_text(encoding="utf-8").replace("at_least = 2", "at_least = 0"), file="own.toml"
    )
    evidence = gather([Answered(from_nothing, {"H.2": State.DISCLOSED})])
    assert [each.band for each in tallies(evidence, from_nothing, from_nothing.lists[0], by="dimension")] == [
        None
    ]
    assert [each.band for each in tallies(evidence, from_nothing, by="whole")] == [None]
    (by_list,) = tallies(evidence, from_nothing, from_nothing.lists[0], by="whole")
    assert by_list.band.code == "some"


def test_own_answers_reach_the_three_tests():
    answered = Answered(OWN, {"H.1": State.OBSERVED, "H.2": State.DISCLOSED})
    tests = three_tests(answered, population=Population.ADULT, kind=Kind.LABOUR, among=[OWN])
    purpose = tests.palermo.element("palermo.purpose")
    assert [reason.item.id for reason in purpose.reasons] == ["H.2"]
    assert [(reason.item.id, reason.via.id) for reason in purpose.also] == [("D4.04", "H.1")]


def test_canadian_signs_are_counted_by_phase_and_never_added_up():
    canada = latest("canada")
    evidence = gather(
        [Answered(canada, {"CA.01": State.OBSERVED, "CA.19": State.DISCLOSED, "CA.05": State.INFERRED})]
    )
    by_phase = {each.section.code: each for each in tallies(evidence, canada, by="phase")}
    assert {code: each.counts.answers for code, each in by_phase.items()} == {
        "lure": 1, "groom": 1, "isolate": 0, "control": 0, "exploit": 1,
    }  # fmt: skip
    assert all(each.band is None and each.counts.total == 0 for each in by_phase.values())
    assert [reason.item.id for reason in by_phase["isolate"].inferred] == ["CA.05"]


def test_the_example_of_the_page_can_be_used():
    page = (Path(__file__).parents[3] / "docs" / "screening.md").read_text(encoding="utf-8")
    example = read(page.partition("```toml\n")[2].partition("```")[0], file="docs/screening.md")
    check_new(example)
    answered = Answered(example, {"H.1": State.DISCLOSED})
    tests = three_tests(answered, population=Population.ADULT, kind=Kind.LABOUR, among=[example])
    assert tests.code.element("code.act").standing is Standing.SUPPORTED
    (tally,) = tallies(gather([answered]), example, example.lists[0], by="whole")
    assert tally.band.code == "ask-on"
