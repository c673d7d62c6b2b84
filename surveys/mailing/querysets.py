"""Named questions about the mailing list."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet
from supportgroup.people.choices import Route, Standing
from surveys.questionnaire.choices import Duty, SurveyState

from .choices import MailingState, Outcome, Wish

_WAITING = Q(outcome=Outcome.NOT_RETURNED)
_SHOWN = {
    "waiting": _WAITING,
    "replied": Q(outcome=Outcome.RETURNED),
    "other": ~Q(outcome__in=[Outcome.NOT_RETURNED, Outcome.RETURNED]),
    "wishes": _WAITING & ~Q(wish=""),
}


class InviteeQuerySet(InGroupQuerySet[Any]):
    """People asked. Who has replied is seen only by the PALS officer with the survey's mailing duty."""

    group_path = "survey__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the invitees of surveys in which this user holds the mailing duty."""
        if Power.SEE_WHO_REPLIED not in powers_of(user.roles_in(in_group.slug)):
            return self.none()
        return self.of(in_group).filter(survey__duties__user=user, survey__duties__duty=Duty.MAILING)

    def to_be_reminded(self) -> Self:
        """Return those who have not replied and whose reason is unknown: outcome 6, the only ones written again."""
        return self.filter(outcome=Outcome.NOT_RETURNED)

    def owed_something(self) -> Self:
        """Return those who have not replied and asked us for a call or another format, or need one."""
        return self.to_be_reminded().exclude(wish="")

    def with_a_phone(self) -> Self:
        """Return those who have not replied and may be phoned, those who asked for it or prefer it first."""
        may = Q(person__standing=Standing.CURRENT, person__do_not_contact=False) & ~Q(person__phone="")
        wants = models.Case(
            models.When(wish=Wish.CALL, then=0),
            models.When(person__preferred_route=Route.PHONE, then=1),
            default=2,
            output_field=models.SmallIntegerField(),
        )
        return self.to_be_reminded().filter(may).annotate(wants_a_call=wants).order_by("wants_a_call", "record_number")

    def shown(self, which: str) -> Self:
        """Return those whom a word of the list means: waiting, replied, other, wishes; anything else means all."""
        where = _SHOWN.get(which)
        return self if where is None else self.filter(where)

    def shown_counts(self) -> dict[str, int]:
        """Return how many each word of the list means, and all; one query."""
        counts = {word: models.Count("pk", filter=where) for word, where in _SHOWN.items()}
        return self.order_by().aggregate(all=models.Count("pk"), **counts)

    def numbered(self, record_number: str) -> Self:
        """Return whose slip has this record number, also where it is of a row that went when two became one."""
        found = self.filter(record_number=record_number)
        return found if found.exists() else self.filter(former_numbers__record_number=record_number)

    def named_like(self, text: str) -> Self:
        """Return those whose record number or name has every word of this text in it."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(record_number__icontains=word)
                | Q(former_numbers__record_number__icontains=word)
                | Q(person__first_name__icontains=word)
                | Q(person__last_name__icontains=word)
            )
        return found.distinct() if text.split() else found

    def outcome_counts(self) -> dict[int, int]:
        """Return {outcome code: people}."""
        counts = self.order_by().values_list("outcome").annotate(people=models.Count("pk"))
        return dict(counts)

    def counted(self) -> list[tuple[int, datetime.date | None, int]]:
        """Return (outcome code, day, people) for every code and day."""
        return list(self.order_by().values_list("outcome", "outcome_on").annotate(people=models.Count("pk")))


class VolunteerQuerySet(InGroupQuerySet[Any]):
    """People who would join a group discussion. That somebody is here tells that they have probably replied."""

    group_path = "survey__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the slips of surveys of which this user keys in no forms: nobody sees both names and forms."""
        if Power.KEEP_VOLUNTEERS not in powers_of(user.roles_in(in_group.slug)):
            return self.none()
        keys_forms = Q(survey__duties__user=user, survey__duties__duty=Duty.ENTRY)
        return self.of(in_group).exclude(pk__in=self.filter(keys_forms).values("pk"))

    def by_name(self) -> Self:
        """Return them by name: the order in which slips came is kept nowhere."""
        return self.order_by(models.functions.Lower("name"), "pk")

    def shown(self, which: str) -> Self:
        """Return those who would come, or with "no" those who changed their mind."""
        return self.filter(changed_mind=which == "no")

    def counted(self) -> dict[str, int]:
        """Return how many would come ("yes") and how many changed their mind ("no"); one query."""
        no = models.Count("pk", filter=Q(changed_mind=True))
        return self.order_by().aggregate(yes=models.Count("pk", filter=Q(changed_mind=False)), no=no)

    def found_by(self, text: str) -> Self:
        """Return those whose name, phone number or email address has every word of this text in it."""
        found = self
        for word in text.split():
            found = found.filter(Q(name__icontains=word) | Q(phone__icontains=word) | Q(email__icontains=word))
        return found


class CallQuerySet(InGroupQuerySet[Any]):
    """Calls about invitations."""

    group_path = "invitee__survey__group"

    def reason_counts(self) -> dict[str, int]:
        """Return {reason: calls}, the most frequent first."""
        counts = self.order_by().values_list("reason").annotate(calls=models.Count("pk"))
        return dict(counts.order_by("-calls", "reason"))


class MailingQuerySet(InGroupQuerySet[Any]):
    """Waves of surveys."""

    group_path = "survey__group"

    def due(self, *, on: datetime.date) -> Self:
        """Return the waves of open surveys that are planned or held and whose day has come."""
        return self.filter(
            survey__state=SurveyState.OPEN, state__in=[MailingState.PLANNED, MailingState.HELD], planned_on__lte=on
        )

    def to_prepare(self, *, until: datetime.date) -> Self:
        """Return the planned waves of open surveys up to a day whose list has not been made ahead."""
        return self.filter(
            survey__state=SurveyState.OPEN, state=MailingState.PLANNED, planned_on__lte=until, listed_on=None
        )
