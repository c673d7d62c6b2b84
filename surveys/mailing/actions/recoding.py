"""A new code for somebody who lost theirs; the old link and code open nothing from then on."""

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.outbox.actions import queue
from surveys.mailing import codes, letters, rules
from surveys.mailing.choices import Outcome
from surveys.mailing.marking import withdraw_letters
from surveys.mailing.models import Invitee
from surveys.mailing.sampling import reach

CANNOT_WRITE = "We cannot write to this person: {reason}. Phone them, or change how they can be reached in People."


@action("code.withdrawn")
def withdraw_key(invitee: Invitee, *, by: Actor) -> Invitee:
    """End this person's link and code, and make the next ones."""
    invitee = (
        Invitee.objects.select_for_update(of=("self",)).select_related("survey__group", "person").get(pk=invitee.pk)
    )
    number = invitee.record_number
    chosen = codes.distinct_codes([(number, invitee.key_version + 1)], taken=codes.taken)
    invitee.key_version, invitee.code_mark = chosen[number]
    invitee.save(update_fields=["key_version", "code_mark"])
    invitee.former_numbers.update(code_mark=None)
    return invitee


@action("code.sent_again")
def send_new_code(invitee: Invitee, *, by: Actor) -> Invitee:
    """Send a new invitation with a new code, by the way the person can be reached today."""
    invitee = withdraw_key(invitee, by=by)
    if reason := rules.why_not_new_code(state=invitee.survey.state, outcome=invitee.outcome):
        raise Refused(reason)
    found = reach([invitee.person])
    channel = next((channel for channel, people in found.written.items() if people), None)
    if channel is None:
        raise Refused(CANNOT_WRITE.format(reason=(found.calls + found.left_out)[0][1].rstrip(".").lower()))
    withdraw_letters(invitee)
    invitee.outcome, invitee.outcome_on, invitee.wish = Outcome.NOT_RETURNED, None, ""
    invitee.save(update_fields=["outcome", "outcome_on", "wish"])
    queue([letters.with_new_code(invitee, channel=channel)])
    return invitee
