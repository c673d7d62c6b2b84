"""manage.py rotate_keys: write with the newest field key what was written with an older one."""

import json
from argparse import ArgumentParser
from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from supportgroup.upkeep import actions, rotation


class Command(BaseCommand):
    """Encrypt anew with the first of FIELD_KEYS, and say what still needs an older one."""

    help = "Encrypt every encrypted column anew with the first of FIELD_KEYS. It may be stopped and begun again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what is encrypted with an older key.")
        parser.add_argument("--json", action="store_true", help="Say it for a machine.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            before = rotation.standing()
            if not options["dry_run"]:
                rotation.rotate(by=actions.COMMAND_LINE)
            after = rotation.standing()
        except InvalidToken:
            raise CommandError(
                "Something is encrypted with a key that is not in FIELD_KEYS. Put the older key back behind the "
                "newest, with a comma between them, and run this again. Nothing was lost."
            ) from None
        if options["json"]:
            counts = {place.words: {"values": place.values, "before": place.old} for place in before}
            left = sum(place.old for place in after)
            self.stdout.write(json.dumps({"places": counts, "left_with_older_keys": left}))
            return
        for was, is_now in zip(before, after, strict=True):
            self.stdout.write(
                f"{was.words}: {was.values} values, {was.old} of them by an older key, {is_now.old} left."
            )
        if not any(place.old for place in after):
            self.stdout.write(
                "No column needs an older key any more. Cookies do for 30 days: then take the older out of FIELD_KEYS."
            )
