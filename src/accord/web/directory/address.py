"""Where a confidential service is, for members of its own agency: shown on a tap, and the tap is written down.

Nobody else learns whether an address is written down at all: for them there is no such page.
"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from accord.directory import addresses, rules
from accord.directory.addresses import Address
from accord.directory.queries import published
from accord.web.directory.forms import AddressForm
from accord.web.help.listing import said


@sensitive_post_parameters()
@sensitive_variables()
def address(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    row = published(id)
    if row is None or not rules.holds_address(member, row):
        raise Http404
    act = request.POST.get("act", "")
    form = AddressForm(request.POST if act == "enter" else None)
    shown: Address | None = None
    if act == "enter" and form.is_valid():
        addresses.enter_address(by=member, service=row, address=Address(**form.cleaned_data))
        messages.success(
            request, _("The address is sealed. It is shown only on this page, when it is asked for.")
        )
        return redirect("directory:address", id)
    if act == "forget":
        addresses.forget_address(by=member, service=row)
        messages.success(request, _("The address is forgotten."))
        return redirect("directory:address", id)
    if act == "reveal":
        shown = addresses.reveal_address(by=member, service=row)
    context = {
        "row": row,
        "name": said(row, "name"),
        "form": form if rules.keeps_own(member) else None,
        "stands": addresses.written(row, member) is not None,
        "shown": shown,
    }
    return render(request, "directory/address.html", context)
