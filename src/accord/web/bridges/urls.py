from django.urls import path

from accord.web.bridges import file, views

app_name = "bridges"
urlpatterns = [
    path("bridges/", views.overview, name="list"),
    path("bridges/ask/", views.ask, name="ask"),
    path("bridges/<uuid:dossier>/<uuid:event>/", views.crossing, name="crossing"),
    path("bridges/<uuid:dossier>/<uuid:event>/dates/", views.propose, name="propose"),
    path("bridges/<uuid:dossier>/<uuid:event>/dates/<uuid:date>/", views.answer_date, name="date"),
    path("support/<uuid:dossier>/police/", file.police, name="police"),
]
