"""The frame and the pieces of a page: in both languages, for names in any script, without inline script or style."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory, override_settings
from django.utils import timezone, translation

import accord.web
from accord.web import forms as web
from accord.web.templatetags import accord as tags

TEMPLATES = Path(accord.web.__file__).parent / "templates"
ASSETS = Path(accord.web.__file__).parent / "assets"
OURS = [
    *TEMPLATES.glob("*.html"),
    *TEMPLATES.glob("components/*"),
    *TEMPLATES.glob("pages/*"),
    *TEMPLATES.glob("django/**/*.html"),
]
MEMBER = {"name": "Zoé", "agency": "Équipe intégrée"}


@pytest.fixture(autouse=True)
def _plain_static_files():
    """Pages are drawn here without a build of the styles."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


def draw(source: str, path: str = "/en/", **context) -> str:
    request = RequestFactory().get(path)
    return Template("{% load accord %}" + source).render(Context({"request": request, **context}))


def page(name: str = "base.html", path: str = "/en/cases?q=a&page=2", **context) -> str:
    """A page as the template draws it, with only what is given in its context."""
    context = {"request": RequestFactory().get(path), **context}
    return get_template(name).template.render(Context(context))


# ── The frame ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/en/cases?q=a&page=2", "/fr/cases?q=a&amp;page=2"),
        ("/fr/", "/en/"),
        ("/fr", "/en"),
        ("/en/entrée", "/fr/entr%C3%A9e"),
        ("/english/x", "/fr/"),
        ("/fr/fr/en/", "/en/fr/en/"),
    ],
)
def test_the_language_link_leads_to_the_same_page(here, there):
    assert f'href="{there}"' in page(path=here, **{})


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
def test_the_page_says_its_language_and_offers_the_other(language, other):
    with translation.override(language):
        html = page(path=f"/{language}/")
    assert f'<html lang="{language}"' in html
    assert f'lang="{other}" hreflang="{other}"' in html


def test_a_guest_sees_no_trace_of_a_member():
    html = page()
    for trace in ("idle-warning", "data-lock-url", "shortcuts", "Sign out"):
        assert trace not in html


def test_a_member_sees_who_they_are_and_signs_out_by_post():
    html = page(member=MEMBER, sign_out_url="/en/out", lock_url="/en/lock", idle_seconds=900)
    assert "Équipe intégrée" in html
    assert re.search(r'<form method="post" action="/en/out"', html)
    assert 'data-idle-seconds="900" data-lock-url="/en/lock"' in html


def test_the_menu_marks_where_one_is_and_what_waits():
    nav = [
        {"href": "/en/home", "text": "Home", "current": True},
        {"href": "/en/hits", "text": "Hits", "count": 3, "key": "h"},
    ]
    html = page(nav=nav)
    assert html.count('aria-current="page"') == 1
    assert '<span class="accord-count">3</span><span class="govuk-visually-hidden"> waiting</span>' in html
    assert 'data-shortcut="h"' in html


def test_the_demonstration_cannot_be_mistaken():
    assert "Demonstration: invented people only." in page(demo=True)
    assert "Demonstration: invented people only." not in page()


def test_an_error_stands_in_the_title_and_the_summary():
    class City(web.Form):
        city = forms.CharField(label="City")

    html = page(form=City({}))
    assert "<title>Error: " in html
    assert '<a href="#id_city">Fill in “City”</a>' in html
    assert "<title>Error: " not in page(form=City())


def test_one_main_one_skip_link_and_its_target():
    html = page()
    assert html.count("<main") == 1
    assert 'href="#main-content"' in html
    assert 'id="main-content"' in html


def test_htmx_keeps_no_page_in_the_browser_and_evaluates_nothing():
    assert '"historyCacheSize":0' in page()
    assert '"allowEval":false' in page()


@pytest.mark.parametrize("template", OURS, ids=lambda path: path.name)
def test_no_inline_script_style_or_foreign_address(template):
    source = template.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert not re.search(r"https?://", source)


