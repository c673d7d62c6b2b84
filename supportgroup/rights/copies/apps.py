from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "supportgroup.rights.copies"

    def ready(self) -> None:
        """Make the letters known, answer what happens to a person, show the copy on their page."""
        from supportgroup.access.choices import Power
        from supportgroup.groups import keeping
        from supportgroup.outbox.kinds import register
        from supportgroup.people import parts
        from supportgroup.people.reactions import Event
        from supportgroup.people.reactions import register as answer
        from supportgroup.rights.keeping import holding

        from . import kept, letters, part, reactions

        for kind in letters.KINDS:
            register(kind)
        answer(Event.MERGED, reactions.move_to, moves="request for a copy,requests for a copy")
        answer(Event.DOWNLOADED, reactions.hand_out)
        answer(Event.ERASED, reactions.forget)
        holding.ask(reactions.why_kept)
        holding.ask_of_all(
            reactions.who_waits,
            "Somebody in it asked for a copy of what we hold. Answer that first, or note that they do not want it.",
        )
        keeping.register(kept.REQUESTS)
        parts.register(
            parts.Part(
                heading="Copy of what we hold",
                power=Power.ANSWER_REQUESTS,
                template="rights/copies/parts/copy.html",
                context=part.context,
                order=90,
            )
        )
        parts.register(
            parts.Part(
                heading="PALS’s part of the copy",
                power=Power.SEE_WHO_REPLIED,
                template="rights/copies/parts/copy_of_pals.html",
                context=part.context_of_pals,
                order=91,
            )
        )
