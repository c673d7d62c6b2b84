"""What somebody does to all messages that a filter shows, after it was said how many they are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Func, UUIDField

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action

from . import approval
from .actions import go_again, let_wait_again
from .choices import Lane, State, Step
from .holding import DECIDED
from .models import Decision, Message
from .querysets import MessageQuerySet

MOST = 5000
"""At once. Who means more narrows the list first."""
CHANGED = "The list has changed since you looked at it. Look at the new number, then press again."
TOO_MANY = f"These are more than {MOST:,} messages. Choose a kind, a day or a state first, so that there are fewer."


@dataclass(frozen=True)
class Act:
    """One thing that can be done to many messages.

    verb: on the button. states: of the messages it can be done to. why: whether a reason is asked for.
    lines: what happens, for the page that asks.
    """

    name: str
    verb: str
    done: str
    states: tuple[State, ...]
    step: Step
    why: bool
    lines: tuple[str, ...]

    def of(self, messages: MessageQuerySet) -> MessageQuerySet:
        """Return those of these messages to which it can be done."""
        found = messages.in_state(*self.states)
        return found.exclude(lane=Lane.URGENT) if self.step == Step.SENT_AGAIN else found


HOLD = Act(
    "hold", "Hold", "held", (State.QUEUED, State.TO_APPROVE), Step.HELD, why=False,
    lines=("None of them goes until somebody releases them.", "You can undo this: release them again."),
)  # fmt: skip
RELEASE = Act(
    "release", "Release", "released", (State.HELD, State.FAILED), Step.RELEASED, why=False,
    lines=(
        "Before each goes, we ask again whether it may. What is not wanted is held again.",
        "What a second person has not approved waits for them.",
    ),
)  # fmt: skip
CANCEL = Act(
    "cancel", "Cancel", "cancelled", (State.TO_APPROVE, State.QUEUED, State.HELD, State.FAILED), Step.CANCELLED,
    why=True, lines=("None of them is ever sent. Each keeps your reason.",),
)  # fmt: skip
SEND_AGAIN = Act(
    "send_again",
    "Send again", "queued to go again", (State.SENT,), Step.SENT_AGAIN, why=True,
    lines=("Each person gets it a second time. Before each goes, we ask again whether it may.",),
)  # fmt: skip
ACTS = {act.name: act for act in (HOLD, RELEASE, CANCEL, SEND_AGAIN)}


@action("messages.decided")
def do(act: Act, messages: MessageQuerySet, *, seen: int, mark: str | None = None, reason: str = "", by: Actor) -> int:
    """Do it to all of these messages that it can be done to. seen: how many there were on the page that asked.

    mark: the mark of exactly those, so that what another search found meanwhile is not taken for them.
    """
    found = act.of(messages).order_by("pk").select_for_update(of=("self",))
    rows = list(found.values_list("pk", "mail_id", "sent_to")[: MOST + 1])
    keys = [key for key, _, _ in rows]
    if len(keys) > MOST:
        raise Refused(TOO_MANY)
    if len(keys) != seen or not keys or mark not in (None, approval.fingerprint(keys)):
        raise Refused(CHANGED)
    about = {"step": act.step, "reason": reason, "decided_at": clock.now(), "decided_by": by.user}
    if act.step == Step.SENT_AGAIN:
        approval.shut_gate(found.select_related("group")[0].group)
        decided = [Decision(message_id=key, former_id=former, former_to=to, **about) for key, former, to in rows]
    else:
        decided = [Decision(message_id=key, **about) for key in keys]
    Decision.objects.bulk_create(decided)
    _DO[act.step](Message.objects.filter(pk__in=keys), reason=reason, by=by)
    return len(keys)


def _hold(messages: MessageQuerySet, *, reason: str, by: Actor) -> None:
    messages.update(state=State.HELD, reason=DECIDED, needs_someone=False, state_since=clock.now())


def _release(messages: MessageQuerySet, *, reason: str, by: Actor) -> None:
    let_wait_again(messages, by=by)


def _cancel(messages: MessageQuerySet, *, reason: str, by: Actor) -> None:
    messages.update(state=State.CANCELLED, reason=f"Cancelled: {reason}", needs_someone=False, state_since=clock.now())


def _send_again(messages: MessageQuerySet, *, reason: str, by: Actor) -> None:
    """Queue them again under new ids; as many as the group wants a second person for wait for one."""
    messages.update(mail_id=Func(function="gen_random_uuid", output_field=UUIDField()))
    go_again(messages, by=by)


_DO: dict[str, Callable[..., None]] = {
    Step.HELD: _hold,
    Step.RELEASED: _release,
    Step.CANCELLED: _cancel,
    Step.SENT_AGAIN: _send_again,
}
