"""What a worker does on the way of flow 2, by mouse or by keys: the parts that several journeys share."""

from __future__ import annotations

from typing import Any


def describe_her(night: Any) -> None:
    """On the page of a new file."""
    night.write("chosen_name", "Luna")
    night.write("age", "22")
    night.pick("gender", "woman")
    night.pick("language", "es")
    night.write("city", "Montréal")
    night.pick("province", "QC")
    night.press("Open the file")


def ask_her(night: Any, purpose: str, recipient: str) -> None:
    """On the page of a new agreement: asked in her language, read aloud before a witness."""
    night.tick("purpose", purpose)
    night.press("Continue")
    night.pick("recipient", recipient)
    night.pick("language", "es")
    night.press("Continue")
    night.tick("answer", "given")
    night.tick("able", "adult")
    night.tick("how", "read_aloud")
    night.write("witness", "Interprète")
    night.press("Continue")
    night.press("Save")


def refer_her(night: Any) -> None:
    """From the agreement that was just saved."""
    night.follow_to("/refer/")
    night.pick("need", "health")
    night.press("Send the referral")
    assert night.says("Sent. You will be told when they answer, and when they do not.")
