from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "supportgroup.outbox"

    def ready(self) -> None:
        """Answer what happens to a person, add a section to their page, say how long messages are kept."""
        from supportgroup.consent import news
        from supportgroup.groups import keeping
        from supportgroup.people import parts
        from supportgroup.people.reactions import Event, register

        from . import kept, person, reactions

        parts.register(person.PART)

        news.register(reactions.hold_what_is_not_agreed)
        register(Event.WITHDREW, reactions.hold_what_waits)
        register(Event.DIED, reactions.hold_what_waits)
        register(Event.MERGED, reactions.move_to, moves="message")
        register(Event.DOWNLOADED, reactions.hand_out)
        register(Event.ERASED, reactions.forget)
        keeping.register(kept.MESSAGES)
