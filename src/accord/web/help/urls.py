from django.urls import path

from accord.web.help.views import help, service

app_name = "help"
urlpatterns = [
    path("", help, name="help"),
    path("services/<uuid:id>/", service, name="service"),
]
