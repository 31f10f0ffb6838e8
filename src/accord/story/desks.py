"""Small things begun and not finished on the day of the story: a report half written, a colleague invited."""

from __future__ import annotations

from accord.agencies.actions import add_member
from accord.reports.actions import save_draft
from accord.story.cast import MEMBERS, MemberPart, story_id
from accord.story.stage import Stage
from accord.story.told import member

BEGUN = ("CBSA", "Neil Fairbairn", "Two passports in one envelope, handed in at the counter by a driver.")
INVITED = ("EILP", "Denis Verrault", "Ariane Lefort-Bouchard", "ariane.lefort-bouchard@eilp.example.org")


def leave_begun(stage: Stage) -> None:
    agency, name, words = BEGUN
    part = _part(agency, name)
    with stage.acting(part, "story.draft"):
        save_draft(by=member(part), form_key=story_id("draft", agency), data={"narrative": [words]})
    agency, name, invited, email = INVITED
    part = _part(agency, name)
    with stage.acting(part, "story.invite"):
        add_member(
            by=member(part), name=invited, email=email, title="Analyste", language="fr",
            member_id=story_id("member", agency, invited),
        )  # fmt: skip


def _part(agency: str, name: str) -> MemberPart:
    return next(each for each in MEMBERS if (each.agency, each.name) == (agency, name))
