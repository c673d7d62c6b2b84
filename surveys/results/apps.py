from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "surveys.results"

    def ready(self) -> None:
        """Say who counts the answers of a survey that has closed."""
        from supportgroup.longwork import kinds
        from surveys.questionnaire.actions import RELEASING

        from .actions import run

        kinds.register(RELEASING, run)
