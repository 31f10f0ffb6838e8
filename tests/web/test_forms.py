"""Forms as people meet them: what is read aloud, what stays when something is wrong, what works without JavaScript."""

import datetime as dt
import re

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.web import forms as web


class IdentifierForm(web.Form):
    kind = forms.ChoiceField(label="Kind", choices=[("phone", "Phone"), ("plate", "Plate")])
    value = forms.CharField(label="Value", max_length=20)


class PersonForm(web.Form):
    name = forms.CharField(label="Name", required=False)
    born = web.DateField(label="Date of birth", required=False, latest=web.today)
    nested = {
        "identifiers": web.add_another(
            IdentifierForm, item_title="Identifier %(number)s", add_label="Add another identifier"
        )
    }


Persons = web.add_another(PersonForm, item_title="Person %(number)s", add_label="Add another person")


class StoryForm(web.SubmitOnceForm):
    when = web.DateField(label="When", help_text="For example, 27 3 1998")
    how = forms.ChoiceField(
        label="How",
        choices=[("phone", "By phone"), ("other", "Other")],
        widget=web.Radios(reveals={"other": "how_other"}, hints={"phone": "Any line"}),
    )
    how_other = forms.CharField(label="How, in your words")
    city = forms.CharField(label="City", required=False, help_text="As it was said")
    story = web.LongTextField(label="Story", max_length=200)
    sure = forms.BooleanField(label="I am sure", help_text="Under the agreement")


def attribute(html: str, name: str, attr: str) -> str | None:
    """The attribute of the input of that name."""
    tag = re.search(rf'<(?:input|textarea|select)[^>]*\bname="{re.escape(name)}"[^>]*>', html)
    assert tag, f"no input named {name}"
    found = re.search(rf'\b{attr}="([^"]*)"', tag[0])
    return found[1] if found else None


def date_of(day: str, month: str, year: str, field: web.DateField | None = None):
    return (field or web.DateField(label="Date")).clean(web.DateParts(day, month, year))


