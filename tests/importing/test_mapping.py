"""MAP.toml: what is wrong with it is said in words that tell what to change."""

from __future__ import annotations

from pathlib import Path

import pytest

import accord.importing
from accord.importing.mapping import BadMap, load_mapping

MAPS = Path(accord.importing.__file__).parent / "maps"


@pytest.mark.parametrize("name", ["febrl4", "fake_1000"])
def test_maps_of_the_repository_load(name):
    assert load_mapping(MAPS / f"{name}.toml").truth is not None


def test_truth_is_read_by_its_pattern():
    truth = load_mapping(MAPS / "febrl4.toml").truth
    assert truth.entity({"rec_id": "rec-1070-org"}) == truth.entity({"rec_id": "rec-1070-dup-0"}) == "1070"
    assert truth.entity({"rec_id": "nonsense"}) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("fields = 3", "lines of the form"),
        ("", "names no fields"),
        ('[fields]\nfirstname = "x"', "do not exist: firstname"),
        ('[fields]\ngiven_name = "x"\n[extra]\na = "b"', "nothing reads: extra"),
        ('[fields]\ngiven_name = "x"\n[truth]\npattern = "x"', "name of a column"),
        ('[fields]\ngiven_name = "x"\n[truth]\ncolumn = "c"\npattern = "("', "no regular expression"),
        ("[fields", "not TOML"),
    ],
)
def test_bad_maps_say_what_to_change(tmp_path, text, why):
    file = tmp_path / "map.toml"
    file.write_text(text)
    with pytest.raises(BadMap, match=why):
        load_mapping(file)


def test_map_leaves_out_what_a_file_lacks():
    mapping = load_mapping(MAPS / "febrl4.toml")
    assert mapping.missing_columns(["rec_id", "surname"])
    assert mapping.within(["rec_id", "surname"]).fields == {"family_name": "surname"}
