"""What is shipped: the weights, the words in both languages, and that nothing of it changes in silence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accord.base.translations.french import set_properly
from accord.support import screening
from accord.support.screening import Strength, Verified, find, latest, seeded
from tests.support.screening.expected import LISTS, differences, expected

FOLDER = Path(screening.__file__).parent
SHIPPED = {
    # A shipped instrument is never changed: the change takes a new version in a new file, and this line stays.
    ("canada", "1"): "1754ce210401f39442149a2cdc43b00e9eba231ce51580c3d48cbc30b521df6a",
    ("ilo", "2009"): "1261e2d18b91bcf44a22081618dbb52a224250943c56576efe2d7eaac615e241",
    ("walk-in", "1"): "90fdde8c000a836ed7a0404beb069f28c16b2c14d5e189c8d010bf683dae26ec",
    ("walk-in", "2"): "a2e188ee0b0fbe19edd8a059c5a25a5879da6aef40d6e07f071715a86ab7ca85",
}
ILO = find("ilo", "2009")
LEADING = re.compile(
    r"\b(traffick|pimp|victim|prostitut|exploit|why\b|proxénète|trafiquant|victime|pourquoi)", re.IGNORECASE
)


def toml_files():
    return sorted(FOLDER.rglob("*.toml"))


def phrases(content, language):
    """Every English or French text of a parsed file: fields named en, fr, or ending so."""
    if isinstance(content, list):
        for each in content:
            yield from phrases(each, language)
    if isinstance(content, dict):
        for key, value in content.items():
            if isinstance(value, str) and (key == language or key.endswith(f"_{language}")):
                yield value
            else:
                yield from phrases(value, language)


def test_versions_shipped_are_as_they_were_released():
    assert {(each.code, each.version): each.fingerprint for each in seeded()} == SHIPPED


def test_counts_are_those_of_the_delphi():
    sizes = [sum(item.dimension == f"D{number}" for item in ILO.items) for number in range(1, 7)]
    assert sizes == [10, 10, 16, 9, 15, 7]
    assert {each.code: len(ILO.on_list(each)) for each in ILO.lists} == {
        "AL": 67,
        "CL": 65,
        "AS": 66,
        "CS": 65,
    }


def test_weights_are_those_of_the_four_lists():
    assert differences(ILO) == []


@pytest.mark.parametrize("code", LISTS)
@pytest.mark.parametrize("item_id", expected())
def test_any_planted_wrong_weight_is_noticed(item_id, code):
    right = ILO.item(item_id)
    for wrong in {*Strength, None} - {right.weights.get(code)}:
        weights = {name: weight for name, weight in {**right.weights, code: wrong}.items() if weight}
        items = tuple(replace(item, weights=weights) if item is right else item for item in ILO.items)
        assert differences(replace(ILO, items=items)) == [item_id]


def test_a_lost_item_is_noticed():
    assert differences(replace(ILO, items=ILO.items[1:])) == ["D1.01"]


def test_lists_say_how_far_they_are_verified_and_wait_for_sign_off():
    verified = {each.code: each.verified for each in ILO.lists}
    assert verified == {
        "AL": Verified.SECOND_HAND,
        "CL": Verified.SECOND_HAND,
        "AS": Verified.NO,
        "CS": Verified.NO,
    }
    assert ILO.needs_sign_off and not ILO.signed_off_by
    assert not ILO.signed(by="Clinical lead (invented)", on=date(2026, 11, 1)).needs_sign_off


def test_canadian_set_has_phases_and_no_weights():
    canada = latest("canada")
    assert [item.id for item in canada.items] == [f"CA.{number:02}" for number in range(1, 21)]
    assert all(item.phases and not item.weights for item in canada.items)
    assert canada.bands is None and canada.lists == ()
    assert canada.item("CA.01").phases == ("lure", "groom")
    assert canada.item("CA.18").verified is canada.item("CA.19").verified is Verified.NO


def test_walk_in_has_at_most_ten_questions_that_all_feed_the_three_tests():
    walk_in = latest("walk-in")
    assert 0 < len(walk_in.items) <= 10
    for item in walk_in.items:
        assert [target.code for target in item.feeds].count("ilo") == 1, item.id
    fed = [
        ILO.item(target.item_id) for item in walk_in.items for target in item.feeds if target.code == "ilo"
    ]
    assert len(fed) == len(set(map(id, fed)))
    reached = frozenset().union(*(item.speaks_for for item in fed))
    assert reached >= {"palermo.act", "palermo.means", "palermo.purpose"}
    assert reached >= {"code.act", "code.service", "code.conduct"}


def test_only_threats_have_no_counterpart_in_the_canadian_set():
    without = [
        item.id for item in latest("walk-in").items if "canada" not in {target.code for target in item.feeds}
    ]
    assert without == ["W.09"]


@pytest.mark.parametrize("instrument", seeded(), ids=lambda each: each.code)
def test_every_item_speaks_both_languages_and_may_be_asked_aloud(instrument):
    for item in instrument.items:
        for words in (item.text, item.prompt):
            assert words.en.strip() and words.fr.strip() and words.en != words.fr, item.id
        for prompt in (item.prompt.en, item.prompt.fr):
            assert "?" in prompt and prompt.endswith(("?", ".")) and len(prompt) <= 160, item.id
            assert not LEADING.search(prompt), item.id


def test_no_two_questions_of_an_instrument_are_the_same():
    for instrument in seeded():
        for language in ("en", "fr"):
            prompts = [item.prompt.in_language(language) for item in instrument.items]
            assert len(prompts) == len(set(prompts)), instrument.code


@pytest.mark.parametrize("file", toml_files(), ids=lambda file: file.name)
def test_french_is_set_as_french_is(file):
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    french = [*phrases(content, "fr")]
    assert french and len(french) == len([*phrases(content, "en")])
    # Quotation marks and braces of TOML itself, in what tells an administrator what to write, stay as they are.
    prose = [text for text in french if '"' not in text]
    assert [text for text in prose if set_properly(text) != text or "'" in text] == []


@pytest.mark.parametrize("file", toml_files(), ids=lambda file: file.name)
def test_no_phone_number_is_shipped_with_the_rules(file):
    assert not re.search(r"\d{3}[-. ]\d{4}\b", file.read_text(encoding="utf-8"))
