from django.apps import AppConfig

from supportgroup.longwork import kinds


class KeyingConfig(AppConfig):
    name = "surveys.keying"

    def ready(self) -> None:
        """Make the comparing of two keyings known to the workers."""
        from . import checking, comparisons

        kinds.register(comparisons.COMPARING, checking.run)
