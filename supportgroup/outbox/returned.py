"""Addresses from which our mail came back: marked, asked about before each message, forgotten when they change."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.crypto import salted_hmac

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.people import contact
from supportgroup.people.models import Person

from . import policy
from .bounces import Bounce, bounce_in
from .choices import Channel, RecipientKind, State
from .mailbox import Mailbox
from .models import BounceMailbox, Decision, Message, ReturnedAddress

CAME_BACK = "The email came back: {}"
ADDRESS_CAME_BACK = "Emails to this person’s address came back, so nothing is sent to it."
BY_LETTER_INSTEAD = "Emails to their address came back, so it goes by letter."


def digest_of(address: str) -> str:
    """Return a keyed digest of an address: what comes back is remembered for it and not for the next one."""
    return salted_hmac("supportgroup.outbox.returned", address.strip().lower()).hexdigest()[:32]


def read(mailbox: Mailbox, *, name: str) -> int:
    """Note what came back since the mailbox was read last, and return how many of our mails that were.

    How far it was read is written in the same transaction as what was found, so nothing is counted twice.
    """
    known, _ = BounceMailbox.objects.get_or_create(name=name, defaults={"validity": mailbox.validity})
    begin = known.last_uid if known.validity == mailbox.validity else 0
    count = 0
    for arrived in mailbox.after(begin):
        bounce = bounce_in(arrived.raw)
        with transaction.atomic():
            known = BounceMailbox.objects.select_for_update().get(name=name)
            if known.validity == mailbox.validity and known.last_uid >= arrived.uid:
                continue  # another worker read it meanwhile
            ours = bounce is not None and note(bounce)
            BounceMailbox.objects.filter(name=name).update(validity=mailbox.validity, last_uid=arrived.uid)
        if ours:
            count += 1
            mailbox.mark_seen(arrived.uid)
    return count


@transaction.atomic
def note(bounce: Bounce) -> bool:
    """Note that one of our mails came back and tell whether it was ours; one that we never sent changes nothing."""
    message = (
        Message.objects.select_for_update(of=("self",))
        .select_related("group")
        .filter(mail_id=bounce.mail_id, channel=Channel.EMAIL)
        .exclude(state__in=[State.FAILED, State.CANCELLED])
        .first()
    )
    if message is None:
        return _note_former(bounce)
    if not message.sent_to:
        return False
    if bounce.given_up and message.state in (State.SENT, State.UNSURE):
        message.state, message.reason, message.needs_someone = State.FAILED, CAME_BACK.format(bounce.why), True
        message.state_since = clock.now()
        message.save(update_fields=["state", "reason", "needs_someone", "state_since"])
    _mark(message, message.sent_to, bounce)
    return True


def _note_former(bounce: Bounce) -> bool:
    """Note what came back of a mail that was sent again since: its address is marked, the second has its own fate."""
    about = Decision.objects.filter(former_id=bounce.mail_id, message__channel=Channel.EMAIL).exclude(former_to="")
    former = about.select_related("message").first()
    if former:
        _mark(former.message, former.former_to, bounce)
    return former is not None


def _mark(message: Message, digest: str, bounce: Bounce) -> None:
    if message.recipient_kind != RecipientKind.PERSON or not Person.objects.filter(pk=message.recipient_key).exists():
        return
    today = clock.today()
    address, is_new = ReturnedAddress.objects.select_for_update().get_or_create(
        person_id=message.recipient_key,
        address_digest=digest,
        defaults={"why": bounce.why, "first_on": today, "last_on": today, "hard": bounce.for_good, "times": 1},
    )
    if is_new:
        return
    if address.cleared_on:
        address.first_on, address.times, address.hard = today, 0, False
    address.times += 1
    address.hard = address.hard or bounce.for_good
    address.why, address.last_on, address.cleared_on, address.cleared_by = bounce.why, today, None, None
    address.save()


def not_working(people: Iterable[Person]) -> set[int]:
    """Return the keys of those of these people, all of one group, whose present address came back; one query."""
    addresses = {person.pk: digest_of(person.email) for person in people if person.email}
    if not addresses:
        return set()
    rows = ReturnedAddress.objects.filter(person__in=addresses).select_related("person__group")
    return {row.person_id for row in rows if row.address_digest == addresses[row.person_id] and counts(row)}


def counts(address: ReturnedAddress) -> bool:
    """Tell whether an address counts as not working."""
    if address.cleared_on:
        return False
    return address.hard or address.times >= policy.SOFT_BOUNCES.in_force(address.person.group, on=clock.today())


def of_person(person: Person) -> ReturnedAddress | None:
    """Return what came back from a person's present address, or None where nothing did."""
    if not person.email:
        return None
    found: ReturnedAddress | None = ReturnedAddress.objects.filter(
        person=person, address_digest=digest_of(person.email), cleared_on=None
    ).first()
    if found:
        found.person = person
    return found


def may_go_by_letter(person: Person) -> bool:
    """Tell whether a letter may be sent instead of an email."""
    return contact.why_not_write(person, channel=Channel.LETTER) is None


@action("address.works_again")
def say_it_works(person: Person, *, by: Actor) -> ReturnedAddress:
    """Say that a person's address works after all; the next message is sent to it again."""
    known = of_person(person)
    if known is None:
        raise Refused("Nothing came back from this person’s present address.")
    address: ReturnedAddress = ReturnedAddress.objects.select_for_update().get(pk=known.pk)
    address.cleared_on, address.cleared_by = clock.today(), by.user
    address.save(update_fields=["cleared_on", "cleared_by"])
    return address
