"""`dev.py check`: everything that can be said about the code without running the tests."""

import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from . import packages
from .places import Places
from .ports import LOOPBACK
from .variables import TEST

# As in a hospital's environment, with secrets that are none and servers that nobody asks.
_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "supportgroup.settings.production",
    "SECRET_KEY": "only-for-the-check-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijklm",
    "FIELD_KEYS": "b25seS1mb3ItdGhlLWNoZWNrLW9ubHktZm9yLXRoZSE=",
    "LINK_KEY": "only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "survey.hospital.example",
    "CSRF_TRUSTED_ORIGINS": "https://survey.hospital.example",
    "SITE_URL": "https://survey.hospital.example",
    "EMAIL_URL": f"smtp://{LOOPBACK}:9",
}
_NOBODYS_SERVERS = {
    "DATABASE_URL": f"postgres://nobody@{LOOPBACK}:9/none",
    "REDIS_URL": f"redis://{LOOPBACK}:9/0",
}


@dataclass(frozen=True)
class Check:
    """One check: what it is called, what is run, and what that is told beyond the environment."""

    name: str
    command: Sequence[str]
    told: Mapping[str, str] = field(default_factory=lambda: {"DJANGO_SETTINGS_MODULE": TEST})


@dataclass(frozen=True)
class Finding:
    """How a check went."""

    check: Check
    code: int
    said: str
    seconds: float


CHECKS = (
    Check("types", ("-m", "mypy", "--no-error-summary", "supportgroup", "surveys")),
    Check("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Check("lint", ("-m", "ruff", "check", "--quiet", ".")),
    Check("import contracts", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    Check("templates", ("-m", "djlint", "--lint", "--quiet", "templates")),
    # Django warns that it has no database to ask what was applied there, which is not the question
    Check("migrations", ("-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("deployment", ("manage.py", "check", "--deploy", "--fail-level", "WARNING"), _PRODUCTION),
)


def check(_arguments: Sequence[str], places: Places, environment: Mapping[str, str]) -> int:
    """Run all the checks, two at a time, with a line for each; 1 if any of them failed."""
    packages.prepare(places, packages.TESTING, say=print)

    def run(one: Check) -> Finding:
        began = time.monotonic()
        done = subprocess.run(
            [str(places.python), *one.command],
            cwd=places.root,
            env={**environment, **_NOBODYS_SERVERS, **one.told},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Finding(one, done.returncode, done.stdout, time.monotonic() - began)

    with ThreadPoolExecutor(2) as both_cores:
        findings = list(_shown(both_cores.map(run, CHECKS)))
    failed = [finding.check.name for finding in findings if finding.code]
    print(f"{len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def _shown(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Print each finding as it comes: one line, and all that was said where it failed."""
    for finding in findings:
        print(f"{'failed' if finding.code else 'passed'}  {finding.check.name} ({finding.seconds:.1f} s)", flush=True)
        if finding.code:
            print(finding.said.rstrip(), flush=True)
        yield finding
