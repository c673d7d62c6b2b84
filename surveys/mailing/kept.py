"""How long the mailing file of a closed survey is kept: the names side. The counts stand on the survey and stay."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group
from supportgroup.outbox.models import Decision, Message
from supportgroup.outbox.querysets import MessageQuerySet
from supportgroup.rights.keeping import dates
from supportgroup.rights.keeping.models import Destruction
from supportgroup.ui import wording
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from surveys.questionnaire.querysets import SurveyQuerySet

from .models import Call, FormerNumber, Invitee, Volunteer
from .occasions import KIND_NAMES
from .volunteering import alone


def over(group: Group, until: datetime.date) -> SurveyQuerySet:
    """Return the surveys that closed by that day and whose list of names is still there."""
    asked = Exists(Invitee.objects.filter(survey=OuterRef("pk")))
    offered = Exists(Volunteer.objects.filter(survey=OuterRef("pk")))
    closed: SurveyQuerySet = Survey.objects.of(group).filter(
        asked | offered, state=SurveyState.CLOSED, closed_on__lte=until
    )
    return closed


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return these surveys as things that are kept."""
    closed = over(group, until)
    return [
        Item(str(pk), _in_words(title, day), day)
        for pk, title, day in closed.order_by("closed_on", "pk").values_list("pk", "title", "closed_on")
    ]


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many rows tell of people who were asked in these surveys: them, calls, yellow slips, messages."""
    of_names = sum(model.objects.of(group).filter(survey__in=keys).count() for model in (Invitee, Volunteer))
    asked = Invitee.objects.of(group).filter(survey__in=keys)
    of_asked = Call.objects.filter(invitee__in=asked).count() + FormerNumber.objects.filter(invitee__in=asked).count()
    return of_names + of_asked + _messages(group, keys).count()


@action("mailing_files.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Delete who was asked in these surveys, their yellow slips, and the messages that tell it; return how many."""
    messages = int(_messages(group, keys).delete()[1].get("outbox.Message", 0))
    for key in sorted(int(key) for key in keys):
        alone(key)
    slips = int(Volunteer.objects.of(group).filter(survey__in=keys).delete()[0])
    return messages + slips + int(Invitee.objects.of(group).filter(survey__in=keys).delete()[0])


def about(group: Group, keys: Collection[str], people: Any) -> set[str]:
    """Return in which of these surveys somebody of these people was asked. people: a queryset of their keys."""
    asked = Invitee.objects.of(group).filter(survey__in=keys, person__in=people)
    return {str(key) for key in asked.order_by().values_list("survey", flat=True).distinct()}


def _messages(group: Group, keys: Collection[str]) -> MessageQuerySet:
    about = Q(pk__in=[])
    for key in keys:
        about |= Q(occasion__startswith=f"survey {int(key)},")
    return Message.objects.of(group).filter(about, kind__in=KIND_NAMES.values())


FILES = Kept(
    key="mailing.files",
    what="mailing files",
    counted=("mailing file", "mailing files"),
    holds="Who was asked, their record number, whether a reply came, messages about it; yellow slips. No answers.",
    since="the day the survey closed",
    months=3,
    because="It was needed to remind people and for nothing else; the privacy notice says that it is destroyed after "
    "the survey (UK GDPR Article 5(1)(e), storage limitation).",
    how="The rows are deleted. The counts of the survey and its answers, which have no names, stay.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
    by_clock=True,
    tables=(Invitee, FormerNumber, Call, Volunteer, Message, Decision),
    about=about,
)


def becomes_of(survey: Survey) -> dict[str, Any] | None:
    """Return what becomes of a closed survey's names: {"coming": when they go}, or {"destroyed": entry of the log}.

    The entry is None where none is found. None before the close, and where nobody was asked.
    """
    if survey.closed_on is None:
        return None
    if coming := dates.of_item(FILES, survey.group, str(survey.pk), today=max(clock.today(), survey.closed_on)):
        return {"coming": coming}
    if not (survey.final_counts or {}).get("asked"):
        return None
    gone = Destruction.objects.of(survey.group).filter(kept=FILES.key)
    return {"destroyed": gone.filter(items__contains=[_in_words(survey.title, survey.closed_on)]).first()}


def _in_words(title: str, closed_on: datetime.date) -> str:
    return f"“{title}”, closed on {wording.day(closed_on)}"
