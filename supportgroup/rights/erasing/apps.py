from django.apps import AppConfig


class ErasingConfig(AppConfig):
    name = "supportgroup.rights.erasing"

    def ready(self) -> None:
        """Say how long the records of those who left are kept; show the way to erase on a person's page."""
        from supportgroup.access.choices import Power
        from supportgroup.groups import keeping
        from supportgroup.people import parts

        from . import kept, weighing

        keeping.register(kept.LEFT)
        parts.register(
            parts.Part(
                heading="Leave and erase",
                power=Power.ERASE_PEOPLE,
                template="rights/erasing/parts/leave.html",
                context=weighing.part,
                order=95,
            )
        )
