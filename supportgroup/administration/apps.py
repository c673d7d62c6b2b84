from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "supportgroup.administration"

    def ready(self) -> None:
        """Put the lines of this room on the settings page."""
        from supportgroup.access.choices import Power
        from supportgroup.people import parts

        from . import places
        from .trail import person

        places.register(
            places.Place(
                "Change what this group says",
                "Names, addresses and phone numbers on every letter and email; the privacy notice.",
                "group_names",
                order=10,
            )
        )
        places.register(
            places.Place(
                "Change the rules of this group",
                "Days, limits and other numbers that your policy sets, each from a day you choose.",
                "group_rules",
                order=20,
            )
        )
        places.register(
            places.Place(
                "Invite colleagues, give and end roles",
                "Who signs in here, with which roles from when until when, and when they were last here.",
                "users",
                order=10,
                heading=places.PEOPLE_WHO_SIGN_IN,
            )
        )
        places.register(
            places.Place(
                "See who changed what and who looked",
                "The trail: every change, and every look at what is held on people. Nobody can alter it.",
                "trail",
                power=Power.SEE_TRAIL,
                order=10,
                heading=places.CHECKS,
            )
        )
        parts.register(person.PART)
        places.register(
            places.Place(
                "See who may see what",
                "One table of roles and what each may do, in plain words, to read or print.",
                "who_may_see_what",
                order=30,
                heading=places.PEOPLE_WHO_SIGN_IN,
            )
        )
        places.register(
            places.Place(
                "Put the consent forms in our own words",
                "What people are asked to agree to, box by box, with its versions.",
                "consent_wording",
                power=Power.WRITE_CONSENT,
            )
        )
