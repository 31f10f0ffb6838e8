from django.urls import path

from accord.web.network import views

app_name = "network"
urlpatterns = [
    path("<uuid:dossier>/network/", views.network, name="network"),
    path("<uuid:dossier>/network/layouts/", views.save, name="save"),
    path("<uuid:dossier>/network/layouts/<uuid:id>/delete/", views.delete, name="delete"),
    path("<uuid:dossier>/network/export/", views.take_out, name="export"),
]
