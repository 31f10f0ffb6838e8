from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "accord.places"
    label = "places"
