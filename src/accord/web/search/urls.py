from django.urls import path

from accord.web.search import standing
from accord.web.search.views import search

app_name = "search"
urlpatterns = [
    path("", search, name="search"),
    path("save/", standing.save, name="save"),
    path("saved/", standing.searches, name="saved"),
    path("saved/<uuid:id>/", standing.found, name="found"),
    path("watch/<uuid:dossier>/<uuid:id>/", standing.watch, name="watch"),
]
