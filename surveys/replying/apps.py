from django.apps import AppConfig

from supportgroup.longwork import kinds


class ReplyingConfig(AppConfig):
    name = "surveys.replying"

    def ready(self) -> None:
        """Make the closing of a survey known to the workers."""
        from . import closing

        kinds.register(closing.CLOSING, closing.run)
