from django.apps import AppConfig


class ContactLogConfig(AppConfig):
    name = "supportgroup.contactlog"

    def ready(self) -> None:
        """Answer what happens to a person; say how long the log of somebody who left is kept."""
        from supportgroup.groups import keeping
        from supportgroup.people import parts as page_of_a_person
        from supportgroup.people.reactions import Event, register

        from . import facts, kept, parts, reactions

        page_of_a_person.register(parts.HELPERS)
        page_of_a_person.register(parts.CONTACTS)
        page_of_a_person.register_first(facts.to_respect)

        register(Event.WITHDREW, reactions.plan_nothing_more)
        register(Event.DIED, reactions.close_all)
        register(Event.MERGED, reactions.move_to, moves="note in the contact log,notes in the contact log")
        register(Event.MERGED, reactions.move_helpers_to, moves="helper")
        register(Event.DOWNLOADED, reactions.hand_out)
        register(Event.ERASED, reactions.forget)
        keeping.register(kept.LOGS)
