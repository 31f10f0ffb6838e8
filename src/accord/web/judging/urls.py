from django.urls import path

from accord.web.judging import views

app_name = "judging"
_PERSON = "<uuid:dossier>/<uuid:report>/<uuid:person>/"

urlpatterns = [
    path("duplicates/<uuid:dossier>/", views.duplicates, name="duplicates"),
    path(_PERSON, views.person, name="person"),
    path(_PERSON + "<uuid:other_dossier>/<uuid:other_report>/<uuid:other>/", views.pair, name="pair"),
]
