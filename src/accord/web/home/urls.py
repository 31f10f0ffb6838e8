from django.urls import path

from accord.web.home.views import home

app_name = "home"
urlpatterns = [path("", home, name="home")]
