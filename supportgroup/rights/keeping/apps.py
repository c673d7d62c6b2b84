from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "supportgroup.rights.keeping"

    def ready(self) -> None:
        """Make known how long looks are kept."""
        from supportgroup.groups.keeping import register

        from .entries import LOOKS

        register(LOOKS)
