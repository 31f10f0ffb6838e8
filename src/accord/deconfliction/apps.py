from django.apps import AppConfig


class DeconflictionConfig(AppConfig):
    name = "accord.deconfliction"
    label = "deconfliction"
