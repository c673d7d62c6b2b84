"""The invitations: everybody gets a record number and a code, all letters are queued, in one transaction."""

import datetime

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import queue
from supportgroup.people.models import Person
from surveys.mailing import codes, letters, rules
from surveys.mailing.calendar import moment_of, workday_of
from surveys.mailing.checking import unchecked
from surveys.mailing.choices import MailingKind, MailingState, Wish
from surveys.mailing.facets import FILTERS
from surveys.mailing.models import Invitee, Mailing
from surveys.mailing.numbers import record_number
from surveys.mailing.policy import MAILING_DAYS
from surveys.mailing.sampling import Reach, reach
from surveys.questionnaire import licences
from surveys.questionnaire.models import Survey

from .choosing import chosen_filters, may_see_clinical

CHANGED = "The list has changed since you looked at it. Look at the new numbers, then send."


@action("invitations.sent")
def send_invitations(survey: Survey, *, by: Actor, seen: str | None = None) -> Mailing:
    """Ask everybody in the kept choice, and plan the two reminders.

    seen: the fingerprint of the list that was confirmed; another list is refused. None where no page was shown.
    """
    survey = Survey.objects.select_for_update(no_key=True).select_related("group").get(pk=survey.pk)
    filters = chosen_filters(survey)
    found = reach(FILTERS.people_by(Person.objects.of(survey.group), filters)) if filters is not None else Reach()
    reason = rules.why_not_send(
        state=survey.state,
        sent=survey.mailings.exists(),
        unchecked=unchecked(survey.group, found.keys),
        clinical=FILTERS.is_clinical(filters or {}),
        may_see_clinical=may_see_clinical(by, survey.group),
        people=len(found.asked),
    )
    if reason := reason or licences.why_not_use(survey.licence):
        raise Refused(reason)
    if seen is not None and seen != found.fingerprint:
        raise Refused(CHANGED)
    invite(survey, found)
    mailing = plan(survey, found)
    queue(letters.of_mailing(mailing, found.written), not_before=moment_of(mailing.planned_on), asked_by=by)
    return mailing


def invite(survey: Survey, found: Reach) -> None:
    """Give each person a record number that runs on through all surveys of the group, and a code of their own."""
    group = Group.objects.select_for_update(no_key=True).get(pk=survey.group_id)
    first = group.last_record_number + 1
    by_name = sorted(found.asked, key=lambda person: (person.last_name, person.first_name, person.pk))
    people = {record_number(group.public_code, number): person for number, person in enumerate(by_name, first)}
    called = {person.pk for person, _ in found.calls}
    chosen = codes.distinct_codes(((number, 1) for number in people), taken=codes.taken)
    Invitee.objects.bulk_create(
        Invitee(
            survey=survey,
            person=person,
            record_number=number,
            key_version=chosen[number][0],
            code_mark=chosen[number][1],
            wish=Wish.CALL if person.pk in called else "",
        )
        for number, person in people.items()
    )
    group.last_record_number += len(people)
    group.save(update_fields=["last_record_number"])


def planned_days(survey: Survey, *, on: datetime.date) -> list[tuple[int, MailingKind, datetime.date]]:
    """Return number, kind and day of each mailing if the invitations of this open survey go on that day."""
    days = MAILING_DAYS.in_force(survey.group, on=on)
    last = survey.closes_on or datetime.date.max
    return rules.planned_mailings(sent_on=on, days=days, closes_on=last, workday=workday_of(survey.group))


def plan(survey: Survey, found: Reach) -> Mailing:
    """Write down the invitation, to so many people, and the reminders after it."""
    planned = planned_days(survey, on=clock.today())
    rows = [Mailing(survey=survey, number=number, kind=kind, planned_on=day) for number, kind, day in planned]
    first = rows[0]
    first.state, first.sent_on = MailingState.SENT, first.planned_on
    first.emails, first.letters, first.calls = len(found.emails), len(found.letters), len(found.calls)
    first.texts = len(found.texts)
    Mailing.objects.bulk_create(rows)
    return first
