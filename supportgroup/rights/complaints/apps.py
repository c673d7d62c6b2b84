from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "supportgroup.rights.complaints"

    def ready(self) -> None:
        """Make the letters known, say who complained, answer what happens to a person, say how long it is kept."""
        from supportgroup.groups import keeping
        from supportgroup.outbox import others
        from supportgroup.outbox.choices import RecipientKind
        from supportgroup.outbox.kinds import register
        from supportgroup.people.reactions import Event
        from supportgroup.people.reactions import register as answer
        from supportgroup.rights.keeping import holding

        from . import kept, letters, reactions

        for kind in letters.KINDS:
            register(kind)
        others.register(RecipientKind.COMPLAINANT, letters.who)
        answer(Event.MERGED, reactions.move_to, moves="complaint")
        answer(Event.DOWNLOADED, reactions.hand_out)
        answer(Event.ERASED, reactions.forget)
        holding.ask(reactions.why_kept)
        holding.ask_of_all(reactions.who_complains, "A complaint of somebody in it is not closed. Close it first.")
        keeping.register(kept.COMPLAINTS)
