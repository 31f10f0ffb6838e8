"""Files that are not as they should be: each complaint names the file, the entry and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.support.screening import BadFile, load, read

OWN = Path(__file__).with_name("own.toml").read_text(encoding="utf-8")

PLANTED = [
    # what is replaced, by what, and what the complaint must name
    ('text_fr = "Travaille sans paie"', "", ["own.toml", "items H.2", "`text_fr` is missing; add it"]),
    ('prompt_en = "How are you paid?"', 'prompt_en = " "', ["items H.2", "`prompt_en` must be text"]),
    ("weights = { ALL = 3 }", "weights = { AL = 3 }", ["items H.2", "list AL", "the lists are: ALL"]),
    ("weights = { ALL = 3 }", "weights = { ALL = -3 }", ["items H.2", "weights.ALL", "strong, medium, weak"]),
    ("weights = { ALL = 3 }", "weights = { ALL = nan }", ["items H.2", "weights.ALL"]),
    ("weights = { ALL = 3 }", "weights = { ALL = true }", ["items H.2", "weights.ALL"]),
    ("weights = { ALL = 3 }", 'weights = { ALL = "STRONG" }', ["items H.2", "weights.ALL"]),
    ("weights = { ALL = 3 }", 'weights = { ALL = "weak" }', ["bands", "`values` must say", "weak"]),
    ("weights = { ALL = 3 }", "weights = 3", ["items H.2", "`weights` must be a table"]),
    ('speaks_for = ["palermo.purpose"]', 'speaks_for = ["palermo.aim"]', ["items H.2", "palermo.aim", "palermo.act"]),
    ('speaks_for = ["palermo.purpose"]', 'speaksfor = ["palermo.purpose"]', ["items H.2", "nothing reads speaksfor"]),
    ('feeds = ["ilo:D4.04"]', 'feeds = ["D4.04"]', ["items H.1", "D4.04", "instrument:item"]),
    ('feeds = ["ilo:D4.04"]', 'feeds = ["cms:D4.04"]', ["items H.1", "one of [feeds]"]),
    ('feeds = ["ilo:D4.04"]', 'feeds = "ilo:D4.04"', ["items H.1", "`feeds` must be a list"]),
    ('ilo = "2009"', "ilo = 2009", ["[feeds] names each instrument"]),
    ('id = "H.2"', 'id = "H.1"', ["items H.1", "stands twice"]),
    ('id = "H.2"', 'id = "H 2"', ["items H 2", "letters, digits, dots and hyphens"]),
    ('id = "H.2"', "", ["items #2", "`id` is missing"]),
    ("at_least = 4.5", "at_least = 1", ["bands", "must rise"]),
    ("at_least = 4.5", "at_least = 2", ["bands", "must rise"]),
    ("at_least = 4.5", 'at_least = "many"', ["bands steps many", "must be a number"]),
    ('by = "sum"', 'by = "luck"', ["bands", "luck", "rule, sum"]),
    ('by = "sum"', 'by = "rule"', ["bands steps some", "`any_of` must hold"]),
    ('version = "1"', 'version = "one"', ["own.toml", "2009.1"]),
    ("verified_on = 2026-10-01", 'verified_on = "2026-10-01"', ["`verified_on` must be a day"]),
    ("verified_on = 2026-10-01", "", ["`verified_on` must be a day"]),
    ('verified = "read"\nverified_on', 'verified = "sure"\nverified_on', ["sure", "read, second_hand, no"]),
    ('population = "any"', 'population = "all"', ["`population` is all", "adult, minor, any"]),
    ('code = "own"', 'code = "own"\nsigned_off_by = "Someone"', ["both `signed_off_by` and `signed_off_on`"]),
    ("[[items]]", "[items]", ["own.toml", "not TOML"]),
    ('title_en = "Harbour', 'title_en "Harbour', ["own.toml", "not TOML", "line 4"]),
]  # fmt: skip


@pytest.mark.parametrize(("found", "planted", "named"), PLANTED)
def test_complaint_says_where_and_what_to_do(found, planted, named):
    assert found in OWN
    with pytest.raises(BadFile) as caught:
        read(OWN.replace(found, planted), file="own.toml")
    for part in named:
        assert part in str(caught.value)
    assert caught.value.words.fr != caught.value.words.en and "{" not in str(caught.value).replace("{ ", "")


def test_numbers_cannot_be_counted_by_rule():
    by_rule = OWN.replace('by = "sum"', 'by = "rule"').replace("at_least = 2", "any_of = [{ any = 1 }]")
    by_rule = by_rule.replace("at_least = 4.5", "any_of = [{ any = 2 }]")
    with pytest.raises(BadFile, match='use by = "sum"'):
        read(by_rule, file="own.toml")


@pytest.mark.parametrize(
    "minimums", ["[]", "[{}]", "[{ strong = 0 }]", "[{ strong = 1.5 }]", "[{ forte = 1 }]", "3"]
)
def test_a_rule_that_would_hold_for_everybody_is_refused(minimums):
    by_rule = OWN.replace('by = "sum"', 'by = "rule"').replace("at_least = 2", f"any_of = {minimums}")
    with pytest.raises(BadFile, match="`any_of` must hold sets of minimums"):
        read(by_rule, file="own.toml")


def test_a_file_without_questions_is_refused():
    with pytest.raises(BadFile, match="at least one question"):
        read(OWN.partition("[[items]]")[0], file="own.toml")


def test_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(BadFile, match=r"gone\.toml: the file cannot be read"):
        load(tmp_path / "gone.toml")
    (tmp_path / "latin.toml").write_bytes('title_fr = "été"'.encode("latin-1"))
    with pytest.raises(BadFile, match="save it as UTF-8"):
        load(tmp_path / "latin.toml")
    (tmp_path / "large.toml").write_text("#" * 1_000_001)
    with pytest.raises(BadFile, match="larger than"):
        load(tmp_path / "large.toml")
    (tmp_path / "deep.toml").write_text("a = " + "[" * 20_000)
    with pytest.raises(BadFile, match="not TOML"):
        load(tmp_path / "deep.toml")


@settings(max_examples=200)
@given(st.integers(0, len(OWN) - 1), st.text(max_size=6), st.integers(0, 40))
def test_any_damage_is_read_or_complained_of(place, put_in, cut):
    damaged = OWN[:place] + put_in + OWN[place + cut :]
    try:
        read(damaged, file="own.toml")
    except BadFile as complaint:
        assert str(complaint).startswith("own.toml")


def test_fingerprint_follows_what_is_said_and_not_how_it_is_laid_out():
    plain = read(OWN, file="own.toml")
    assert read("# a comment\n" + OWN, file="other.toml").fingerprint == plain.fingerprint
    signed = OWN.replace('code = "own"', 'code = "own"\nsigned_off_by = "Lead"\nsigned_off_on = 2026-11-01')
    assert read(signed, file="own.toml").fingerprint == plain.fingerprint
    assert read(OWN.replace("ALL = 3 ", "ALL = 4 "), file="own.toml").fingerprint != plain.fingerprint
