from django.urls import path

from accord.web.start.views import leave, safety, start

app_name = "start"
urlpatterns = [
    path("", start, name="start"),
    path("safety/", safety, name="safety"),
    path("leave/", leave, name="exit"),
]
