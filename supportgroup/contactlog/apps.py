from django.apps import AppConfig


class ContactLogConfig(AppConfig):
    name = "supportgroup.contactlog"

    def ready(self) -> None:
        """Answer what happens to a person."""
        from supportgroup.people.reactions import Event, register

        from . import reactions

        register(Event.WITHDREW, reactions.plan_nothing_more)
        register(Event.DIED, reactions.close_all)
        register(Event.MERGED, reactions.move_to)
        register(Event.DOWNLOADED, reactions.hand_out)
        register(Event.ERASED, reactions.forget)
