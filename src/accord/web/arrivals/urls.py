from django.urls import path

from accord.web.arrivals import views

app_name = "arrivals"
urlpatterns = [path("<uuid:dossier>/", views.arrival, name="arrival")]
