"""The published list of values that mean nothing about two desks: read by every member, kept by the brokers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.deconfliction import actions, rules
from accord.deconfliction.models import CommonValue
from accord.reports.words import IDENTIFIER_KINDS
from accord.web import forms as web
from accord.web.reports.forms.identifiers import IdentifierForm


class CommonValueForm(IdentifierForm):
    """A value as it is typed, and why it says nothing: a switchboard, a taxi rank, a chain's booking page."""

    template_name = web.Form.template_name
    note = None  # type: ignore[assignment]
    reason = forms.CharField(label=gettext_lazy("Why it says nothing about two desks"), max_length=200)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.is_valid_so_far() and self._listed():
            self.add_error("value", _("This value is on the list already."))
        return self.cleaned_data

    def is_valid_so_far(self) -> bool:
        return not self.errors and "value" in self.cleaned_data

    def _listed(self) -> bool:
        normal = self.draft().normal()
        return CommonValue.objects.filter(kind=str(normal.kind), form=normal.form).exists()


def overcommon(request: HttpRequest) -> HttpResponse:
    """The list; a broker adds to it."""
    member = request.member  # type: ignore[attr-defined]
    keeps = rules.is_broker(member)
    if request.method == "POST" and not keeps:
        raise PermissionDenied(_("This is for brokers of the coordination office."))
    form = CommonValueForm(request.POST or None) if keeps else None
    if form is not None and request.method == "POST" and form.is_valid():
        typed = form.draft()
        actions.publish_common_value(
            by=member,
            kind=typed.kind,
            value=typed.value,
            context=typed.context,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The value is on the list. It no longer makes hits by itself."))
        return redirect("broker:common")
    lines = [
        {"row": row, "kind": IDENTIFIER_KINDS.get(row.kind, row.kind)}
        for row in CommonValue.objects.order_by("kind", "shown")
    ]
    return render(request, "broker/overcommon.html", {"form": form, "lines": lines})
