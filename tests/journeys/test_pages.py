"""Every page in both languages, full, empty and wrong: readable by everybody, narrow, light, and in one language."""

from __future__ import annotations

import gzip
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from tests.journeys.pages import NO_PAGES, PAGES, SENT_EMPTY
from tests.journeys.people import montreal
from tests.journeys.stage import Stage

FIRST_LOAD = 80 * 1024  # bytes, compressed, without fonts

# What a page is made of, whatever its language: everything but words.
SKELETON = """() => [...document.querySelectorAll(
    'h1, h2, h3, h4, form, fieldset, legend, label, input, select, option, textarea, button, table, th, dt, a, [id]'
  )].filter((each) => !each.hasAttribute('hreflang') && !each.closest('datalist')).map((each) => [
    each.tagName, each.id, each.getAttribute('name'), each.getAttribute('type'),
    (each.getAttribute('href') || each.getAttribute('action') || '')
      .replace(/^\\/(en|fr)\\//, '/').replace(/next=.*/, ''),
  ].join(' ').trim())"""

WORDS = """() => {
  const told = (element) => !element.closest('[lang]:not(html), bdi, script, style, template, datalist, code, option')
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (walk.nextNode()) if (told(walk.currentNode.parentElement)) found.push(walk.currentNode.textContent.trim())
  for (const each of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    const said = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => each.getAttribute(name) || '')
    if (told(each)) found.push(...said)
  }
  return [document.title, ...new Set(found)]
}"""
ENGLISH = re.compile(
    r"\b(the|of|and|your|you|with|for|this|not|from|by|has|have|was|are|is|to|who|what)\b", re.IGNORECASE
)


def walk(stage: Stage, part: str, visit: Any) -> Iterator[tuple[str, Any, Any]]:
    """Each page of a part, in an English and a French window."""
    stage.play(part)
    english, french = (visit(stage.visitors[part], language=language) for language in ("en", "fr"))
    for view in PAGES[part]:
        for visitor in (english, french):
            answer = visitor.open(view, *stage.arguments.get(view, []))
            assert answer.status == 200, f"{answer.status}: {visitor.page.url}"
        yield view, english, french


@pytest.mark.parametrize("part", PAGES)
def test_pages_are_accessible_narrow_and_alike_in_both_languages(world, stack, visit, part):
    problems: list[str] = []
    for view, english, french in walk(Stage(world, stack), part, visit):
        for visitor in (english, french):
            problems += visitor.axe() + visitor.too_wide()
            if visitor.page.locator("h1").count() != 1:
                problems.append(f"{visitor.page.url}: not one h1")
        problems += [
            f"{view}: {line}" for line in differences(english, french) + untranslated(english, french)
        ]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("part", SENT_EMPTY)
def test_pages_that_say_what_is_wrong_are_accessible_too(world, stack, visit, part, language):
    stage = Stage(world, stack)
    stage.play(part)
    visitor = visit(stage.visitors[part], language=language)
    problems: list[str] = []
    for view, button in SENT_EMPTY[part]:
        visitor.open(view, *stage.arguments.get(view, []))
        visitor.press(button)
        if not visitor.page.locator(".govuk-error-summary").count():
            problems.append(f"{view}: sent empty, and nothing is said")
        elif not visitor.page.evaluate("document.activeElement.matches('.govuk-error-summary')"):
            problems.append(f"{view}: the summary has no focus")
        problems += visitor.axe() + visitor.too_wide()
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "address", ["nowhere/", "console/custody/", "hits/{}/{}/"], ids=["no page", "refused", "hidden"]
)
def test_refusals_are_pages_too(world, visit, language, address):
    """Hidden and nonexistent look alike, say no more, and lead back."""
    visitor = visit(montreal(world).lead, language=language)
    answer = visitor.page.goto(f"{visitor.address}/{language}/" + address.format(uuid.uuid4(), uuid.uuid4()))
    assert answer.status in (403, 404)
    assert visitor.page.locator("h1").count() == 1 and visitor.page.locator("main a").count()
    assert not visitor.axe() + visitor.too_wide()


def differences(english: Any, french: Any) -> list[str]:
    left, right = english.page.evaluate(SKELETON), french.page.evaluate(SKELETON)
    if left == right:
        return []
    only = [f"only en: {each}" for each in left if each not in right]
    only += [f"only fr: {each}" for each in right if each not in left]
    return only[:6] or [f"{len(left)} parts in en, {len(right)} in fr"]


def untranslated(english: Any, french: Any) -> list[str]:
    """Texts that are the same in both windows and cannot be French; what the stage's people wrote is no English."""
    same = {*english.page.evaluate(WORDS)} & {*french.page.evaluate(WORDS)}
    return [f"not translated: {text}" for text in sorted(same) if ENGLISH.search(text)]


def test_every_page_is_walked():
    def names(resolver: Any, namespace: str = "") -> Iterator[str]:
        for each in resolver.url_patterns:
            if hasattr(each, "url_patterns"):
                yield from names(each, namespace + (f"{each.namespace}:" if each.namespace else ""))
            else:
                yield namespace + (each.name or str(each.pattern))

    walked = {view for views in PAGES.values() for view in views}
    assert set(names(get_resolver())) == walked | NO_PAGES


@pytest.mark.parametrize("view", ["start:start", "home:home", "reports:new"])
def test_first_load_is_light(world, visit, view):
    visitor = visit(None if view == "start:start" else montreal(world).lead)
    sizes: dict[str, int] = {}
    answers: list[Any] = []

    def keep(answer: Any) -> None:
        answers.append(answer)

    visitor.page.on("response", keep)
    visitor.open(view)
    visitor.page.wait_for_load_state("networkidle")
    for answer in answers:
        if answer.request.resource_type != "font" and answer.status == 200:
            sizes[answer.url] = len(gzip.compress(answer.body()))
    assert sum(sizes.values()) <= FIRST_LOAD, sizes


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("way", ["sign out", "leave"])
def test_back_shows_nothing_after_leaving(world, visit, javascript, way):
    desk = montreal(world)
    visitor = visit(desk.lead, javascript=javascript)
    visitor.open("reports:list")
    assert desk.lead.name in visitor.page.content()
    if way == "sign out":
        visitor.press("Sign out", within="header")
    else:
        world.sql("DELETE FROM door.session")  # what "leave" does before it shows another site
        visitor.open("start:start")
    visitor.page.go_back()
    visitor.page.wait_for_load_state()
    assert desk.lead.name not in visitor.page.content()
