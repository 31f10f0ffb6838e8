"""A survivor's words, planted through the pages that her worker fills in: each of its own, so that one says which."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accord.agencies.models import Member
from accord.support.models import SupportFile
from tests.row_security.canary import Canary
from tests.world import World

CHOSEN, LEGAL_NAME = Canary("Ysolde Kestrelmoor"), Canary("Perpetua Linnetwood")
NOTE, SIGNAL = Canary("He waits by the heronry at 5813"), Canary("The bittern is out of sugar")
OTHERS = {
    name: Canary(f"{name} of the sandpiper {number}")
    for number, name in enumerate(
        ("avoid", "goal", "summary", "need", "alert", "duty", "task", "culture"), 7301
    )
}
PAPER, PAPER_NAME, CHILD = (
    Canary("Letter to the curlew"),
    Canary("whimbrel-testimony"),
    Canary("Little Dunlin Roe"),
)
TYPED_LATE = Canary("Written after the lapwing slept")
ALL = (CHOSEN, LEGAL_NAME, NOTE, SIGNAL, *OTHERS.values(), PAPER, PAPER_NAME, CHILD, TYPED_LATE)


def plant(world: World, worker: Member) -> uuid.UUID:
    """Opens a file and fills it; says which dossier it is. Every form must be taken."""
    browser = world.browser(worker)
    opening = {"chosen_name": CHOSEN.words, "age_group": "adult", "age": "23", "form_key": _key()}
    answer = browser.post("/en/support/new/", opening)
    assert answer.status_code == 302, answer.content.decode()
    with world.acting(worker):
        dossier = SupportFile.objects.latest("opened_at").dossier_id
    for part, typed in _forms():
        taken = browser.post(_page(part, dossier), {"form_key": _key(), **typed})
        assert taken.status_code == 302, f"{part}: {taken.content.decode()}"
    _is_read(browser, dossier)
    _typed_late(world, browser, worker, dossier)
    return dossier


def _forms() -> list[tuple[str, dict[str, Any]]]:
    day = localdate() + timedelta(days=3)
    when = {"day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year), "hour": "14:00"}
    words = {name: each.words for name, each in OTHERS.items()}
    paper = SimpleUploadedFile(f"{PAPER_NAME.words}.txt", PAPER.words.encode())
    return [
        ("notes", {"words": NOTE.words}),
        ("safety", {"signal": SIGNAL.words, "avoid": words["avoid"], "phone": "514 555 0133"}),
        ("plan", {"words": words["goal"]}),
        ("summary", {"words": words["summary"]}),
        ("needs", {"categories": ["food"], "urgency": "today", "words": words["need"]}),
        ("family", {"name": CHILD.words, "whereabouts": "with_her"}),
        ("alert", {"kind": "danger", "words": words["alert"]}),
        ("duty", {"outcome": "called", "words": words["duty"]}),
        ("follow_ups", {"words": words["task"], **when}),
        ("attachments", {"paper": paper}),
        (
            "change",
            {"chosen_name": CHOSEN.words, "legal_name": LEGAL_NAME.words, "cultural_needs": words["culture"]},
        ),
    ]


def _is_read(browser: Client, dossier: uuid.UUID) -> None:
    """Each word stands somewhere for her worker: what was never kept would be found nowhere."""
    pages = [browser.get(_page(part, dossier)).content for part, _typed in _forms()
             if part not in ("duty", "change")]  # fmt: skip
    pages += [browser.get(_page(part, dossier)).content for part in ("file", "screening", "change")]
    pages.append(browser.post(_page("reveal", dossier), {"code": "legal_name"}).content)
    unread = [each.words for each in ALL if each is not TYPED_LATE and not any(map(each.is_in, pages))]
    # The one within the paper itself, the other shown where she is a minor.
    assert set(unread) <= {PAPER.words, OTHERS["duty"].words}, unread


def _typed_late(world: World, browser: Client, worker: Member, dossier: uuid.UUID) -> None:
    """A note that is sent when the session is over waits behind the sign-in."""
    world.sql(
        "UPDATE door.session SET active_until = now() - interval '1 minute' WHERE account_id = %s", worker.id
    )
    late = browser.post(_page("notes", dossier), {"words": TYPED_LATE.words, "form_key": _key()})
    assert late.status_code == 302 and "kept" in late["Location"]
    world._sessions.pop(worker.id)  # a new one is opened when it is next asked for


def _page(part: str, dossier: uuid.UUID) -> str:
    return reverse(f"support:{part}", args=[dossier])


def _key() -> str:
    return str(uuid.uuid4())