def post(**data: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({name.replace("__", "-"): value for name, value in data.items()})
    return query


# ── What is read aloud ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_input_has_a_label():
    html = str(StoryForm()) + str(Persons(prefix="persons"))
    for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", html):
        if 'type="hidden"' not in tag:
            assert f'for="{re.search(r"id=.([^ >]*).", tag)[1].strip(chr(34))}"' in html, tag


def test_ids_are_unique():
    html = re.sub(r"<template.*?</template>", "", str(StoryForm()) + str(Persons(prefix="p")), flags=re.S)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_an_error_is_tied_to_its_input():
    html = str(StoryForm({"city": "Laval"}))
    described = attribute(html, "story", "aria-describedby").split()
    assert described == ["id_story_error", "id_story-info"]
    assert all(f'id="{target}"' in html for target in described)
    assert attribute(html, "story", "aria-invalid") == "true"
    assert '<span class="govuk-visually-hidden">Error:</span> Fill in “Story”' in html


def test_a_hint_is_tied_to_its_input():
    html = str(StoryForm())
    assert attribute(html, "city", "aria-describedby") == "id_city_helptext"
    assert 'id="id_city_helptext"' in html


def test_radios_and_dates_stand_in_a_described_fieldset():
    html = str(StoryForm({}))
    assert re.search(r'<fieldset class="govuk-fieldset" aria-describedby="id_how_error">', html)
    assert re.search(r'<fieldset[^>]*role="group" aria-describedby="id_when_helptext id_when_error"', html)


def test_the_summary_leads_to_an_input_that_exists():
    form = StoryForm({"when_day": "31", "when_month": "x", "when_year": "2020", "how": "other"})
    html = str(form)
    lines = list(form.error_lines())
    assert len(lines) == len(form.errors)
    assert all(line.href == "" or f'id="{line.href[1:]}"' in html for line in lines)
    assert "#id_when_month" in [line.href for line in lines]


def test_optional_fields_say_so_unless_the_form_is_a_filter():
    class Filter(web.Form):
        mark_optional = False
        words = forms.CharField(label="Words", required=False)

    assert "(optional)" in str(StoryForm()["city"].as_field_group())
    assert "(optional)" not in str(Filter())


def test_what_is_typed_about_others_stays_out_of_the_browser():
    html = str(StoryForm())
    for name in ("city", "story", "when_day"):
        assert attribute(html, name, "autocomplete") == "off"
        assert attribute(html, name, "spellcheck") == "false"


def test_forms_of_others_are_drawn_the_same_way():
    class SignIn(forms.Form):
        login = forms.CharField(label="Login", widget=forms.TextInput(attrs={"autocomplete": "username"}))

    html = str(SignIn(renderer=web.GovukRenderer()))
    assert 'class="govuk-label"' in html
    assert attribute(html, "login", "autocomplete") == "username"


def test_messages_are_in_the_language_of_the_reader():
    with translation.override("fr"):
        html = str(StoryForm({"how": "nonsense"}))
    assert "is not one of the available choices" not in html


# ── What stays when something is wrong ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["محمد علي", "Владимир", "😀🇨🇦", '"><script>alert(1)</script>', "x" * 5000])
def test_what_was_typed_comes_back_as_it_was(typed):
    form = StoryForm({"city": typed, "story": typed})
    assert not form.is_valid()
    assert form["city"].value() == form["story"].value() == typed
    assert "<script>" not in str(form)


def test_a_wrong_date_is_shown_as_it_was_typed():
    html = str(StoryForm({"when_day": "31", "when_month": "Feb", "when_year": "20201"}))
    assert [attribute(html, f"when_{part}", "value") for part in ("day", "month", "year")] == [
        "31",
        "Feb",
        "20201",
    ]
    assert attribute(html, "when_year", "aria-invalid") == "true"
    assert attribute(html, "when_day", "aria-invalid") is None


def test_text_that_is_too_long_is_never_cut_by_the_browser():
    html = str(IdentifierForm()) + str(StoryForm())
    assert "maxlength=" not in html.replace("data-maxlength=", "")
    form = IdentifierForm({"kind": "phone", "value": "5" * 30})
    assert form.errors["value"] == ["“Value” is too long: 30 characters, and 20 is the most"]


def test_a_label_with_a_percent_sign_does_no_harm():
    class Share(web.Form):
        share = forms.CharField(label="Share, 100%", max_length=1)

    assert Share({"share": "22"}).errors["share"] == [
        "“Share, 100%” is too long: 2 characters, and 1 is the most"
    ]


def test_a_line_break_counts_once():
    assert web.LongTextField(max_length=3).clean("a\r\nb") == "a\nb"


# ── Dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_date_that_exists_is_accepted(date):
    assert date_of(str(date.day), str(date.month), str(date.year)) == date
    assert date_of(f"{date.day:02}", date.strftime("%B"), str(date.year)) == date


@given(st.tuples(st.integers(1, 31), st.integers(1, 12), st.integers(1900, 2999)))
def test_no_date_is_bent_into_another(parts):
    day, month, year = parts
    try:
        real = dt.date(year, month, day)
    except ValueError:
        with pytest.raises(forms.ValidationError, match="does not exist"):
            date_of(str(day), str(month), str(year))
    else:
        assert date_of(str(day), str(month), str(year)) == real


@given(st.tuples(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30)))
def test_nonsense_is_refused_with_a_message_and_never_breaks(typed):
    try:
        assert isinstance(date_of(*typed, field=web.DateField(required=False)), dt.date | None)
    except forms.ValidationError as refused:
        assert refused.messages[0]


@pytest.mark.parametrize(
    ("typed", "code", "parts"),
    [
        (("31", "2", "2020"), "impossible", ("day", "month")),
        (("29", "2", "2023"), "impossible", ("day", "month")),
        (("32", "1", "2020"), "day", ("day",)),
        (("0", "1", "2020"), "day", ("day",)),
        (("-1", "1", "2020"), "day", ("day",)),
        (("1", "13", "2020"), "month", ("month",)),
        (("1", "Smarch", "2020"), "month", ("month",)),
        (("1", "1", "98"), "year", ("year",)),
        (("1", "1", "0000"), "year", ("year",)),
        (("1", "1", "1_99"), "year", ("year",)),
        (("1", "", "1998"), "incomplete", ("month",)),
        (("😀", "1", "1998"), "day", ("day",)),
        (("²", "1", "1998"), "day", ("day",)),
        (("1", "1", "1066"), "early", ()),
    ],
)
def test_a_wrong_date_says_which_box(typed, code, parts):
    with pytest.raises(forms.ValidationError) as refused:
        date_of(*typed)
    assert (refused.value.code, refused.value.params["parts"]) == (code, parts)


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "MAR", "mars", "Mars", "mar.", "٣", "３"])
def test_a_month_is_read_in_both_languages_and_any_digits(month):
    assert date_of("٢٧", month, "1998") == dt.date(1998, 3, 27)


