from django.apps import AppConfig


class ReplyingConfig(AppConfig):
    name = "surveys.replying"
