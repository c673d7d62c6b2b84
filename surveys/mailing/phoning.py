"""Who of those who have not replied is still worth a phone call."""

from django.db.models import Q

from supportgroup import clock
from surveys.questionnaire.models import Survey

from .choices import CallReason
from .models import Call, Invitee
from .querysets import InviteeQuerySet


def worth_a_call(survey: Survey) -> InviteeQuerySet:
    """Return those who have not replied, have a phone and may be reached; those who want a call first.

    Left out: whoever died, moved, asked for no contact or is in hospital. wants_a_call: 0 asked for one, 1 prefers
    calls, 2 neither.
    """
    away = Q(person__in_hospital_until__gte=clock.today())
    found: InviteeQuerySet = Invitee.objects.filter(survey=survey).with_a_phone().exclude(away)
    return found


def calls_so_far(survey: Survey) -> list[tuple[str, int]]:
    """Return each reason in words with its number of calls, the most frequent first."""
    counted = Call.objects.filter(invitee__survey=survey).reason_counts()
    return [(CallReason(reason).label, calls) for reason, calls in counted.items()]
