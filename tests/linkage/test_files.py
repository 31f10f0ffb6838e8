"""Any delimited file through a map, and messages that say what to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.linkage.measure.files import BadMap, Map, read_rows


def mapped(tmp_path: Path, text: str) -> Map:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    return Map.load(path)


def test_dates_in_three_columns_and_joined_names(tmp_path: Path) -> None:
    columns = mapped(
        tmp_path,
        '[fields]\ngiven_name = ["first", "middle"]\nfamily_name = "last"\nbirth_year = "y"\n'
        'birth_month = "m"\nbirth_day = "d"\n',
    )
    path = tmp_path / "rows.csv"
    path.write_text(
        "first|middle|last|y|m|d\nAnn|Lee|Roy|1871|5|6\nBo||Roy|1871||\nCy||Roy|1871.0|2|31\nDi||Roy|||\n"
    )
    people = [row.person for row in read_rows(path, columns)]
    assert [one.given_name for one in people] == ["Ann Lee", "Bo", "Cy", "Di"]
    assert str(people[0].date_of_birth) == "1871-05-06"
    assert [one.year_of_birth for one in people] == [None, (1871, 1871), (1871, 1871), None]
    assert {row.truth for row in read_rows(path, columns)} == {""}


def test_a_pattern_of_dates_and_of_the_truth(tmp_path: Path) -> None:
    columns = mapped(
        tmp_path,
        '[fields]\nfull_name = "n"\ndate_of_birth = "b"\n[formats]\ndate_of_birth = "%d.%m.%y"\n'
        "[truth]\ncolumn = \"id\"\npattern = 'rec-(\\d+)'\n",
    )
    path = tmp_path / "rows.csv"
    path.write_text("n;b;id\nRoy, Ann;07.03.99;rec-12-org\nBo;1912;none\n")
    first, second = read_rows(path, columns)
    assert (str(first.person.date_of_birth), first.truth) == ("1999-03-07", "12")
    assert (second.person.year_of_birth, second.truth) == ((1912, 1912), "")


def test_two_files_through_one_map_write_dates_each_in_its_own_way(tmp_path: Path) -> None:
    columns = mapped(
        tmp_path,
        '[fields]\nfull_name = "n"\ndate_of_birth = "b"\n[formats]\ndate_of_birth = "%m/%d/%Y"\n',
    )
    for text in ("08/16/2015", "08162015", "Aug 16, 2015", "16.08.2015"):
        path = tmp_path / "rows.csv"
        path.write_text(f"n|b\nAnn Roy|{text}\n")
        assert str(read_rows(path, columns)[0].person.date_of_birth) == "2015-08-16", text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[fields]\ncity = "c"\nsurnam = "x"\n', "line 3: surnam is no field"),
        ('[feilds]\ncity = "c"\n', "line 1: feilds is no section"),
        ("[fields]\n", "names no field"),
        ('[fields]\ncity = ""\n', "line 2: city needs a column"),
        ('[fields]\ncity = "c"\n[formats]\ndate_of_birth = "dd/mm"\n', "line 4: .*pattern"),
        ('[fields]\ncity = "c"\n[truth]\ncolumn = "id"\npattern = "("\n', "line 5: .*regular expression"),
        ('[fields]\ncity = "c"\n[truth]\ncolumn = "id"\npattern = "rec"\n', "line 5: .*group"),
        ('[fields]\ncity = "c"\n[truth]\npattern = "(.)"\n', "line 3: .*column"),
        ("[fields\n", "line 1"),
    ],
)
def test_a_bad_map_names_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadMap, match=message):
        mapped(tmp_path, text)


def test_a_missing_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("name,town\nAnn,Laval\n")
    with pytest.raises(BadMap, match=r'no column "nom" .for full_name.; the file has name, town'):
        read_rows(path, Map({"full_name": "nom"}))
