"""manage.py doctor: what is wrong with this set-up, and how to mend it."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from supportgroup.upkeep import doctor
from supportgroup.upkeep.findings import Finding, Grade

CODES = {Grade.OK: 0, Grade.LOOK: 1, Grade.WRONG: 2}


class Command(BaseCommand):
    """Look everything over. The exit code is 0 where all is well, 1 where to look at something, 2 where wrong."""

    help = "Say what is wrong with this set-up and how to mend it. Exit code: 0 ok, 1 look at, 2 wrong."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Say it for a machine.")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = doctor.examine()
        worst = doctor.worst(findings)
        if options["json"]:
            told = {"worst": worst, "findings": [asdict(finding) for finding in findings]}
            self.stdout.write(json.dumps(told, indent=1))
        else:
            for finding in findings:
                self._say(finding)
        raise SystemExit(CODES[worst])

    def _say(self, finding: Finding) -> None:
        self.stdout.write(f"{finding.grade:8} {finding.what}: {finding.says}")
        if finding.mend:
            self.stdout.write(f"{'':8} → {finding.mend}")
