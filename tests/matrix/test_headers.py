"""What the matrix asks of every answer can fail: what must stand there, taken away; what must not, put in.

``tests/matrix/test_matrix.py`` asks it of every address, method and role.
"""

from __future__ import annotations

import base64

import pytest
from django.http import HttpResponse

from tests.matrix.headers import SAID, amiss


def answer(title: str = "A file", **headers: str) -> HttpResponse:
    made = HttpResponse(f"<title>{title} – Accord</title><p>Luna</p>")
    for name, words in SAID.items():
        made[name] = "; ".join(words)
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def test_answer_that_says_all_and_tells_nothing_is_well():
    assert amiss(answer()) == []


@pytest.mark.parametrize("name", SAID)
def test_missing_header_is_found(name):
    without = answer()
    del without[name]
    assert amiss(without) == [f"{name} says 'nothing'"]


@pytest.mark.parametrize("name", ["ETag", "Last-Modified", "Server-Timing", "Server"])
def test_header_that_tells_of_the_server_or_the_bytes_is_found(name):
    assert amiss(answer(**{name: "x"})) == [f"{name} is sent"]


@pytest.mark.parametrize(
    "said",
    ["Luna", "luna", "%4Cuna", "/en/files/?next=Marisol", "filename=\"Côté-Roy.pdf\"",
     "filename*=UTF-8''C%C3%B4t%C3%A9-Roy",
     "tel=514-555-0177", base64.urlsafe_b64encode(b"she is Marisol, ").decode()],
)  # fmt: skip
def test_word_of_a_person_in_a_header_is_found(said):
    assert any("a header or a cookie" in each for each in amiss(answer(X_Told=said)))


def test_cookie_that_scripts_read_or_that_names_somebody_is_found():
    made = answer()
    made.set_cookie("draft", "Marisol", samesite="Lax")
    assert len(amiss(made)) == 2


@pytest.mark.parametrize("title", ["Luna", "The file of Marisol", "C&ocirc;t&eacute;-Roy", "514 555-0177"])
def test_word_of_a_person_in_the_title_is_found(title):
    assert any("the title" in each for each in amiss(answer(title)))
