from django.apps import AppConfig


class BridgesConfig(AppConfig):
    name = "accord.bridges"
    label = "bridges"
