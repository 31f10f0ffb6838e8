"""A joint case: how it came to be, what has happened in it, what is to do.

The case itself is a dossier of kind ``case``; its agencies and members are parties and seats, and what they give one
another are disclosures (``dossiers.models``). Here stands what only a joint case has.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.base.reference import reference_of
from accord.base.row_security.models import Protected


def case_reference(dossier_id: uuid.UUID) -> str:
    """The code that people quote, such as ``C-7K3M-92QD``: made from the dossier's random id, it counts nothing."""
    return f"C{reference_of(dossier_id)[1:]}"


class ProposalAnswer(models.TextChoices):
    """What became of a proposal; until then it has none."""

    ACCEPTED = "accepted", pgettext_lazy("a proposed case", "Accepted")
    DECLINED = "declined", pgettext_lazy("a proposed case", "Declined")


class JointProposal(Protected):
    """That one side of a hit asks the other for a joint case: a row a side, each beside the side's own hit.

    The two rows share ``event_id``. ``case_id`` is how a desk finds the case that one of its hits became; whether a
    member of the desk may open it is for the seats of the case to say.
    """

    event_id = models.UUIDField()
    hit_id = models.UUIDField()
    ours = models.BooleanField()  # whether this side proposed
    title = models.TextField()
    proposed_by = models.UUIDField(null=True)  # told to the proposer's own side only
    answer = models.TextField(choices=ProposalAnswer.choices, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    case_id = models.UUIDField(null=True)

    class Meta:
        db_table = "joint_proposal"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "event_id"], name="joint_proposal_once_a_side"),
            models.UniqueConstraint(
                fields=["dossier_id", "hit_id"],
                condition=~models.Q(answer="declined"),
                name="joint_proposal_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | models.Q(answer__in=ProposalAnswer.values, answered_at__isnull=False),
                name="joint_proposal_answer_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="accepted", case_id__isnull=False)
                | (~models.Q(answer="accepted") & models.Q(case_id__isnull=True)),
                name="joint_proposal_case_iff_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(ours=True, proposed_by__isnull=False)
                | models.Q(ours=False, proposed_by__isnull=True),
                name="joint_proposal_names_own_proposer",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return not self.answer


class JointCase(Protected):
    """What a case dossier that two desks opened together knows of its beginning. One row a case."""

    hit_number = models.TextField()  # the number that both desks quoted on the phone
    proposed_by_agency_id = models.UUIDField()
    accepted_by_agency_id = models.UUIDField()
    proposed_by = models.UUIDField()
    accepted_by = models.UUIDField()
    # Since when a desk no longer says that both mean the same. The case stays; it was opened on that judgement.
    doubted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "joint_case"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id"], name="joint_case_once"),
            models.CheckConstraint(
                condition=~models.Q(proposed_by_agency_id=models.F("accepted_by_agency_id")),
                name="joint_case_has_two_agencies",
            ),
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("accepted_by")), name="joint_case_has_two_leads"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return case_reference(self.dossier_id)


class EventKind(models.TextChoices):
    """What the timeline tells besides seats and parties, which it reads from their own rows."""

    OPENED = "opened", _("Joint case opened")
    GIVEN = "given", _("Disclosed to a partner")
    RECEIVED = "received", _("Received from a partner")
    REVOKED = "revoked", _("Disclosure revoked")
    DOUBTED = "doubted", _("A desk took back that both mean the same")
    AFFIRMED = "affirmed", _("Both desks say again that they mean the same")
    NOTE = "note", _("Note")


class CaseEvent(Protected):
    """One line of a case's history. Append-only: no role of the application may write it but through functions.sql.

    ``shown_to`` narrows a line to one agency of the case: a third partner does not learn what two others exchanged.
    """

    kind = models.TextField(choices=EventKind.choices)
    by = models.UUIDField()
    by_agency_id = models.UUIDField()
    other_agency_id = models.UUIDField(null=True)  # of a disclosure: the other end of it
    shown_to = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)  # of a disclosure: its event
    text = models.TextField(default="", blank=True)

    class Meta:
        db_table = "case_event"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=EventKind.values), name="case_event_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="note", subject_id__isnull=True)
                | models.Q(
                    kind__in=["opened", "doubted", "affirmed"], subject_id__isnull=True, shown_to__isnull=True
                )
                | models.Q(
                    kind__in=["given", "received", "revoked"],
                    subject_id__isnull=False,
                    shown_to__isnull=False,
                    other_agency_id__isnull=False,
                ),
                name="case_event_shape",
            ),
        ]
        indexes = [models.Index(fields=["dossier_id", "-created_at", "-id"], name="case_event_newest")]

    def __str__(self) -> str:
        return self.get_kind_display()


class CaseTask(Protected):
    """Something to do in a case, by somebody with a seat on it. All its agencies see it."""

    form_key = models.UUIDField()
    title = models.TextField()
    assignee_id = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    made_by = models.UUIDField()
    done_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "case_task"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "form_key"], name="case_task_once_a_form"),
            models.CheckConstraint(
                condition=models.Q(done_by__isnull=True, done_at__isnull=True)
                | models.Q(done_by__isnull=False, done_at__isnull=False),
                name="case_task_done_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class NetworkLayout(Protected):
    """Places and filters of a network that somebody kept under a name. Its agency's seats alone see it.

    ``positions``: {public id of a node: [x, y]}. Another agency's, or a colleague's, places could tell what stands on
    a desk that one has no seat on: the first are hidden by the policy, the others by ``cases.network.picture``.
    """

    agency_id = models.UUIDField()
    made_by = models.UUIDField()
    form_key = models.UUIDField()
    name = models.TextField()
    positions = models.JSONField()
    filters = models.JSONField()

    class Meta:
        db_table = "network_layout"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id", "agency_id", "form_key"], name="network_layout_once_a_form"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="network_layout_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
