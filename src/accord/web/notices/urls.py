from django.urls import path

from accord.web.notices.views import notices, see_all

app_name = "notices"
urlpatterns = [
    path("", notices, name="list"),
    path("seen/", see_all, name="see_all"),
]
