from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "supportgroup.people"

    def ready(self) -> None:
        """Make known how a spreadsheet is read, checked and written; answer what happens to a person."""
        from supportgroup.groups import keeping
        from supportgroup.longwork import kinds
        from supportgroup.ui import rows

        from . import held
        from .importing import actions, kept, work
        from .reactions import Event
        from .reactions import register as answer
        from .templatetags.respect import respect

        kinds.register(actions.READ, work.read)
        kinds.register(actions.CHECK, work.check)
        kinds.register(actions.WORK, work.run)
        answer(Event.DOWNLOADED, held.hand_out)
        answer(Event.ERASED, held.forget)
        keeping.register(kept.IMPORTS)
        rows.teach(respect=respect)
