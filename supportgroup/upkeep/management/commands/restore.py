"""manage.py restore SRC: a backup into an empty machine, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from supportgroup.ui.wording import counted
from supportgroup.upkeep import actions, passphrase, restore
from supportgroup.upkeep.box import Unreadable
from supportgroup.upkeep.postgres import Unable


class Command(BaseCommand):
    """Restore a backup, or only take its keys out."""

    help = "Restore a backup into an empty database and an empty FILES_DIR."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("src", type=Path, help="The file that backup wrote.")
        parser.add_argument("--keys-to", type=Path, help="Only write the keys of the backup into this new folder.")
        passphrase.add_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            secret = passphrase.secret(options["key_file"])
            if options["keys_to"]:
                self._keys(options, secret)
            else:
                self._everything(options, secret)
        except (Unable, Unreadable) as reason:
            raise CommandError(str(reason)) from None
        except OSError as trouble:
            raise CommandError(f"The restore stopped and nothing was kept: {trouble.strerror}.") from None

    def _keys(self, options: dict[str, Any], secret: bytes) -> None:
        names = restore.keys_of(options["src"], secret, folder=options["keys_to"])
        self.stdout.write(f"Written to {options['keys_to']}: {', '.join(names)}. Set them, then restore.")

    def _everything(self, options: dict[str, Any], secret: bytes) -> None:
        summary, warnings = restore.restore(options["src"], secret)
        restore.forget_sessions()
        held = actions.hold_what_waited(by=actions.COMMAND_LINE)
        self.stdout.write(
            f"Restored {summary.rows:,} rows of {summary.tables} tables and {summary.files:,} files in "
            f"{summary.seconds:.0f} seconds. Every table has the same rows as when it was saved."
        )
        if held:
            waited = f"{counted(held, 'message')} that waited then {'is' if held == 1 else 'are'} held now"
            self.stdout.write(f"{waited}, as it may have gone since: see the page Messages.")
        for warning in warnings:
            self.stderr.write(f"Look at this: {warning}")
