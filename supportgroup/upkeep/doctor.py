"""Looking the whole set-up over: each check by itself, so that one that breaks hides none of the others."""

from collections.abc import Callable, Iterator

from .checks import database, keys, messages, notify, places, work
from .findings import Finding, Grade, wrong

CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    database.reachable, database.extensions, database.migrations, database.owner, database.clock_agrees,
    work.broker, work.beat_and_worker, messages.outbox, messages.mail_server, notify.notify,
    keys.secrets, keys.sealing_folder, places.files_folder, places.disk, places.addresses,
    messages.groups, places.backups, places.versions,
)  # fmt: skip


def examine() -> list[Finding]:
    """Return what every check says; a check that fails says so itself."""
    found: list[Finding] = []
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        try:
            found += list(check())
        except Exception as trouble:  # noqa: BLE001  whatever one check meets, the others must be made
            found.append(
                wrong(name, f"This could not be looked at ({type(trouble).__name__}).", "Mend what stands above first.")
            )
    return found


def worst(findings: list[Finding]) -> Grade:
    """Return the worst grade among these."""
    grades = {finding.grade for finding in findings}
    return next((grade for grade in (Grade.WRONG, Grade.LOOK) if grade in grades), Grade.OK)
