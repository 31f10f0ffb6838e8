from django.urls import path

from accord.web.directory import address, views

app_name = "directory"
urlpatterns = [
    path("", views.kept, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:id>/", views.service, name="service"),
    path("<uuid:id>/keepers/", views.keepers, name="keepers"),
    path("<uuid:id>/address/", address.address, name="address"),
]
