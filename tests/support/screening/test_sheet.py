"""The printed prompt sheet: every question once, no weights, and what a worker keeps in mind."""

from __future__ import annotations

from dataclasses import fields

import pytest

from accord.support.screening import Kind, Population, latest, prompt_sheet, seeded
from accord.support.screening.sheet import Row


@pytest.mark.parametrize("instrument", seeded(), ids=lambda each: each.code)
def test_every_question_is_printed_once(instrument):
    printed = [row.id for section in prompt_sheet(instrument).sections for row in section.rows]
    assert sorted(printed) == sorted(item.id for item in instrument.items)


def test_sections_are_dimensions_or_phases():
    assert [section.title.fr for section in prompt_sheet(latest("ilo")).sections][3] == "Exploitation (but)"
    titles = [section.title.en for section in prompt_sheet(latest("canada")).sections]
    assert titles == ["Luring", "Grooming", "Isolation", "Control", "Exploitation"]
    (only,) = prompt_sheet(latest("walk-in")).sections
    assert len(only.rows) == 10


def test_only_the_list_that_fits_is_printed():
    ilo = latest("ilo")
    child = ilo.list_for(Population.MINOR, Kind.LABOUR)
    printed = {row.id for section in prompt_sheet(ilo, child).sections for row in section.rows}
    assert len(printed) == 65 and not printed & {"D3.08", "D4.08"}


def test_sheet_tells_of_choice_and_prints_no_weight():
    sheet = prompt_sheet(latest("ilo"))
    told = " ".join(line.en for line in sheet.how)
    assert "may be skipped" in told and "costs no service" in told and "not a legal finding" in told
    assert sheet.boxes[0].en == "Not asked" and len(sheet.boxes) == 7
    assert {field.name for field in fields(Row)} == {"id", "text", "prompt"}
    assert sheet.version == "ilo 2009" and sheet.source and sheet.licence_note.fr
