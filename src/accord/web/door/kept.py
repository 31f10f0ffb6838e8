"""What was typed and not sent before the session ended, offered again to whoever typed it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accord.door.kept import TO, keep_begun, let_go, waiting_for
from accord.web.door.origin import asked_from_here
from accord.web.door.words import words_of
from accord.web.forms import PUT_BACK

DROP = "accord-kept-drop"  # the button beside the fields: not wanted


class SameRequest(HttpResponseRedirect):
    """On to the address that was meant, with the same method and the same fields."""

    status_code = 307


def kept(request: HttpRequest) -> HttpResponse:
    """GET shows it; POST sends one of them where it was going, or drops it. Nothing is done unasked."""
    waiting = waiting_for(request)
    if not waiting:
        raise Http404
    if request.method != "POST":
        shown = [
            {"typed": each, "words": words_of(value for _name, values in each.fields for value in values)}
            for each in waiting
        ]
        return render(request, "door/kept.html", {"waiting": shown, "put_back": PUT_BACK, "drop": DROP})
    one = next((each for each in waiting if str(each.id) == request.GET.get("which", "")), None)
    if one is None:
        raise Http404
    let_go(request, one.id)
    if DROP not in request.POST:
        return SameRequest(one.path)
    return redirect("door:kept" if len(waiting) > 1 else "home:home")


# The page may be older than the last sign-in, and its token with it. The cookie comes with our own requests alone.
@csrf_exempt
@login_not_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What stands in a form when the page is locked: taken by the script of the lock, given back by ``kept``."""
    path = request.POST.get(TO, "")
    if not asked_from_here(request):
        return HttpResponse(status=403)
    return HttpResponse(status=204 if keep_begun(request, path) else 409)
