from django.urls import path

from accord.web.broker import overcommon, views

app_name = "broker"
urlpatterns = [
    path("", views.queue, name="list"),
    path("common/", overcommon.overcommon, name="common"),
    path("<uuid:id>/", views.pair, name="pair"),
]
