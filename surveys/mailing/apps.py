from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "surveys.mailing"

    def ready(self) -> None:
        """Make the three letters of a survey known to the outbox."""
        from supportgroup.outbox.kinds import Kind, register

        from . import letters, printing
        from .choices import MailingKind

        for kind, name in letters.KIND_NAMES.items():
            register(
                Kind(
                    name=name,
                    label=f"Survey: {MailingKind(kind).label.lower()}",
                    compose=letters.compose,
                    why_not_send=letters.why_not_send,
                    print_run=printing.print_run,
                    prepare=letters.prepare,
                    occasion_words=letters.occasion_words,
                )
            )
