"""Letters of one kind and occasion, printed in one run, posted by hand, and said to be posted."""

import logging
from collections.abc import Callable, Sequence

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.choices import Power
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from . import policy, recipients, rules, taking
from .choices import State
from .faults import where
from .kinds import kind_called
from .models import Message, PrintRun
from .querysets import MessageQuerySet

NONE_WAIT = "No letters wait here any more. Somebody may have made the print run a moment ago."
NONE_AGAIN = "None of these letters is wanted any more, so there is nothing to print."
CANNOT_PRINT_ONE = "This letter could not be printed. Tell whoever looks after this service."
CANNOT_PRINT = (
    "The letters could not be printed, and nothing has changed: they wait as before. "
    "Tell whoever looks after this service."
)

_log = logging.getLogger(__name__)


@action("letters.printed")
def make_print_run(*, group: Group, kind: str, occasion: str, seen_by: Power, by: Actor) -> PrintRun | None:
    """Take the letters that wait into one run, up to the most that a run holds; return None where none is wanted now.

    A run that cannot be made into a PDF is not made. That is tried first, because it takes seconds: whoever replies
    meanwhile must not wait until their letter's row is let go. Then each is asked about again, and what is no longer
    wanted is held.
    """
    tried = _next_run(group, kind, occasion, seen_by)
    _try(kind, tried)
    waiting = Message.objects.of(group).letters_to_print().filter(pk__in=[letter.pk for letter in tried])
    letters = _list(waiting.select_for_update(of=("self",)).order_by("pk"))
    if not letters:
        raise Refused(NONE_WAIT)
    wanted = [letter.pk for letter in letters if not _is_held(letter)]
    if not wanted:
        return None
    run = PrintRun.objects.create(
        group=group, kind=kind, occasion=occasion, seen_by=seen_by, made_at=clock.now(), made_by=by.user
    )
    Message.objects.filter(pk__in=wanted).update(state=State.TAKEN, print_run=run, reason="", state_since=clock.now())
    return run


@action("letters.posted")
def say_posted(run: PrintRun, *, letters: int, by: Actor) -> PrintRun:
    """Say that the letters of a run were posted. letters: how many there were on the page that asked."""
    run = _in_our_hands(run)
    printed = run.messages.in_state(State.TAKEN)
    reason = rules.why_not_post(
        posted=run.posted_at is not None,
        put_back=run.put_back_at is not None,
        printed=printed.count(),
        confirmed=letters,
    )
    if reason:
        raise Refused(reason)
    run.posted_letters = printed.update(state=State.SENT, state_since=clock.now())
    run.posted_at, run.posted_by = clock.now(), by.user
    run.save(update_fields=["posted_at", "posted_by", "posted_letters"])
    return run


@action("letters.put_back")
def put_back(run: PrintRun, *, by: Actor) -> int:
    """Let the letters of a run wait again, as if they had not been printed; return how many there are."""
    run = _in_our_hands(run)
    reason = rules.why_not_put_back(posted=run.posted_at is not None, put_back=run.put_back_at is not None)
    if reason:
        raise Refused(reason)
    run.put_back_at, run.put_back_by = clock.now(), by.user
    run.save(update_fields=["put_back_at", "put_back_by"])
    printed = run.messages.in_state(State.TAKEN)
    return printed.update(state=State.QUEUED, print_run=None, state_since=clock.now())


def _in_our_hands(run: PrintRun) -> PrintRun:
    """Return the run, locked; refused where the print service posts it in our place."""
    run = PrintRun.objects.select_for_update().get(pk=run.pk)
    if run.is_handed_over:
        raise Refused(rules.HANDED_OVER)
    return run


