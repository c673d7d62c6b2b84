"""manage.py create_group SLUG --admin EMAIL: the first day of a group."""

import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug

from supportgroup.access.refusal import Refused
from supportgroup.groups.models import Group
from supportgroup.signin.letters import password_address
from supportgroup.upkeep import actions, rules

PROMPTS = (
    ("name", "Name for staff"),
    ("neutral_name", "Name that patients see; it must name no condition"),
    ("hospital", "Hospital"),
    ("code", "Three small letters that begin every record number; they must mean nothing"),
    ("admin_name", "Name of the administrator"),
)


class Command(BaseCommand):
    """Start a group, incomplete on purpose: its administrator fills in the rest on its pages."""

    help = "Start a group and make somebody its administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="The address of the group for staff, such as immunology.")
        parser.add_argument("--admin", required=True, help="Email address of its first administrator.")
        for name, words in PROMPTS:
            parser.add_argument(f"--{name.replace('_', '-')}", help=f"{words}.")
        parser.add_argument("--no-input", action="store_true", help="Ask nothing: take what is offered.")

    def handle(self, *args: Any, **options: Any) -> None:
        slug, email = options["slug"].lower(), options["admin"].strip()
        self._check(slug, email)
        told = self._told(slug, email, options)
        try:
            group, user, needs_link = actions.open_group(
                slug=slug,
                name=told["name"],
                neutral_name=told["neutral_name"],
                hospital_name=told["hospital"],
                public_code=told["code"],
                admin_email=email,
                admin_name=told["admin_name"],
                by=actions.COMMAND_LINE,
            )
        except Refused as reason:
            raise CommandError(str(reason)) from None
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        self.stdout.write(f"Started {group.name}: {settings.SITE_URL}/{group.slug}/, code {group.public_code}.")
        if needs_link:
            self.stdout.write(
                f"{user.name} has been sent a link to set a password. If mail does not leave yet, give them this one "
                f"(it works once, for 1 day):\n{password_address(user)}"
            )
        else:
            self.stdout.write(f"{user.name} signs in as before, and is now its administrator too.")
        self.stdout.write("Nothing is sent to patients until the administrator has filled in what the group says.")

    def _check(self, slug: str, email: str) -> None:
        try:
            validate_slug(slug)
            validate_email(email)
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        if Group.objects.filter(slug=slug).exists():
            raise CommandError(f"There is already a group “{slug}”. Nothing was changed.")

    def _told(self, slug: str, email: str, options: dict[str, Any]) -> dict[str, str]:
        letters = secrets.SystemRandom().sample(rules.CONSONANTS, len(rules.CONSONANTS))
        codes = set(Group.objects.values_list("public_code", flat=True))
        offered = {
            "name": f"{slug.replace('-', ' ').capitalize()} patient support group",
            "neutral_name": "Patient survey",
            "hospital": settings.TRUST_NAME,
            "code": rules.free_code(codes, letters) or "",
            "admin_name": email.partition("@")[0].replace(".", " ").title(),
        }
        asks = not options["no_input"] and sys.stdin.isatty()
        return {
            name: options[name] or (self._ask(words, offered[name]) if asks else offered[name])
            for name, words in PROMPTS
        }

    def _ask(self, words: str, offered: str) -> str:
        return input(f"{words} [{offered}]: ").strip() or offered
