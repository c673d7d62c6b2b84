from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "supportgroup.people"

    def ready(self) -> None:
        """Make known how a spreadsheet is written."""
        from supportgroup.longwork import kinds

        from .importing import actions, work

        kinds.register(actions.WORK, work.run)
