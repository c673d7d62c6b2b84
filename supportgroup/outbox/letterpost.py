"""Letters of a print run on their way to GOV.UK Notify, one by one, each known by our reference.

A letter stays in the run (*taken*) until the service has it. Before it is handed over a try is counted and committed;
after a try the service is asked first whether it has the letter, so that a worker that dies sends none twice.
"""

import logging

from django.conf import settings
from django.db import transaction

from supportgroup import clock
from supportgroup.documents.pdf import unfolded

from . import presence, printing, recipients, taking
from .channels.answers import Answer, Result
from .channels.notify_letters import LetterFile, NotifyLetters
from .channels.text import NOTIFY
from .choices import State
from .faults import where
from .kinds import kind_called
from .models import HandedOver, Message, PrintRun

MOST_TRIES = 20

_log = logging.getLogger(__name__)


def post_waiting() -> int:
    """Hand over the letters of every run that waits for it, alone in it, and return how many the service took."""
    if settings.LETTERS != NOTIFY:
        return 0
    with presence.alone_with_letters() as alone:
        waiting = HandedOver.objects.filter(run__posted_at=None).order_by("pk") if alone else []
        return sum(_post_run(handed, NotifyLetters()) for handed in waiting)


def _post_run(handed: HandedOver, service: NotifyLetters) -> int:
    run, taken = handed.run, 0
    for letter in _prepared(run):
        answer = _post(letter, service)
        taken += answer is not None and answer.result == Result.ACCEPTED
        if answer is not None and answer.result == Result.AWAY:
            HandedOver.objects.filter(pk=handed.pk).update(waits_because=answer.reason)
            return taken
    _close(run)
    return taken


def _prepared(run: PrintRun) -> list[Message]:
    letters = list(run.messages.in_state(State.TAKEN).select_related("group").order_by("pk"))
    taking.prepare(letters)
    return letters


def _post(letter: Message, service: NotifyLetters) -> Answer | None:
    """Bring one letter to the service; None where it is no longer wanted, or could not be written."""
    if reason := recipients.why_not_write(letter):
        _move(letter, State.HELD, reason.words, needs_someone=reason.needs_someone)
        return None
    file = _file(letter)
    if file is None:
        return None
    if not Message.objects.filter(pk=letter.pk, state=State.TAKEN).update(tries=letter.tries + 1):
        return None
    answer = service.send(file)
    tried_in_vain = answer.result in (Result.LATER, Result.UNSURE) and letter.tries + 1 >= MOST_TRIES
    if answer.result == Result.ACCEPTED:
        _move(letter, State.SENT)
    elif answer.result == Result.REFUSED or tried_in_vain:
        _move(letter, State.FAILED, answer.reason, needs_someone=True)
    return answer


def _file(letter: Message) -> LetterFile | None:
    """Return one letter as the service takes it, without marks for folding; put aside what cannot be printed."""
    kind = kind_called(letter.kind)
    try:
        with unfolded():
            pdf = kind.print_run([letter])  # type: ignore[union-attr,misc]
    except Exception as trouble:  # noqa: BLE001  whatever is wrong with one letter, the others must go
        _log.error("Letter of kind %s: %s", letter.kind, where(trouble))
        _move(letter, State.FAILED, printing.CANNOT_PRINT_ONE, needs_someone=True)
        return None
    return LetterFile(pdf, str(letter.mail_id), was_tried=letter.tries > 0)


def _move(letter: Message, to: State, reason: str = "", *, needs_someone: bool = False) -> None:
    rows = Message.objects.filter(pk=letter.pk, state=State.TAKEN)
    rows.update(state=to, reason=reason, needs_someone=needs_someone, state_since=clock.now())


@transaction.atomic
def _close(run: PrintRun) -> None:
    """Say that a run is posted once none of its letters waits."""
    run = PrintRun.objects.select_for_update().get(pk=run.pk)
    if run.posted_at or run.messages.in_state(State.TAKEN).exists():
        return
    run.posted_at, run.posted_letters = clock.now(), run.messages.in_state(State.SENT).count()
    run.save(update_fields=["posted_at", "posted_letters"])
