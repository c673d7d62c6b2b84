"""manage.py backup DEST: the whole service as one encrypted file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from supportgroup.access.refusal import Refused
from supportgroup.upkeep import actions, backup, passphrase
from supportgroup.upkeep.postgres import Unable


class Command(BaseCommand):
    """Make a backup and say what it holds."""

    help = "Write the database and the files of people into one encrypted file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dest", type=Path, help="The file to write. It must not be there yet.")
        parser.add_argument("--with-keys", action="store_true", help="Put the keys into it too, not only their names.")
        passphrase.add_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            secret = passphrase.secret(options["key_file"], twice=True)
            made = backup.make(options["dest"], secret, with_keys=options["with_keys"])
        except (Refused, Unable) as reason:
            raise CommandError(str(reason)) from None
        except OSError as trouble:
            raise CommandError(f"The backup could not be written: {trouble.strerror}. Nothing was kept.") from None
        actions.note_backup(size=made.size, rows=made.rows, with_keys=options["with_keys"], by=actions.COMMAND_LINE)
        self.stdout.write(
            f"Saved {made.rows:,} rows of {made.tables} tables and {made.files:,} files in {made.seconds:.0f} seconds: "
            f"{made.size:,} bytes.\nSHA-256 of the file: {made.digest}"
        )
        if not options["with_keys"]:
            self.stdout.write(
                "The keys are not in it, only their fingerprints. Keep SECRET_KEY, FIELD_KEYS, LINK_KEY and the folder "
                "of the sealing keys somewhere else: without them what is encrypted cannot be read."
            )
