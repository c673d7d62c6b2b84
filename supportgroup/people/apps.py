from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "supportgroup.people"

    def ready(self) -> None:
        """Make known how a spreadsheet is read, checked and written."""
        from supportgroup.longwork import kinds

        from .importing import actions, work

        kinds.register(actions.READ, work.read)
        kinds.register(actions.CHECK, work.check)
        kinds.register(actions.WORK, work.run)
