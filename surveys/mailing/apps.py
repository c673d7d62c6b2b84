from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "surveys.mailing"

    def ready(self) -> None:
        """Make the three letters of a survey known to the outbox, and answer what happens to a person."""
        from supportgroup.groups import keeping
        from supportgroup.outbox.kinds import Kind, register
        from supportgroup.people import finders
        from supportgroup.people.reactions import Event
        from supportgroup.people.reactions import register as answer
        from supportgroup.tracing import news as tracing

        from . import due_letter, finding, kept, letters, occasions, printing, reactions, today
        from .actions import checking
        from .choices import MailingKind

        finders.register(finding.people_numbered)
        keeping.register(kept.FILES)
        tracing.register(checking.record_from_list)
        tracing.speak_for(today.spoken_of)
        register(due_letter.KIND)
        answer(Event.WITHDREW, reactions.close_for_the_withdrawn)
        answer(Event.DIED, reactions.close_for_the_dead)
        answer(Event.MERGED, reactions.move_to, moves="survey they were asked in,surveys they were asked in")
        answer(Event.DOWNLOADED, reactions.hand_out)
        answer(Event.ERASED, reactions.forget)
        answer(Event.WITHDREW, reactions.phone_no_more)
        answer(Event.DIED, reactions.phone_no_more)
        answer(Event.DOWNLOADED, reactions.hand_out_slips)
        answer(Event.ERASED, reactions.forget_slips)
        for kind, name in occasions.KIND_NAMES.items():
            register(
                Kind(
                    name=name,
                    label=f"Survey: {MailingKind(kind).label.lower()}",
                    compose=letters.compose,
                    why_not_send=letters.why_not_send,
                    print_run=printing.print_run,
                    packs=printing.packs,
                    specimen=printing.specimen,
                    text=letters.text,
                    prepare=letters.prepare,
                    occasion_words=letters.occasion_words,
                    mendable=frozenset({letters.NO_CHECK, letters.IN_HOSPITAL}),
                    hidden_from=letters.hidden_from,
                    has_enclosures=kind in printing.WITH_FORM,
                )
            )
