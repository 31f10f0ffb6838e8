from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "accord.deconfliction.matching"
    label = "matching"
