from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "surveys.answers"

    def ready(self) -> None:
        """Say who makes a survey's key."""
        from supportgroup.longwork import kinds
        from surveys.questionnaire.actions import OPENING

        from .actions import give_up_opening, run_opening

        kinds.register(OPENING, run_opening, gave_up=give_up_opening)
