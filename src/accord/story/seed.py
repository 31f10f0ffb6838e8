"""Tell the story through the platform's own doors: found agencies, seat desks, file each fragment, answer some hits.

``seed()`` fills an empty, migrated database; ``sign_ins()`` names one account a role.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from accord.agencies.founding import Founding
from accord.agencies.models import Member
from accord.base import clock
from accord.base.jobs import drain
from accord.base.row_security.call import call
from accord.door.models import Account
from accord.dossiers.models import Dossier
from accord.reports.actions import file_report
from accord.reports.draft import IdentifierDraft, PersonDraft, ReportDraft
from accord.story import (
    across,
    answers,
    deeds,
    desks,
    homes,
    joint,
    services,
    stays,
    support_side,
    team_side,
    truth,
)
from accord.story.cast import AGENCIES, MEMBERS, MemberPart, story_id
from accord.story.fragments import Fragment, Written, all_fragments, end_of_story
from accord.story.stage import Stage
from accord.story.watches import Watch

DESK = {"fr": "Comptoir", "en": "Desk"}
PLACE_KINDS = {
    "private": "residence", "road": "roadside", "shelter": "service", "hospital": "service", "airport": "station",
}  # fmt: skip
# A larger story is matched in rounds: one round a report takes longer than all the filing.
SMALL, ROUND = 300, 200


def seed(
    reports: int = 120, *, end: datetime | None = None, progress: Callable[[int], None] = lambda n: None
) -> None:
    """Fill the database. ``end`` is the story's present (default: today at noon, UTC)."""
    end = end or end_of_story()
    stage = Stage()
    _found()
    services.publish()
    services.name_keepers(stage)
    _open_desks(stage)
    fragments = all_fragments(reports, end=end)
    watch = Watch(stage, end=end)
    for number, fragment in enumerate(fragments, 1):
        watch.comes_to(fragment.at)
        _file(stage, fragment)
        if reports <= SMALL or number % ROUND == 0:
            _match(fragment.at + timedelta(minutes=1))
        progress(1)
    _match(fragments[-1].at)
    _follow(stage, fragments, end)
    truth.write(stage.filed, fragments, stage.done)
    _forget_sessions(stage)


def _follow(stage: Stage, fragments: list[Fragment], end: datetime) -> None:
    """What the members did with what was filed."""
    answers.compare_records(stage, fragments, end=end)
    deeds.work_through(stage, end=end)
    drain()
    joint.open_case(stage, fragments, end=end)
    answers.think_again(stage, end=end)
    drain()
    homes.open_homes(stage)
    stays.end_holds(stage)
    support_side.tell(stage)
    team_side.write_rosters(stage)
    desks.leave_begun(stage)
    across.ask_for_places(stage)
    drain()
    deeds.read_notices(stage, end=end)


def sign_ins() -> list[tuple[str, str]]:
    """One account a role: who, and how to choose it from the list of the demonstration."""
    return [(f"{member.role} ({member.agency})", member.name) for member in MEMBERS if member.role]


def _found() -> None:
    with Founding() as founding:
        for agency in AGENCIES:
            founding.agency(
                id=agency.id, short_name=agency.short, realm=agency.realm, name_en=agency.name_en,
                name_fr=agency.name_fr, short_name_fr=agency.short_fr,
                city=agency.city, province=agency.province, desk_phone=agency.phone,
                immigration_enforcement=agency.immigration,
                offices=[{"id": _office(agency.short, name), "name": name, "city": city}
                         for name, city in agency.offices],
            )  # fmt: skip
        for member in MEMBERS:
            founding.member(
                id=member.id, agency=story_id("agency", member.agency), human_id=member.human_id, name=member.name,
                title=member.title_fr if member.language == "fr" else member.title_en, duties=list(member.duties),
                language=member.language, office=_office(member.agency, member.office) if member.office else None,
                home_agency=story_id("agency", member.home) if member.home else None,
            )  # fmt: skip
    for member in MEMBERS:
        Account.objects.create_user(member.email, id=member.id)


