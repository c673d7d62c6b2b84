"""Whom a reminder goes to today, and who is left out of it and why: made anew each time it is asked."""

import datetime
from collections.abc import Iterable

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import STILL_TO_GO
from supportgroup.outbox.models import Message
from supportgroup.people.choices import ImportState
from supportgroup.people.models import Import
from supportgroup.people.rules import is_in_hospital
from surveys.questionnaire.models import Survey

from . import occasions
from .choices import MailingKind, Outcome
from .models import Invitee, Mailing
from .querysets import InviteeQuerySet
from .sampling import IN_HOSPITAL, Reach, reach

NOT_YET_ASKED = "Their invitation has not left us yet"
WHY = {
    Outcome.RETURNED: "Have replied",
    Outcome.UNDELIVERED: "Moved, or their letter came back",
    Outcome.DIED: "Died",
    Outcome.OPTED_OUT: "Opted out, or asked not to be written to",
    Outcome.NOT_ELIGIBLE: "Not eligible",
    Outcome.NEVER_MAILED: "Died or withdrew before the first mailing",
}
"""Why somebody with an outcome is left out of a reminder, said of many."""
REPLIED_TODAY = "Replied today"


def to_be_written_to(survey: Survey) -> Reach:
    """Return who has not replied, by how they can be reached today; those to whom we owe something are phoned.

    Somebody whose invitation has not left us yet is not reminded of it.
    """
    invitees = list(_to_be_reminded(survey).exclude(person__in=_still_to_be_asked(survey)).select_related("person"))
    found = reach(invitee.person for invitee in invitees if not invitee.wish)
    for invitee in invitees:
        if invitee.wish and _is_away(invitee):
            found.left_out.append((invitee.person, IN_HOSPITAL))
        elif invitee.wish:
            found.calls.append((invitee.person, invitee.get_wish_display()))
    return found


def left_out(survey: Survey, found: Reach) -> list[list[object]]:
    """Return [reason, people] for everybody asked whom this list leaves out, the most frequent first; nobody is named.

    found: the list, as `to_be_written_to` gave it.
    """
    counts = survey.invitees.outcome_counts()
    reasons = {WHY[Outcome(code)]: people for code, people in counts.items() if code in WHY}
    for reason, people in found.why_left_out:
        reasons[reason] = reasons.get(reason, 0) + people
    if waiting := counts.get(Outcome.NOT_RETURNED, 0) - len(found.asked) - len(found.left_out):
        reasons[NOT_YET_ASKED] = waiting
    return [[reason, people] for reason, people in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))]


def why_left_out(invitees: Iterable[Invitee], *, today: datetime.date) -> dict[int, str]:
    """Return {key of an invitee: why they are left out of a list made now}; who is written to is not in it."""
    invitees = list(invitees)
    people = [invitee.person for invitee in invitees if invitee.outcome == Outcome.NOT_RETURNED and not invitee.wish]
    by_reach = {person.pk: reason for person, reason in reach(people).left_out}
    reasons: dict[int, str] = {}
    for invitee in invitees:
        if invitee.outcome == Outcome.RETURNED:
            reasons[invitee.pk] = REPLIED_TODAY if invitee.outcome_on == today else "Replied"
        elif invitee.outcome != Outcome.NOT_RETURNED:
            reasons[invitee.pk] = WHY[Outcome(invitee.outcome)]
        elif invitee.person_id in by_reach:
            reasons[invitee.pk] = by_reach[invitee.person_id]
        elif _is_away(invitee):
            reasons[invitee.pk] = IN_HOSPITAL
    return reasons


def is_being_changed(group: Group) -> bool:
    """Tell whether a spreadsheet is being written into the register at this moment."""
    return bool(Import.objects.of(group).filter(state=ImportState.CONFIRMED).exists())


def _to_be_reminded(survey: Survey) -> InviteeQuerySet:
    found: InviteeQuerySet = Invitee.objects.filter(survey=survey).to_be_reminded()
    return found


def _still_to_be_asked(survey: Survey) -> list[int]:
    """Return the keys of those whose invitation has not left us yet."""
    first = occasions.occasion(Mailing(survey=survey, number=1))
    waiting = Message.objects.filter(
        kind=occasions.KIND_NAMES[MailingKind.INVITATION], occasion=first, state__in=STILL_TO_GO
    )
    return list(waiting.values_list("recipient_key", flat=True))


def _is_away(invitee: Invitee) -> bool:
    return is_in_hospital(invitee.person.in_hospital_until, today=clock.today())
