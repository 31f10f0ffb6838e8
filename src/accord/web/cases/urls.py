from django.urls import path

from accord.web.cases import disclosing, views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("<uuid:dossier>/", views.case, name="case"),
    path("<uuid:dossier>/note/", views.note, name="note"),
    path("<uuid:dossier>/tasks/", views.add_task, name="add_task"),
    path("<uuid:dossier>/tasks/<uuid:id>/", views.tick, name="tick"),
    path("<uuid:dossier>/seats/", views.seats, name="seats"),
    path("<uuid:dossier>/received/<uuid:event>/", disclosing.received, name="received"),
    path("<uuid:dossier>/given/<uuid:event>/", disclosing.given, name="given"),
    path("<uuid:dossier>/disclose/", disclosing.choose_report, name="disclose"),
    path("<uuid:dossier>/disclose/done/", disclosing.done, name="disclosed"),
    path(
        "<uuid:dossier>/disclose/<uuid:desk>/<uuid:report>/", disclosing.choose_fields, name="disclose_fields"
    ),
]
