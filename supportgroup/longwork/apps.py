from django.apps import AppConfig


class LongworkConfig(AppConfig):
    name = "supportgroup.longwork"
