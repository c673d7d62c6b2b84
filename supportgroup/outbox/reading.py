"""One message on its page: what it says of itself, its words without keys, its history, what can be done."""

import datetime
from typing import Any

from django.urls import reverse

from . import listing, rules, taking, words
from .choices import Channel, State
from .kinds import label_of
from .models import Message

_SAYS = {
    (Channel.EMAIL, State.TO_APPROVE): "Nothing goes until a second person has approved it.",
    (Channel.LETTER, State.TO_APPROVE): "It is not printed until a second person has approved it.",
    (Channel.TEXT, State.TO_APPROVE): "Nothing goes until a second person has approved it.",
    (Channel.TEXT, State.QUEUED): "It goes by itself.",
    (Channel.TEXT, State.TAKEN): "A worker has it in hand.",
    (Channel.TEXT, State.SENDING): "It is being handed to the text service.",
    (Channel.TEXT, State.SENT): "The text service has taken it.",
    (Channel.EMAIL, State.QUEUED): "It goes by itself.",
    (Channel.EMAIL, State.TAKEN): "A worker has it in hand.",
    (Channel.EMAIL, State.SENDING): "It is being handed to the mail server.",
    (Channel.EMAIL, State.SENT): "The mail server has taken it.",
    (Channel.LETTER, State.QUEUED): "It waits for a print run.",
    (Channel.LETTER, State.TAKEN): "It is printed. Nobody has said yet that it is posted.",
    (Channel.LETTER, State.SENT): "It is posted.",
}


def complete(message: Message) -> None:
    """Fetch what the page wants to know of the message."""
    taking.prepare([message])


def title_of(message: Message) -> str:
    """Return what kind of message it is."""
    return label_of(message.kind)


def says(message: Message, *, today: datetime.date) -> str:
    """Return one sentence on where the message is, and why."""
    sentence = _SAYS.get((Channel(message.channel), State(message.state)), "")
    if message.state == State.QUEUED and message.tries:
        sentence = f"We try again at {words.moment(message.not_before, today=today)}."
    return " ".join(part for part in (message.reason, sentence) if part)


def rows_of(message: Message, *, sees_people: bool, today: datetime.date) -> list[dict[str, Any]]:
    """Return the facts of the message as a summary list."""
    titles = listing.occasion_words([(message.kind, message.occasion)])
    facts = {
        "To": words.name_of(message, sees_people=sees_people),
        "About": titles.get((message.kind, message.occasion), ""),
        "By": message.get_channel_display(),
        "Queued": words.moment(message.queued_at, today=today),
        "Tries that failed": str(message.tries) if message.tries else "",
        "Id for the mail server's log": str(message.mail_id) if message.channel == Channel.EMAIL else "",
    }
    person = words.person_of(message)
    rows = [{"key": key, "value": value} for key, value in facts.items() if value]
    if person is not None and sees_people:
        rows[0]["url"] = person.get_absolute_url()
    if message.print_run is not None and sees_people:
        rows.append({"key": "Print run", "value": str(message.print_run), "url": message.print_run.get_absolute_url()})
    return rows


def history_of(message: Message, *, today: datetime.date) -> list[dict[str, str]]:
    """Return what was decided about the message and where it stands, newest first."""
    entries = [{"when": words.since(message, today=today), "who": "The outbox", "what": words.tag_of(message).words}]
    entries += [
        {
            "when": words.moment(decision.decided_at, today=today),
            "who": decision.decided_by.name if decision.decided_by else "The service",
            "what": ": ".join(part for part in (decision.get_step_display(), decision.reason) if part),
        }
        for decision in message.decisions.select_related("decided_by")
    ]
    return [*entries, {"when": words.moment(message.queued_at, today=today), "who": "The outbox", "what": "Queued"}]


def choices_of(message: Message) -> dict[str, bool]:
    """Return what can be done with the message now."""
    return {
        "may_try_again": rules.why_not_try_again(state=message.state, channel=message.channel) is None,
        "may_cancel": rules.why_not_cancel(state=message.state) is None,
        "may_send_again": message.state == State.SENT
        and rules.why_not_send_once_more(state=message.state, lane=message.lane) is None,
        "may_hold": rules.why_not_hold(state=message.state) is None,
        "may_settle": rules.why_not_settle(state=message.state) is None,
        "may_leave": rules.why_not_leave(state=message.state, needs_someone=message.needs_someone) is None,
    }


def what_to_do(message: Message) -> dict[str, str] | None:
    """Return what would put a message right that could not go: words, and where to do it."""
    person = words.person_of(message)
    if person is None or message.state not in (State.FAILED, State.HELD):
        return None
    step = rules.what_to_do(state=message.state, channel=message.channel, reason=message.reason)
    if step is None:
        return None
    url = reverse("edit_person", args=[message.group.slug, person.pk]) if step.on_the_person else ""
    return {"text": step.words, "link": step.link, "url": url}
