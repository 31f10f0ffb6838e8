from django.urls import path

from accord.web.map import views

app_name = "map"
urlpatterns = [
    path("", views.map, name="map"),
    path("corridor/", views.corridor, name="corridor"),
    path("export/", views.take_out, name="export"),
]
