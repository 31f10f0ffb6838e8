from django.urls import path

from accord.web.broker import views

app_name = "broker"
urlpatterns = [
    path("", views.queue, name="list"),
    path("<uuid:id>/", views.pair, name="pair"),
]