def proof(*, group: Group, kind: str, occasion: str, seen_by: Power) -> tuple[Message, bytes]:
    """Return the first letter of the run that would be made now, and its PDF to be looked at; nothing is taken."""
    first = next((letter for letter in _next_run(group, kind, occasion, seen_by) if _is_wanted(letter)), None)
    known = kind_called(kind)
    setting = known and (known.specimen or known.print_run)
    if first is None or not setting:
        raise Refused(NONE_WAIT)
    return first, _set(setting, [first])


def letters_of(run: PrintRun, *, only: int | None = None) -> list[Message]:
    """Return the letters of a run in the order of the post, those held since it was made left out.

    Of a run that is posted it is those that are still wanted: printing one again never counts it again. only: the key
    of one of them. Refused where there is none.
    """
    if reason := rules.why_not_print_again(put_back=run.put_back_at is not None):
        raise Refused(reason)
    posted = run.posted_at is not None
    messages = run.messages.in_state(State.SENT if posted else State.TAKEN)
    letters = _list(messages if only is None else messages.filter(pk=only))
    if posted:
        letters = [letter for letter in letters if _is_wanted(letter)]
    if not letters:
        raise Refused(NONE_AGAIN)
    return sorted(letters, key=in_the_order_of_the_post)


def pdf_of(
    run: PrintRun, *, only: int | None = None, cover: Callable[[Sequence[Message]], bytes] | None = None
) -> bytes:
    """Return the run's letters, or only one, as a PDF. Refused where there is none or it cannot be set.

    cover: makes the sheet that lies on top, of the letters as they are printed.
    """
    letters, kind = letters_of(run, only=only), kind_called(run.kind)
    if kind is None or kind.print_run is None:
        raise Refused(CANNOT_PRINT)
    setting = kind.print_run
    return _set((lambda some: setting(some, cover=cover(some))) if cover else setting, letters)


def _try(kind: str, letters: Sequence[Message]) -> None:
    """Set the letters that are wanted; refused where they cannot be."""
    known, wanted = kind_called(kind), [letter for letter in letters if _is_wanted(letter)]
    if wanted and (known is None or known.print_run is None):
        raise Refused(CANNOT_PRINT)
    if wanted:
        _set(known.print_run, wanted)  # type: ignore[union-attr,arg-type]


def _set(setting: Callable[[Sequence[Message]], bytes], letters: Sequence[Message]) -> bytes:
    try:
        return setting(letters)
    except Exception as trouble:  # noqa: BLE001  whatever is wrong with a letter, nothing may change
        _log.error("Letters of kind %s: %s", letters[0].kind, where(trouble))
        raise Refused(CANNOT_PRINT) from None


def in_the_order_of_the_post(letter: Message) -> tuple[str, str, int]:
    """Return what letters are sorted by: the postcode, so that a pile is a postman's walk, then the name."""
    person = letter.addressee
    if not isinstance(person, Person):
        return "", str(person), letter.pk
    return person.postcode, person.listed_name, letter.pk


def _list(letters: MessageQuerySet) -> list[Message]:
    found = list(letters.select_related("group"))
    taking.prepare(found)
    return found


def _next_run(group: Group, kind: str, occasion: str, seen_by: Power) -> list[Message]:
    """Return the letters that the next print run would take, in the order of the post."""
    most = policy.LETTERS_A_RUN.in_force(group, on=clock.today())
    waiting = Message.objects.of(group).letters_to_print().filter(kind=kind, occasion=occasion, seen_by=seen_by)
    return sorted(_list(waiting.order_by("pk")[:most]), key=in_the_order_of_the_post)


def _is_wanted(letter: Message) -> bool:
    return recipients.why_not_write(letter) is None


def _is_held(letter: Message) -> bool:
    """Hold a letter that is no longer wanted, and tell whether it was."""
    reason = recipients.why_not_write(letter)
    if reason is None:
        return False
    letter.state, letter.reason, letter.needs_someone = State.HELD, reason.words, reason.needs_someone
    letter.state_since = clock.now()
    letter.save(update_fields=["state", "reason", "needs_someone", "state_since"])
    return True
