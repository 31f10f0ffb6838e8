"""Files as partners send them: every dialect is recognised, and a broken row loses no other."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from accord.importing.source import BadFile, open_source

ROWS = "nom;prénom\nBélanger;Zoé\nCôté;Noël\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_encoding_and_delimiter(tmp_path, encoding, delimiter):
    file = tmp_path / "persons.csv"
    file.write_bytes(ROWS.replace(";", delimiter).encode(encoding))
    source = open_source(file)
    assert source.columns == ["nom", "prénom"]
    assert [line.values for line in source.lines()] == [
        {"nom": "Bélanger", "prénom": "Zoé"},
        {"nom": "Côté", "prénom": "Noël"},
    ]


def test_accent_deep_in_the_file_still_tells_the_encoding(tmp_path):
    file = tmp_path / "long.csv"
    file.write_bytes(b"a,b\n" + b"x,y\n" * 400_000 + "é,y\n".encode("cp1252"))
    *_most, last = open_source(file).lines()
    assert last.values["a"] == "é"


def test_padding_blank_lines_and_short_rows(tmp_path):
    file = tmp_path / "padded.csv"
    file.write_text("id, name, city\n1, Ada, Laval\n\n , ,\n2, Bo\n")
    lines = list(open_source(file).lines())
    assert [line.number for line in lines] == [1, 2]
    assert lines[0].values == {"id": "1", "name": "Ada", "city": "Laval"}
    assert lines[1].values == {"id": "2", "name": "Bo", "city": ""}


def test_row_with_too_many_values_is_named_and_the_next_one_stands(tmp_path):
    file = tmp_path / "broken.csv"
    file.write_text("a,b\n1,2,3,4\n5,6\n")
    broken, good = open_source(file).lines()
    assert "4 values for 2 columns" in broken.problem
    assert good.values == {"a": "5", "b": "6"} and not good.problem


def test_quoted_line_breaks_belong_to_their_value(tmp_path):
    file = tmp_path / "quoted.csv"
    file.write_text('a,b\n"one\ntwo",2\n')
    assert [line.values["a"] for line in open_source(file).lines()] == ["one\ntwo"]


def test_parquet(tmp_path):
    file = tmp_path / "persons.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT 'Zoé' AS given, DATE '1998-03-27' AS born, NULL AS city) TO '{file}' (FORMAT parquet)"
    )
    source = open_source(file)
    assert source.columns == ["given", "born", "city"]
    assert [line.values for line in source.lines()] == [{"given": "Zoé", "born": "1998-03-27", "city": ""}]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"a,a\n1,2\n", "stand twice"),
        (b"PAR1nonsense", "no readable Parquet"),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path, content, why):
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(BadFile, match=why):
        open_source(file)


def test_missing_file_says_so():
    with pytest.raises(BadFile, match="cannot be read"):
        open_source(Path("/nonexistent/file.csv"))
