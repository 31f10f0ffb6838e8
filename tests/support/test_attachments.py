"""Papers: by what they are, sealed, unchanged; and never an image of a child's abuse."""

from __future__ import annotations

import pytest

from accord.support import actions, queries
from accord.support.models import Attachment
from accord.support.models.attachments import MOST_BYTES
from accord.support.uploads import Refused, kind_of
from tests.support.files import open_file
from tests.support.record import PAPER


def attach(file, name="a.pdf", content=PAPER, abuse=False):
    return actions.attach(by=file.lead, file=file.row, name=name, content=content, shows_abuse_of_child=abuse)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.7", "application/pdf"), (b"\xff\xd8\xff\xe0", "image/jpeg"), ("Lettre à".encode(), "text/plain"),
     (b"\x89PNG\r\n\x1a\n", "image/png"), (b"<html><script>", None), (b"PK\x03\x04", None), (b"MZ\x90\x00", None),
     (b"\xef\xbb\xbf <svg onload=x>", None)],
)  # fmt: skip
def test_kind_is_told_by_the_bytes(content, kind):
    assert kind_of(content) == kind


def test_paper_comes_back_as_it_was_under_a_harmless_name(world):
    file = open_file(world)
    with world.acting(file.lead):
        attach(file, name="..\\..\\evil\r\n.exe")
        assert actions.take_out(by=file.lead, attachment=Attachment.objects.get()) == PAPER
        assert queries.attachment_lines(file.row.dossier_id)[0].name == "evil.pdf"


@pytest.mark.parametrize(
    ("content", "abuse", "why"),
    [(PAPER, True, "abuse"), (b"", False, "empty"), (b"%PDF-" + b"0" * MOST_BYTES, False, "size"),
     (b"<html>", False, "kind")],
)  # fmt: skip
def test_what_is_not_taken_leaves_nothing(world, content, abuse, why):
    file = open_file(world)
    with world.acting(file.lead):
        with pytest.raises(Refused) as refused:
            attach(file, content=content, abuse=abuse)
        assert refused.value.why == why and not Attachment.objects.exists()


def test_changed_bytes_are_not_handed_out(world):
    file = open_file(world)
    with world.acting(file.lead):
        attach(file)
    world.sql("UPDATE accord.attachment SET digest = '\\x00'")
    with world.acting(file.lead), pytest.raises(ValueError, match="not those"):
        actions.take_out(by=file.lead, attachment=Attachment.objects.get())
