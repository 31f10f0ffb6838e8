from django.urls import path

from accord.web.directory import address, alike, lines, views

app_name = "directory"
urlpatterns = [
    path("", views.kept, name="list"),
    path("new/", views.new, name="new"),
    path("duplicates/", alike.duplicates, name="duplicates"),
    path("lines/", lines.listing, name="lines"),
    path("lines/<slug:code>/", lines.line, name="line"),
    path("lines/<slug:code>/checked/", lines.checked, name="line_checked"),
    path("<uuid:id>/", views.service, name="service"),
    path("<uuid:id>/keepers/", views.keepers, name="keepers"),
    path("<uuid:id>/address/", address.address, name="address"),
]
