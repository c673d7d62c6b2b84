from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "supportgroup.rights.keeping"

    def ready(self) -> None:
        """Make known how long looks are kept; what is held stays held when two entries become one person."""
        from supportgroup.groups.keeping import register
        from supportgroup.people.reactions import Event
        from supportgroup.people.reactions import register as answer

        from . import reactions
        from .entries import LOOKS

        register(LOOKS)
        answer(Event.MERGED, reactions.move_to, moves="hold")
