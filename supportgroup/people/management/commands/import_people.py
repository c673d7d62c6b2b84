"""manage.py import_people: the importer of the pages, for whoever runs the server."""

import json
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser

from supportgroup.access.refusal import Refused
from supportgroup.groups.models import Group
from supportgroup.people.importing import command


class Command(BaseCommand):
    """Import a spreadsheet into a group's register, all of it or nothing."""

    help = (
        "Import people from a spreadsheet (CSV, XLSX, XLS or ODS). Columns are matched by their names, or as they were "
        "matched last time on the page. Exit codes: 0 done; 1 the file cannot be read or the import was refused; "
        "2 the group, the sheet or the columns are not known."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file, the group and the options."""
        parser.add_argument("file", type=Path, help="the spreadsheet")
        parser.add_argument("--group", required=True, metavar="SLUG", help="the group, as in its address")
        parser.add_argument("--sheet", default="", metavar="NAME", help="which sheet, where a workbook has several")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print the counts as one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and print the counts; why rows are refused goes to standard error, by line."""
        group = Group.objects.filter(slug=options["group"]).first()
        if group is None:
            raise CommandError("There is no group with this address.", returncode=2)
        run = command.rehearse if options["dry_run"] else command.carry_out
        try:
            with options["file"].open("rb") as opened:
                done = run(File(opened, name=options["file"].name), group=group, sheet=options["sheet"])
        except OSError:
            raise CommandError("The file cannot be opened.", returncode=1) from None
        except command.NotKnown as question:
            raise CommandError(str(question), returncode=2) from None
        except Refused as reason:
            raise CommandError(str(reason), returncode=1) from None
        for line, why in done.refusals:
            self.stderr.write(f"Line {line}: {why}.")
        self.stdout.write(json.dumps(done.counts) if options["json"] else done.sentence(dry=options["dry_run"]))
