from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "surveys.screening"

    def ready(self) -> None:
        """Say how long texts are kept as they were written."""
        from supportgroup.groups import keeping

        from . import kept

        keeping.register(kept.TEXTS)