@pytest.mark.parametrize("name", ["start", "safety", "400", "403", "404", "500", "csrf"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_drawn_with_an_empty_context(name, language):
    with translation.override(language):
        html = render_to_string(f"pages/{name}.html")
    assert html.count("<h1") == 1
    assert f'<html lang="{language}"' in html


def test_the_start_page_links_only_what_exists():
    html = page("pages/start.html")
    assert "Directory of services" not in html
    assert "Published statistics" not in html
    assert "Directory of services" in page("pages/start.html", directory_url="/en/directory")


def test_an_error_page_gives_the_reference():
    assert "7F3A" in page("pages/500.html", reference="7F3A")


def test_leaving_ends_the_session_first_where_that_is_possible():
    assert 'href="/en/exit"' in page("pages/safety.html", exit_url="/en/exit")
    assert 'href="https://weather.gc.ca/"' in draw("{% exit_this_page %}")
    with translation.override("fr"):
        assert 'href="https://meteo.gc.ca/"' in draw("{% exit_this_page %}")


# ── Words and figures ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "date", "text"),
    [
        ("en", dt.date(1998, 3, 27), "March 27, 1998"),
        ("fr", dt.date(1998, 3, 27), "27 mars 1998"),
        ("fr", dt.date(1998, 3, 1), "1er mars 1998"),
        ("fr", dt.date(1998, 3, 11), "11 mars 1998"),
        ("en", None, ""),
    ],
)
def test_dates_read_as_people_write_them(language, date, text):
    with translation.override(language):
        assert tags.localdate(date) == text


def test_a_moment_is_told_where_the_reader_is():
    moment = dt.datetime(2026, 3, 1, 3, 5, tzinfo=dt.UTC)
    with timezone.override("America/Toronto"), translation.override("en"):
        html = draw("{{ moment|localdatetime }}", moment=moment)
    assert ">February 28, 2026 at 22:05</time>" in html
    with translation.override("fr"):
        assert tags.localtime(dt.time(14, 5)) == "14\u00a0h\u00a005"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+15145550199", "+1 514-555-0199"),
        ("514 555 0199", "+1 514-555-0199"),
        ("call me 😀", "call me 😀"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_phone_number_is_shown_in_groups_and_nonsense_as_typed(stored, shown):
    assert tags.phone(stored) == shown


def test_a_name_is_escaped_and_kept_apart():
    assert draw("{{ name|bdi }}", name="<b>محمد</b>") == '<bdi dir="auto">&lt;b&gt;محمد&lt;/b&gt;</bdi>'


def test_a_band_is_told_in_words_as_well_as_colour():
    assert tags.band("strong") == '<strong class="govuk-tag govuk-tag--teal">Strong</strong>'
    assert "&lt;x&gt;" in tags.band("<x>")


# ── Pieces ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_names_its_columns_and_rows():
    html = draw('{% table "Reports" head rows numeric="2" %}', head=["City", "Number"], rows=[["<Laval>", 3]])
    assert '<caption class="govuk-table__caption govuk-table__caption--m">Reports</caption>' in html
    assert html.count('scope="col"') == 2
    assert re.search(r'<th scope="row"[^>]*>&lt;Laval&gt;</th>', html)
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">3</td>' in html


def test_what_is_not_known_says_so():
    html = draw("{% summary_list rows %}", rows=[("City", ""), ("Number", 0), ("Phone", "1", "/x", "Change")])
    assert html.count("Not recorded") == 1
    assert ">0</dd>" in html
    assert (
        '<a class="govuk-link" href="/x">Change<span class="govuk-visually-hidden"> Phone</span></a>' in html
    )


def test_two_records_side_by_side_give_no_verdict_without_one():
    html = draw(
        '{% side_by_side "Compare" "Ours" "Theirs" rows %}',
        rows=[("Phone", "1", "1", "same"), ("City", "", "Laval", "")],
    )
    assert "Same" in html
    assert "Cannot be compared" in html


def test_a_task_that_cannot_start_is_no_link():
    html = draw("{% task_list tasks %}", tasks=[{"title": "Plan", "status": "Cannot start yet"}])
    assert "<a" not in html


def test_a_filter_starts_unfiltered_and_each_choice_can_be_taken_away():
    class Filter(web.Form):
        mark_optional = False
        words = forms.CharField(label="Words", required=False)
        status = forms.MultipleChoiceField(
            label="Status",
            required=False,
            choices=[("new", "New"), ("done", "Done")],
            widget=web.Checkboxes(),
        )

    assert "accord-chip" not in draw("{% filter_panel form %}", form=Filter())
    path = "/en/hits?words=é&status=new&status=done&page=3"
    request = RequestFactory().get(path)
    html = draw("{% filter_panel form %}", path=path, form=Filter(request.GET))
    assert re.findall(r'accord-chip" href="([^"]*)"', html) == [
        "?words=&amp;status=new&amp;status=done".replace("words=&amp;", ""),
        "?words=%C3%A9&amp;status=done",
        "?words=%C3%A9&amp;status=new",
    ]


def test_pages_keep_the_filters():
    page_two = Paginator(range(100), 10).page(2)
    html = draw("{% pagination page %}", path="/en/hits?status=new&page=2", page=page_two)
    assert 'href="?status=new&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_pages_without_totals():
    html = draw('{% pagination previous="?before=x" following="" %}')
    assert "?before=x" in html
    assert "Next page" not in html


def test_a_list_of_one_page_has_no_pages():
    assert draw("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip() == ""


def test_a_block_escapes_what_it_is_given():
    html = draw("{% notice %}{{ name }}{% endnotice %}{% details name %}x{% enddetails %}", name="<script>")
    assert "<script>" not in html


def test_a_button_submits_once():
    assert 'data-prevent-double-click="true"' in draw('{% button "Save" %}')
    assert 'role="button"' in draw('{% button "Open" href="/x" %}')


def test_what_has_happened_is_a_list_and_no_progress():
    html = draw(
        "{% timeline items level=3 %}",
        items=[{"title": "Filed", "when": dt.datetime(2026, 3, 1, tzinfo=dt.UTC), "by": "Zoé"}],
    )
    assert "<ol" in html
    assert "<h3" in html
    assert "by Zoé" in html


# ── What the browser gets ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_type_is_ours():
    styles = (ASSETS / "accord.scss").read_text()
    assert '"Noto Sans"' in styles
    assert "$govuk-include-default-font-face: false" in styles
    assert "components/footer" not in styles  # it brings the crest
    assert "components/header" not in styles  # it brings the crown


@pytest.mark.parametrize("script", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_scripts_evaluate_nothing_and_keep_no_data(script):
    source = script.read_text()
    assert not re.search(r"\beval\(|new Function|document\.write|https?://(?!www\.w3\.org/2000/svg)", source)
    # One choice is remembered on the device: that shortcuts are off. Nothing that was typed ever is.
    assert script.name == "shortcuts.js" or "Storage" not in source
