from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "accord.referrals"
    label = "referrals"
