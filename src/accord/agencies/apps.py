from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "accord.agencies"
    label = "agencies"
