from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "accord.consent"
    label = "consent"
