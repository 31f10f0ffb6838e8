from django.urls import path

from accord.web.help.views import help

app_name = "help"
urlpatterns = [path("", help, name="help")]
