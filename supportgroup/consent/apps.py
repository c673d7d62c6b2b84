from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "supportgroup.consent"

    def ready(self) -> None:
        """Answer what happens to a person."""
        from supportgroup.people import marks
        from supportgroup.people import parts as page_of_a_person
        from supportgroup.people.reactions import Event, register

        from . import parts, reactions

        page_of_a_person.register(parts.CONSENT)
        marks.register(parts.MEMBERSHIP)

        register(Event.WITHDREW, reactions.stays_on_record)
        register(Event.DIED, reactions.stays_on_record)
        register(Event.MERGED, reactions.move_to, moves="consent answer")
        register(Event.DOWNLOADED, reactions.hand_out)
        register(Event.ERASED, reactions.forget)
