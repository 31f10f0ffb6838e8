from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "accord.dossiers"
    label = "dossiers"
