from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "supportgroup.administration"

    def ready(self) -> None:
        """Put the lines of this room on the settings page."""
        from . import places

        places.register(
            places.Place(
                "See who may see what",
                "One table of roles and what each may do, in plain words, to read or print.",
                "who_may_see_what",
                order=30,
                heading=places.PEOPLE_WHO_SIGN_IN,
            )
        )