@pytest.mark.parametrize(
    ("month", "number"),
    [("févr.", 2), ("FEV", 2), ("août", 8), ("aout", 8), ("déc", 12), ("ju", 0), ("ma", 0)],
)
def test_month_names_by_their_first_letters(month, number):
    assert web.month_number(month) == number


def test_tomorrow_is_not_a_date_of_birth():
    tomorrow = web.today() + dt.timedelta(days=1)
    with pytest.raises(forms.ValidationError, match="today or in the past"):
        date_of(str(tomorrow.day), str(tomorrow.month), str(tomorrow.year), web.DateField(latest=web.today))


def test_an_empty_date_is_none_or_asked_for():
    assert date_of("", " ", "", web.DateField(required=False)) is None
    with pytest.raises(forms.ValidationError, match="for example 27 3 1998"):
        date_of("", "", "")


def test_a_stored_date_fills_the_boxes():
    html = str(PersonForm(initial={"born": dt.date(1998, 3, 7)}))
    assert [attribute(html, f"born_{part}", "value") for part in ("day", "month", "year")] == [
        "7",
        "3",
        "1998",
    ]


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("14:05", dt.time(14, 5)), ("1405", dt.time(14, 5)), ("14 h 05", dt.time(14, 5)), ("14h", dt.time(14)),
        ("2:05 pm", dt.time(14, 5)), ("2:05 p.m.", dt.time(14, 5)), ("12 am", dt.time(0)), ("9", dt.time(9)),
        ("9.30", dt.time(9, 30)), ("00:00", dt.time(0)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, time):
    assert web.TimeField().clean(typed) == time


@pytest.mark.parametrize("typed", ["25:00", "14:75", "13 pm", "noon", "😀", "14:5", "1 2 3"])
def test_a_time_that_is_none_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="14:05"):
        web.TimeField().clean(typed)


# ── Options that reveal a field ──────────────────────────────────────────────────────────────────────────────────────


def test_a_revealed_field_is_drawn_once_under_its_option():
    html = str(StoryForm())
    assert html.count('name="how_other"') == 1
    assert re.search(
        r'data-reveals="(conditional-id_how_1)".*<div class="govuk-radios__conditional[^>]*id="\1"',
        html,
        re.S,
    )


def test_a_revealed_field_is_required_only_when_it_shows():
    assert "how_other" not in StoryForm({"how": "phone"}).errors
    assert "how_other" in StoryForm({"how": "other"}).errors


def test_what_hides_behind_another_option_does_not_count():
    form = StoryForm({"how": "phone", "how_other": "left over"})
    form.is_valid()
    assert form.cleaned_data["how_other"] == ""


# ── Sent twice ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_page_has_a_key_of_its_own_that_comes_back():
    first, second = StoryForm(), StoryForm()
    key = attribute(str(first), "form_key", "value")
    assert key != attribute(str(second), "form_key", "value")
    assert attribute(str(StoryForm({"form_key": key})), "form_key", "value") == key


@pytest.mark.parametrize("key", ["", "nonsense", "😀"])
def test_a_page_without_a_key_can_be_sent_again(key):
    form = StoryForm({"form_key": key})
    assert "send it again" in form.errors["form_key"][0]
    assert re.fullmatch(r"[0-9a-f-]{36}", attribute(str(form), "form_key", "value"))


# ── Repeated blocks ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_blank_block_stands_ready_and_counts_for_nothing():
    assert len(Persons(prefix="persons").forms) == 1
    sent = Persons(post(persons__0__name=""), prefix="persons")
    assert sent.is_valid()
    assert sent.filled == []


