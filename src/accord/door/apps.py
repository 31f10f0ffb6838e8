from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "accord.door"
    label = "door"
