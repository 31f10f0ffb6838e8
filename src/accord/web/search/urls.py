from django.urls import path

from accord.web.search.views import search

app_name = "search"
urlpatterns = [path("", search, name="search")]