def test_add_another_keeps_what_was_typed_and_complains_about_nothing():
    sent = Persons(
        post(**{"persons__0__name": "محمد", "persons__0__born_day": "99", "persons__add-another": "1"}),
        prefix="persons",
    )
    assert not sent.is_valid()
    html = re.sub(r"<template.*?</template>", "", str(sent), flags=re.S)
    assert attribute(html, "persons-0-name", "value") == "محمد"
    assert attribute(html, "persons-0-born_day", "value") == "99"
    assert attribute(html, "persons-1-name", "value") is None
    assert "govuk-error-message" not in html


def test_add_another_leaves_the_rest_of_the_page_in_peace():
    data = post(**{"city": "Laval", "persons__add-another": "1"})
    form = StoryForm(data)
    assert not form.is_valid()
    assert not form.errors
    assert attribute(str(form), "city", "value") == "Laval"


def test_add_another_inside_a_block_adds_there():
    sent = Persons(
        post(**{"persons__0__name": "A", "persons__0__identifiers__0__value": "1",
                "persons__0__identifiers__add-another": "1"}),
        prefix="persons",
    )  # fmt: skip
    assert [len(form.nested_formsets["identifiers"].forms) for form in sent.forms] == [2]


def test_remove_takes_that_block_away_and_no_other():
    sent = Persons(
        post(**{"persons__0__name": "A", "persons__1__name": "B", "persons__2__name": "C",
                "persons__remove-block": "1"}),
        prefix="persons",
    )  # fmt: skip
    assert not sent.is_valid()
    assert [form["name"].value() for form in sent.forms] == ["A", "C"]


def test_gaps_in_the_numbering_do_no_harm():
    sent = Persons(
        post(persons__0__name="A", persons__7__name="B", persons__7__identifiers__5__value="514-555-0199",
             persons__7__identifiers__5__kind="phone"),
        prefix="persons",
    )  # fmt: skip
    assert sent.is_valid()
    assert [form.cleaned_data["name"] for form in sent.filled] == ["A", "B"]
    [identifier] = sent.filled[1].nested_formsets["identifiers"].filled
    assert identifier.cleaned_data == {"kind": "phone", "value": "514-555-0199"}


def test_a_person_known_only_by_an_identifier_counts():
    sent = Persons(
        post(
            persons__0__name="",
            persons__0__identifiers__0__kind="phone",
            persons__0__identifiers__0__value="1",
        ),
        prefix="persons",
    )
    assert sent.is_valid()
    assert len(sent.filled) == 1


def test_an_error_deep_inside_is_in_the_summary():
    sent = Persons(
        post(persons__0__identifiers__0__value="5" * 30, persons__0__identifiers__0__kind="phone"),
        prefix="persons",
    )
    assert not sent.is_valid()
    [line] = sent.error_lines()
    assert line.text.startswith("Person 1: Identifier 1: “Value” is too long")
    assert line.href == "#id_persons-0-identifiers-0-value"


def test_a_flood_of_blocks_is_held_back():
    flood = post(**{f"persons__{number}__name": "x" for number in range(300)})
    assert len(Persons(flood, prefix="persons").forms) <= 100


def test_enter_saves_and_never_removes():
    html = str(Persons(prefix="persons"))
    buttons = re.findall(r"<button[^>]*>", html)
    assert 'name="' not in buttons[0]
    assert 'tabindex="-1"' in buttons[0]


@settings(deadline=None)  # a page with eight blocks takes its time on a busy machine
@given(
    st.dictionaries(
        st.from_regex(r"persons-(0|[1-9][0-9]{0,2})-(name|born_day|identifiers-[0-9]-value)", fullmatch=True),
        st.text(max_size=20),
        max_size=8,
    )
)
def test_whatever_blocks_arrive_nothing_breaks_and_names_are_kept(data):
    sent = Persons(data, prefix="persons")
    sent.is_valid()
    str(sent)
    kept = {form["name"].value() for form in sent.forms}
    assert {value for key, value in data.items() if key.endswith("-name")} <= kept
