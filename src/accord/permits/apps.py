from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "accord.permits"
    label = "permits"
