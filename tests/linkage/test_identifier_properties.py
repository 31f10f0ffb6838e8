"""Whatever is typed, a normaliser answers with one stable form or a code, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accord.linkage import ERROR_CODES, IdentifierKind, Normal, NotUnderstood, normalise_identifier

KINDS = st.sampled_from([kind.value for kind in IdentifierKind])
CONTEXTS = st.sampled_from(["", "insta", "QC", "hotel", "address", "Ontario", "telegram", "🙂"])
SHAPED = st.from_regex(r"[A-Za-z0-9@.:/#$+\-() ,'?=&%éñ]{0,40}", fullmatch=True)
WAYS = ["{a}{b}{c}", "({a}) {b}-{c}", "{a}.{b}.{c}", "+1 {a} {b} {c}", "1-{a}-{b}-{c}", "011 1 {a} {b} {c}"]
STREETS = st.lists(
    st.sampled_from(
        "12 st rue ave saint denis ste ch n nord west o apt 4 unit rd main de la l o' é 1st #".split()
    )
).map(" ".join)
TEXTS = st.one_of(st.text(), SHAPED, STREETS)


def outcome(kind: str, value: str, context: str) -> Normal | NotUnderstood:
    try:
        return normalise_identifier(kind, value, context=context)
    except NotUnderstood as error:
        return error


@settings(max_examples=800, deadline=None)
@given(KINDS, TEXTS, CONTEXTS)
@example("phone", "☎ (514) 555-0123 poste 4", "")
@example("premises", "12 rue St-Denis", "address")
@example("premises", "st", "address")
@example("handle", "@@", "ig")
@example("handle", "ig:ig:x", "ig")
@example("plate", "QC:QC:12", "QC")
@example("ad_url", "//[::1", "")
@example("email", "a@" + "é" * 80 + ".ca", "")
@example("payment", "phone:phone:5145550123", "")
def test_every_text_gives_a_form_that_stays_or_a_known_code(kind: str, value: str, context: str) -> None:
    found = outcome(kind, value, context)
    if isinstance(found, NotUnderstood):
        assert found.code in ERROR_CODES
        assert len(found.value) <= 100
        return
    assert found.form and found.shown
    again = normalise_identifier(kind, found.form, context=context)
    assert again.form == found.form
    assert normalise_identifier(kind, found.shown, context=context).form == found.form
    assert normalise_identifier(kind, f"  {value} ", context=context).form == found.form


@pytest.mark.parametrize("kind", list(IdentifierKind))
@pytest.mark.parametrize("text", ["", " ", "\x00", "🙂🙂", "مرحبا", "Привет", "\u202eabc", "x" * 10_000_000])
def test_the_bad_input_list_is_survived(kind: str, text: str) -> None:
    found = outcome(kind, text, "")
    assert isinstance(found, Normal) or found.code in ERROR_CODES


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True), st.sampled_from(WAYS))
def test_a_phone_is_one_number_however_it_is_written(digits: str, pattern: str) -> None:
    typed = pattern.format(a=digits[:3], b=digits[3:6], c=digits[6:])
    assert normalise_identifier("phone", typed).form == f"+1{digits}"
