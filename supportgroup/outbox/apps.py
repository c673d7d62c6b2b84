from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "supportgroup.outbox"
