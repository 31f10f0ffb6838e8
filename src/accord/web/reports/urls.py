from django.urls import path

from accord.web.reports.views import changing, filing, reading

app_name = "reports"

urlpatterns = [
    path("", reading.reports, name="list"),
    path("new/", filing.new_report, name="new"),
    path("draft/", filing.keep_draft, name="draft"),
    path("draft/discard/", filing.discard, name="discard"),
    path("look-alikes/", filing.hint, name="look_alikes"),
    path("<uuid:dossier>/<uuid:id>/", reading.report, name="report"),
    path("<uuid:dossier>/<uuid:id>/filed/", filing.filed, name="filed"),
    path("<uuid:dossier>/<uuid:id>/change/<slug:part>/", changing.change, name="change"),
    path("<uuid:dossier>/<uuid:id>/proposals/<uuid:proposal>/", changing.decide, name="decide"),
    path("<uuid:dossier>/<uuid:id>/persons/new/", changing.add_person, name="add_person"),
    path("<uuid:dossier>/<uuid:id>/persons/<uuid:person>/", changing.change_person, name="change_person"),
    path("<uuid:dossier>/<uuid:id>/persons/<uuid:person>/alias/", changing.add_alias, name="add_alias"),
    path(
        "<uuid:dossier>/<uuid:id>/persons/<uuid:person>/identifiers/new/",
        changing.add_identifier,
        name="add_person_identifier",
    ),
    path("<uuid:dossier>/<uuid:id>/identifiers/new/", changing.add_identifier, name="add_identifier"),
    path("<uuid:dossier>/<uuid:id>/withdraw/", changing.withdraw, name="withdraw"),
    path("<uuid:dossier>/<uuid:id>/close/", changing.close, name="close"),
]