def _match(at: datetime) -> None:
    """Let what was filed meet, at the story's own time."""
    with clock.replaced(now=lambda: at):
        drain()


def _office(agency: str, name: str) -> uuid.UUID:
    return story_id("office", agency, name)


def _open_desks(stage: Stage) -> None:
    for agency in AGENCIES:
        seated = [member for member in MEMBERS if member.agency == agency.short and member.desk]
        if not seated:
            continue
        first = seated[0]
        title = f"{DESK[first.language]} {agency.short}"
        with stage.acting(first):
            desk = call("open_dossier", story_id("desk", agency.short), "desk", title)
            for other in seated[1:]:
                call("grant_seat", desk, other.id, other.desk, 90)
        stage.desks[agency.short] = desk


def _file(stage: Stage, fragment: Fragment) -> None:
    with clock.replaced(now=lambda: fragment.at), stage.acting(fragment.member, "story.report"):
        member = Member.objects.select_related("agency").get(pk=fragment.member.id)
        dossier = Dossier.objects.get(pk=stage.desks[fragment.member.agency])
        report = file_report(by=member, dossier=dossier, draft=_draft(fragment))
        stage.filed[fragment.key] = truth.FiledFragment(
            agency=fragment.member.agency, dossier=dossier.id, report=report.id, reference=report.reference
        )
    if any(_wants_open(written) for written in fragment.written):
        deeds.countersign(stage, fragment)


def _draft(fragment: Fragment) -> ReportDraft:
    persons = [written for written in fragment.written if written.kind == "person"]
    entities = {written.entity for written in persons}
    return ReportDraft(
        form_key=story_id("form", fragment.key),
        occurred_from=(fragment.at - timedelta(hours=6)).date(),
        city=fragment.city_code,
        place_kind=PLACE_KINDS.get(fragment.place, fragment.place),
        narrative=fragment.text,
        danger_now=fragment.urgent,
        exploitation=fragment.form,
        prong=fragment.prong,
        lawful_reference=_lawful(fragment.member),
        filing_reason="Déconfliction" if fragment.member.language == "fr" else "Deconfliction",
        persons=tuple(_person(written, fragment) for written in persons),
        identifiers=tuple(
            _identifier(written)
            for written in fragment.written
            if written.kind != "person" and written.of not in entities
        ),
    )


def _lawful(member: MemberPart) -> str:
    if member.agency in ("Havre", "Passerelle", "Hôpital"):
        return (
            "Protocole d’entente 2024-07"
            if member.language == "fr"
            else "Memorandum of understanding 2024-07"
        )
    return "C.cr., art. 279.01" if member.language == "fr" else "Criminal Code, s. 279.01"


def _wants_open(written: Written) -> bool:
    """Desks that work on a suspect of the plot ask to be found by partners; a second human countersigns."""
    return written.kind == "person" and written.role == "suspect" and not written.entity.startswith("noise")


def _person(written: Written, fragment: Fragment) -> PersonDraft:
    return PersonDraft(
        role=written.role,
        given_name=written.given_name,
        family_name=written.family_name,
        aliases=written.aliases,
        date_of_birth=written.born,
        sex=written.sex,
        city=written.city,
        open_wanted=_wants_open(written) and fragment.member.agency not in ("Havre", "Passerelle", "Hôpital"),
        identifiers=tuple(_identifier(thing) for thing in fragment.written if thing.of == written.entity),
    )


def _identifier(written: Written) -> IdentifierDraft:
    return IdentifierDraft(kind=written.kind, value=written.value, context=written.context)


def _forget_sessions(stage: Stage) -> None:
    """The story signs in as everybody; nobody is left signed in."""
    from accord.door.models import Session

    Session.objects.using("door").filter(member_id__in=stage.sessions).delete()
