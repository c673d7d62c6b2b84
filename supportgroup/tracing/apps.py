from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "supportgroup.tracing"

    def ready(self) -> None:
        """Answer what happens to a person."""
        from supportgroup.people.reactions import Event, register

        from . import reactions

        register(Event.DIED, reactions.note_death)
        register(Event.MERGED, reactions.move_to)
        register(Event.DOWNLOADED, reactions.hand_out)
        register(Event.ERASED, reactions.forget)
