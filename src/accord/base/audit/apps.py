from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "accord.base.audit"
    label = "audit"
