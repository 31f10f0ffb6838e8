"""Who must report a child, by province: what is stated, what is unverified, and that nothing is sent."""

from __future__ import annotations

import pytest

from accord.support.screening import BadFile, duty_for, provinces
from accord.support.screening.duty import FILE, read_provinces

ALL = {"QC", "ON", "BC", "AB", "SK", "MB", "NB", "NS", "PE", "NL", "YT", "NT", "NU"}
TEXT = FILE.read_text(encoding="utf-8")
_BEFORE, _, _SK = TEXT.partition('code = "SK"')
SASKATCHEWAN_AT_16 = (
    _BEFORE
    + 'code = "SK"'
    + _SK.replace("protected_under = 18", "protected_under = 16", 1).replace(
        "\nunder = 18", "\nunder = 16", 1
    )
)


def test_every_province_and_territory_is_there():
    assert set(provinces()) == ALL


def test_majority_is_at_18_or_19():
    at_18 = {code for code, province in provinces().items() if province.majority_at == 18}
    assert at_18 == {"AB", "MB", "ON", "PE", "QC", "SK"}
    assert {province.majority_at for province in provinces().values()} == {18, 19}


def test_quebec_obliges_professionals_and_everybody_for_abuse():
    duty = duty_for("QC", 17)
    assert duty.must_report and [rule.force for rule in duty.rules] == ["must", "must"]
    assert "DPJ" in duty.province.report_to.en and "Professionals" in duty.rules[0].who.en
    assert duty.rules[1].who.en == "Any person" and "sexual or physical abuse" in duty.rules[1].what.en
    assert all(not rule.unverified and rule.verified_on for rule in duty.rules)


@pytest.mark.parametrize("age", [0, 12, 15])
def test_ontario_under_16_must_be_reported_and_trafficking_is_a_ground(age):
    duty = duty_for("ON", age)
    assert duty.must_report and {rule.force for rule in duty.rules} == {"must"}
    assert any("1 October 2021" in rule.what.en for rule in duty.rules)
    assert "s. 125" in duty.province.law.en


@pytest.mark.parametrize("age", [16, 17])
def test_ontario_at_16_and_17_may_be_reported_and_helped_for_12_hours(age):
    duty = duty_for("ON", age)
    assert not duty.must_report
    may, power = duty.rules
    assert (may.force, may.unverified) == ("may", True)
    assert (power.force, power.unverified) == ("power", False)
    assert "12 hours" in power.what.en and "free to refuse" in power.what.en
    assert any("never checked" in note.en for note in duty.notes)


@pytest.mark.parametrize("code", sorted(ALL))
@pytest.mark.parametrize("age", [*range(20), None])
def test_what_is_shown_is_bilingual_dated_and_sends_nothing(code, age):
    duty = duty_for(code, age)
    province = provinces()[code]
    if age is not None and age >= max(18, province.protected_under):
        assert duty is None
        return
    assert duty.notes[0].en.startswith("Nothing is sent") and duty.notes[0].fr.startswith(
        "Rien n’est transmis"
    )
    for words in (*duty.notes, province.name, province.report_to, province.phone, province.law):
        assert words.en and words.fr and "{" not in words.en + words.fr
    for rule in duty.rules:
        assert rule.unverified or rule.verified_on
        assert rule.source and rule.force_words.fr
    doubtful = province.unverified or any(rule.unverified for rule in duty.rules)
    assert doubtful == any("never checked" in note.en for note in duty.notes)


def test_what_was_not_checked_says_so():
    assert {code for code, province in provinces().items() if not province.unverified} == {"ON"}
    assert all(rule.unverified for code in ALL - {"QC", "ON"} for rule in provinces()[code].rules)


def test_a_minor_above_the_line_of_her_province_is_still_shown_where_to_ask(monkeypatch):
    """No province draws the line below 18 now; Saskatchewan did, and one may again."""
    edited = read_provinces(SASKATCHEWAN_AT_16, file="duties.toml")
    monkeypatch.setattr("accord.support.screening.duty.provinces", lambda: edited)
    duty = duty_for("SK", 17)
    assert duty is not None and duty.rules == () and not duty.must_report
    assert any("still under 18" in note.en for note in duty.notes)


def test_saskatchewan_protects_to_18():
    assert duty_for("SK", 17).must_report and duty_for("SK", 18) is None


def test_nova_scotia_says_that_the_duty_may_end_at_16_where_no_parent_is_behind_it():
    must, may = duty_for("NS", 17).rules
    assert (must.force, may.force, may.unverified) == (
        "must",
        "may",
        True,
    ) and "without the name" in may.what.en
    assert len(duty_for("NS", 15).rules) == 1


def test_no_rule_rests_on_memory_alone_where_something_was_found():
    """What was read second-hand says where; the two that nobody found anything for say that they are recalled."""
    recalled = {code for code, one in provinces().items() if one.source.startswith("Recalled")}
    assert recalled == {"NT", "NU"}


def test_at_18_where_protection_lasts_longer_both_lines_are_told():
    duty = duty_for("BC", 18)
    assert duty is not None and any("comes of age at 19" in note.en for note in duty.notes)
    assert duty_for("BC", 19) is None and duty_for("QC", 18) is None


def test_unknown_age_shows_every_rule():
    duty = duty_for("ON", None)
    assert len(duty.rules) == 4 and any("age is not known" in note.en for note in duty.notes)


def test_unknown_province_is_named_with_what_is_known():
    with pytest.raises(LookupError, match="no province or territory XX; known are QC, ON"):
        duty_for("XX", 15)


@pytest.mark.parametrize(
    ("found", "planted", "named"),
    [
        ('name_fr = "Québec"\n', "", "provinces QC: `name_fr` is missing"),
        ('force = "power"', 'force = "should"', "must, may, power"),
        ("protected_under = 19", 'protected_under = "19"', "must be a number"),
        ("verified_on = 2026-11-23\n", "", "`verified_on` must be a day"),
    ],
)
def test_a_bad_edit_says_where(found, planted, named):
    with pytest.raises(BadFile) as caught:
        read_provinces(TEXT.replace(found, planted), file="duties.toml")
    assert named in str(caught.value) and str(caught.value).startswith("duties.toml, provinces")


def test_an_age_changed_in_the_data_changes_what_is_shown():
    edited = read_provinces(SASKATCHEWAN_AT_16, file="duties.toml")
    assert edited["SK"].protected_under == 16 and provinces()["SK"].protected_under == 18
