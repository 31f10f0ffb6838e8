"""The task list of a file: what was done, what is open, in the order in which it is usually done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accord.base.clock import now
from accord.consent.queries import live
from accord.support import queries
from accord.support.models import Goal, Need, SafetyPlan, Screening, ScreeningAnswer
from accord.support.vocabulary import GoalState, NeedState
from accord.web.support import beyond
from accord.web.support.line import Task
from accord.web.support.the_file import Opened


def tasks_of(opened: Opened) -> list[Task]:
    made = [
        _safety, _screening, _needs, *beyond.TASKS, _family, _follow_ups, _goals, _summary, _notes, _papers,
    ]  # fmt: skip
    tasks = [task for task in (make(opened) for make in made) if task.href]
    return (
        [replace(task, colour="") for task in tasks if _stands(task)] if opened.dossier.is_closed else tasks
    )


def _stands(task: Task) -> bool:
    """In a closed file nothing is to do, and nothing is offered: what was written stands there to be read."""
    return task.colour not in ("blue", "grey")


def _to(view: str, opened: Opened) -> str:
    return reverse(f"support:{view}", args=[opened.id])


def _to_do() -> dict[str, Any]:
    return {"status": _("To do"), "colour": "blue"}


def _done() -> dict[str, Any]:
    return {"status": _("Completed")}


def _safety(opened: Opened) -> Task:
    written = SafetyPlan.objects.filter(dossier_id=opened.id).exists()
    hint = _("How to reach them without harming them")
    return Task(_("Safety plan"), _to("safety", opened), hint=hint, **(_done() if written else _to_do()))


def _screening(opened: Opened) -> Task:
    screenings = Screening.objects.filter(dossier_id=opened.id).count()
    answers = ScreeningAnswer.objects.filter(dossier_id=opened.id).count()
    told = ngettext("%(count)d answer", "%(count)d answers", answers) % {"count": answers}
    status = {"status": told} if answers else ({"status": _("Started")} if screenings else _to_do())
    return Task(_("Screening"), _to("screening", opened), hint=_("Every question may be skipped"), **status)


def _needs(opened: Opened) -> Task:
    rows = Need.objects.filter(dossier_id=opened.id)
    still = rows.filter(state__in=[NeedState.OPEN, NeedState.IN_HAND]).count()
    if not still:
        return Task(_("Needs"), _to("needs", opened), **(_done() if rows.exists() else _to_do()))
    status = ngettext("%(count)d open", "%(count)d open", still) % {"count": still}
    return Task(_("Needs"), _to("needs", opened), status=status, colour="yellow")


def _family(opened: Opened) -> Task:
    return Task(
        _("Children, interpreter, culture"),
        _to("family", opened),
        status=pgettext("a task", "Optional"),
        colour="grey",
    )


def _follow_ups(opened: Opened) -> Task:
    still = list(queries.due_lines().filter(dossier_id=opened.id))
    late = sum(row.due_at <= now() for row in still)
    if late:
        status = ngettext("%(count)d overdue", "%(count)d overdue", late) % {"count": late}
        return Task(_("Follow-ups"), _to("follow_ups", opened), status=status, colour="red")
    planned = ngettext("%(count)d planned", "%(count)d planned", len(still)) % {"count": len(still)}
    return Task(_("Follow-ups"), _to("follow_ups", opened), status=planned if still else _("Nothing planned"))


def _goals(opened: Opened) -> Task:
    rows = Goal.objects.filter(dossier_id=opened.id)
    under_way = rows.filter(state=GoalState.OPEN).count()
    status = ngettext("%(count)d goal", "%(count)d goals", under_way) % {"count": under_way}
    title = _("Support plan")
    return Task(title, _to("plan", opened), **({"status": status} if rows.exists() else _to_do()))


def _summary(opened: Opened) -> Task:
    newest = next(iter(queries.summaries_of(opened.id)), None)
    status = {"status": newest.row.get_state_display()} if newest else _to_do()
    return Task(
        _("Summary, told once"),
        _to("summary", opened),
        hint=_("Read back to them and approved by them"),
        **status,
    )


def _notes(opened: Opened) -> Task:
    count = len(queries.notes_of(opened.id))
    status = ngettext("%(count)d note", "%(count)d notes", count) % {"count": count}
    return Task(_("Case notes"), _to("notes", opened), status=status, hint=_("Your agency alone reads them"))


def _papers(opened: Opened) -> Task:
    count = len(queries.attachment_lines(opened.id))
    status = ngettext("%(count)d paper", "%(count)d papers", count) % {"count": count}
    return Task(_("Papers"), _to("attachments", opened), status=status)


def agreed(opened: Opened) -> Any:
    """What she agreed to and what holds now."""
    return live(opened.id)
