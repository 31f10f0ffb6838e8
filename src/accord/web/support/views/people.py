"""Children, interpreters, papers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.directory.help_lines.queries import lines_for
from accord.directory.vocabulary import Access
from accord.support import actions, queries
from accord.support.models import Attachment, Child, InterpreterBooking
from accord.support.uploads import SUFFIXES, Refused
from accord.web.support.forms.record import AttachmentForm, BookingForm, ChildForm
from accord.web.support.the_file import Opened, draw, names_of, the_file


def family(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier)
    form = ChildForm(request.POST or None)
    if form.is_valid():
        actions.add_child(by=request.member, file=opened.file, **form.cleaned_data)  # type: ignore[attr-defined]
        return redirect("support:family", opened.id)
    return _family(request, opened, child_form=form)


def _family(request: HttpRequest, opened: Opened, **forms: Any) -> HttpResponse:
    context = {
        "children": queries.children_of(opened.id),
        "cultural_needs": queries.cultural_needs(opened.file),
        "access": [Access(code).label for code in opened.file.access_needs],
        "bookings": queries.bookings_of(opened.id),
        "child_form": forms.get("child_form") or ChildForm(),
        "booking_form": forms.get("booking_form")
        or BookingForm(initial={"language": next(iter(opened.file.languages), "")}),
        "formset": next((form for form in forms.values() if form.is_bound), None),
    }
    return draw(request, "support/family.html", opened, **context)


@require_POST
def child(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """Take a child out of the file."""
    opened = the_file(request, dossier)
    actions.remove_child(by=request.member, child=get_object_or_404(Child, pk=(opened.id, id)))  # type: ignore[attr-defined]
    return redirect("support:family", opened.id)


@require_POST
def book(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier)
    form = BookingForm(request.POST)
    if not form.is_valid():
        return _family(request, opened, booking_form=form)
    actions.book_interpreter(by=request.member, file=opened.file, **form.booking())  # type: ignore[attr-defined]
    return redirect("support:family", opened.id)


@require_POST
def booking(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The interpreter comes, or does not."""
    opened = the_file(request, dossier)
    row = get_object_or_404(InterpreterBooking, pk=(opened.id, id))
    actions.answer_booking(by=request.member, booking=row, comes=request.POST.get("comes") == "yes")  # type: ignore[attr-defined]
    return redirect("support:family", opened.id)


def attachments(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    opened = the_file(request, dossier)
    form = AttachmentForm(request.POST, request.FILES) if request.method == "POST" else AttachmentForm()
    if form.is_valid() and _attached(request, opened, form):
        messages.success(request, _("Kept, sealed."))
        return redirect("support:attachments", opened.id)
    lines = queries.attachment_lines(opened.id)
    names = names_of({line.row.added_by for line in lines})
    shown = [(line, names.get(line.row.added_by, "")) for line in lines]
    return draw(
        request, "support/attachments.html", opened, form=form, lines=shown, abuse_lines=lines_for("images")
    )


def _attached(request: HttpRequest, opened: Opened, form: AttachmentForm) -> bool:
    told = form.cleaned_data
    try:
        actions.attach(
            by=request.member, file=opened.file, name=told["paper"].name, content=told["paper"].read(),  # type: ignore[attr-defined]
            shows_abuse_of_child=told["abuse"], form_key=told["form_key"],
        )  # fmt: skip
    except Refused as refused:
        form.add_error("abuse" if refused.why == "abuse" else "paper", _why(refused))
        return False
    return True


def _why(refused: Refused) -> str:
    return {
        "abuse": _("It was not taken, and nothing of it is kept. Leave it where it is, do not copy it, and call police "
                   "or the reporting line named below."),
        "empty": _("This file is empty: choose another"),
        "size": _("Choose a file of 10 MB at most"),
        "kind": _("Only PDF, JPEG, PNG and plain text are taken: save it as one of these and try again"),
    }[refused.why]  # fmt: skip


def attachment(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    """The original, always to be saved, never shown by the browser. By POST: removed."""
    opened = the_file(request, dossier)
    row = get_object_or_404(Attachment, pk=(opened.id, id))
    if request.method == "POST":
        actions.remove_attachment(by=request.member, attachment=row)  # type: ignore[attr-defined]
        return redirect("support:attachments", opened.id)
    content = actions.take_out(by=request.member, attachment=row)  # type: ignore[attr-defined]
    headers = {
        # Downloads lie about in the open: the file that is saved does not bear the name that a worker typed
        "Content-Disposition": f'attachment; filename="paper{SUFFIXES[row.kind]}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)
