"""Every address of the platform. Each area of ``accord.web`` brings its own, under its name as namespace."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

AREAS = {
    "start": "",
    "help": "help/",
    "directory": "directory/",
    "door": "",
    "home": "home/",
    "notices": "notifications/",
    "search": "search/",
    "reports": "reports/",
    "judging": "judgements/",
    "hits": "hits/",
    "broker": "broker/",
    "cases": "cases/",
    "network": "cases/",
    "map": "map/",
    "places": "places/",
    "referrals": "",
    "support": "support/",
    "bridges": "",
    "arrivals": "arrivals/",
    "permits": "",
    "console": "console/",
    "consent": "",
}

urlpatterns = i18n_patterns(
    path("account/", include("accord.web.door.allauth_urls")),
    *[path(prefix, include(f"accord.web.{area}.urls")) for area, prefix in AREAS.items()],
    prefix_default_language=True,
)

handler400 = "accord.web.errors.bad_request"
handler403 = "accord.web.errors.refused"
handler404 = "accord.web.errors.not_found"
handler429 = "accord.web.errors.too_many"
handler500 = "accord.web.errors.failed"
