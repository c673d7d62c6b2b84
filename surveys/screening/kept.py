"""How long texts are kept as they were written. What was released stays with the answers, which have no names."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Exists, F, OuterRef

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group
from supportgroup.groups.months import months_after
from supportgroup.rights.keeping.models import Destruction
from supportgroup.ui import wording
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from surveys.questionnaire.querysets import SurveyQuerySet

from .choices import TextState
from .models import Text
from .querysets import TextQuerySet


def over(group: Group, until: datetime.date) -> SurveyQuerySet:
    """Return the surveys that closed by that day and of which something is kept that nobody may read."""
    left = Exists(Text.objects.filter(survey=OuterRef("pk")).as_written())
    closed: SurveyQuerySet = Survey.objects.of(group).filter(left, state=SurveyState.CLOSED, closed_on__lte=until)
    return closed


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return these surveys as things that are kept, and how many texts of each nobody has read."""
    closed = list(over(group, until).order_by("closed_on", "pk").values_list("pk", "title", "closed_on"))
    waiting = Text.objects.of(group).waiting().filter(survey__in=[pk for pk, _, _ in closed])
    unread = dict(waiting.order_by().values_list("survey").annotate(Count("pk")))
    return [Item(str(pk), _in_words(title, day) + _unread(unread.get(pk, 0)), day) for pk, title, day in closed]


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many texts of these surveys are kept as they were written."""
    return _as_written(group, keys).count()


@action("texts.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Destroy what was blanked out, withheld or never read in these surveys; return how many texts that was in.

    A released text stays as it was released. One that was withheld for serious harm stays without its words, because
    the report is about it. All others go.
    """
    texts = _as_written(group, keys)
    many = texts.filter(state=TextState.RELEASED).update(words=F("released"))
    gone = int(texts.filter(harm_reports=None).delete()[1].get("screening.Text", 0))
    texts.waiting().update(state=TextState.WITHHELD, screened_on=clock.today(), screened_by=by.user)
    return many + gone + texts.update(words="")


def becomes_of(survey: Survey) -> dict[str, Any] | None:
    """Say what becomes of texts as written: {"until": day, "is_due": …}, {"destroyed": entry of the log}, or None."""
    if survey.closed_on is None:
        return None
    log = Destruction.objects.of(survey.group).filter(kept=TEXTS.key)
    words = _in_words(survey.title, survey.closed_on)
    done = next((entry for entry in log if any(item.startswith(words) for item in entry.items)), None)
    if done:
        return {"destroyed": done}
    if not Text.objects.filter(survey=survey).as_written().exists():
        return None
    until = months_after(survey.closed_on, TEXTS.period(survey.group, on=clock.today()))
    return {"until": until, "is_due": until <= clock.today()}


TEXTS = Kept(
    key="screening.texts",
    what="survey texts as they were written",
    counted=("survey’s texts as written", "surveys’ texts as written"),
    holds="What people wrote, with what PALS blanked out or withheld: it may name them. No names from the register.",
    since="the day the survey closed",
    months=3,
    because="It was needed to read what people wrote before others do, and to decide again; what others may read is "
    "enough for the report (UK GDPR Article 5(1)(c) and (e)).",
    how="What was blanked out is overwritten by what was released. Withheld texts, and those that nobody has read, are "
    "deleted. Released texts stay with the answers, which have no names.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
)


def _as_written(group: Group, keys: Collection[str]) -> TextQuerySet:
    kept: TextQuerySet = Text.objects.of(group).filter(survey__in=keys).as_written()
    return kept


def _in_words(title: str, closed_on: datetime.date) -> str:
    return f"“{title}”, closed on {wording.day(closed_on)}"


def _unread(many: int) -> str:
    return (
        f". Nobody has read {wording.counted(many, 'text')} of it: release first what others should read"
        if many
        else ""
    )
