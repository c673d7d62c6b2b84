from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "supportgroup.workshop"
