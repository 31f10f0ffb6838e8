"""What a worker reads to a survivor, word for word."""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Agency
from accord.consent.actions import Asked
from accord.consent.wording import words_for
from tests.support.files import asked


def read_aloud(by: Agency, recipient: Agency, **more: Any) -> Asked:
    """The usual question of a test, with the words that the platform reads for it."""
    usual = asked(recipient, **more)
    text = words_for(usual.language, by.id)
    document = text.document(
        agency=by.name_en,
        purpose=usual.purpose,
        recipient=recipient.name_en,
        facts=usual.facts,
        days=usual.days,
    )
    return asked(recipient, **(more | {"document": document, "text_version": text.version}))
