"""One place says whom to call; a broker corrects it and dates it; what is old says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone, translation

from accord.base import clock
from accord.directory.help_lines.actions import correct_line, mark_checked
from accord.directory.help_lines.queries import all_lines, lines_for, shipped
from accord.directory.models import KeptLine
from accord.web.directory.line_forms import NUMBER

USES = {"now", "talk", "help", "danger", "missing", "images"}


def broker(world):
    return world.member(world.agency("coordination"), duties=["broker"])


def line(code):
    return next(each for each in all_lines() if each.code == code)


def test_every_line_is_said_in_both_languages_with_a_source_and_a_use():
    for each in shipped().values():
        assert each.uses and set(each.uses) <= USES, each.code
        assert each.name_en and each.name_fr and (each.source or each.remark_en), each.code
        assert bool(each.remark_en) == bool(each.remark_fr)
        assert bool(each.says_en) == bool(each.says_fr) and bool(each.note_en) == bool(each.note_fr)
        assert not each.number or NUMBER.fullmatch(each.number), each.code
        assert "help" not in each.uses or each.says_en, "whoever looks for help is told what the line is for"
        assert not {"danger", "missing", "images"} & set(each.uses) or each.note_en
        assert "'" not in each.name_fr + each.says_fr + each.note_fr


def test_what_nobody_has_read_at_its_keeper_has_no_day():
    """A number that rests on memory, or on somebody else's page, says so to workers."""
    unread = {each.code for each in shipped().values() if each.number and each.verified_on is None}
    assert unread == {"kids", "indigenous"}
    for code in unread:
        assert "second-hand" in shipped()[code].remark_en or "recalled" in shipped()[code].remark_en


@pytest.mark.parametrize(
    ("code", "dial"), [("trafficking", "+18339001010"), ("suicide", "988"), ("missing-persons", "")]
)
def test_number_is_dialled_with_its_country_and_a_short_code_as_it_is(code, dial):
    assert shipped()[code].dial == dial


def test_reader_gets_the_own_language(world):
    with translation.override("fr"):
        assert line("trafficking").name.startswith("Ligne d’urgence")
    with translation.override("en"):
        assert line("trafficking").says.startswith("In confidence")


def test_broker_corrects_a_line_for_everybody(world):
    keeper = broker(world)
    with world.acting(keeper):
        correct_line(by=keeper, line=line("kids"), changes={"number": "1-800-555-0100"}, checked=True)
    assert line("kids").number == "1-800-555-0100" and line("kids").verified_on == timezone.localdate()
    assert line("kids").name == "Kids Help Phone", "what was not changed stays as it ships"
    assert line("kids").remark_en == "", "what was said of the number before"
    assert [each.number for each in lines_for("help")].count("1-800-555-0100") == 1


def test_another_number_is_unchecked_until_somebody_checks_it(world):
    keeper = broker(world)
    with world.acting(keeper):
        correct_line(by=keeper, line=line("suicide"), changes={"number": "989"}, checked=False)
    assert line("suicide").verified_on is None and line("suicide").is_due
    with world.acting(keeper):
        mark_checked(by=keeper, line=line("suicide"))
    assert line("suicide").verified_on == timezone.localdate() and not line("suicide").is_due
    with world.acting(keeper):
        correct_line(by=keeper, line=line("suicide"), changes={"source": "called"}, checked=False)
    assert line("suicide").verified_on == timezone.localdate(), "the number is the same"
    assert KeptLine.objects.count() == 1


def test_line_is_old_after_a_year(world):
    checked = shipped()["trafficking"].verified_on
    for days, due in ((364, False), (365, False), (366, True)):
        day = datetime.combine(checked + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=18)
        with clock.replaced(now=lambda day=day: day):
            assert line("trafficking").is_due is due, days


def test_line_without_a_number_has_nothing_to_check():
    assert not shipped()["missing-persons"].is_due and shipped()["missing-persons"].verified_on is None


@pytest.mark.parametrize("who", ["administrator", "broker"])
def test_nobody_but_a_broker_of_the_office_changes_a_line(world, who):
    other = world.member(world.agency("support"), duties=[who])
    with world.acting(other), pytest.raises(PermissionDenied):
        mark_checked(by=other, line=line("trafficking"))
    with pytest.raises(DatabaseError), world.acting(other):
        KeptLine(
            code="trafficking", number="1-900-555-0199", name_en="x", name_fr="x", edited_by=other.id,
            verified_on=date.today(),
        ).save(force_insert=True)  # fmt: skip
    assert line("trafficking").number == "1-833-900-1010"


def test_day_is_not_written_by_hand(world):
    keeper = broker(world)
    with world.acting(keeper), pytest.raises(ValueError, match="verified_on"):
        correct_line(by=keeper, line=line("kids"), changes={"verified_on": date(2099, 1, 1)}, checked=False)
