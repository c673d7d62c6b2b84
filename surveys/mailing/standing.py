"""How a survey stands: what became of everybody, replies by week and by mailing. Counts only, never a name."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from supportgroup.people.languages import code_of
from surveys.questionnaire.choices import STANDARD
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.rules import edition_for

from . import weeks
from .choices import MailingState, Outcome
from .models import Mailing
from .rules import asked


@dataclass(frozen=True)
class Standing:
    """outcomes: {code: people}; by_week: replies in each week from the first mailing; by_mailing: after each."""

    outcomes: dict[int, int]
    by_week: list[int]
    by_mailing: list[int]

    @property
    def replied(self) -> int:
        """Return how many have replied."""
        return self.outcomes.get(Outcome.RETURNED, 0)

    def as_final_counts(self) -> dict[str, Any]:
        """Return what stays on the survey after the close, as JSON holds it."""
        outcomes = {str(code): people for code, people in sorted(self.outcomes.items())}
        return {
            "asked": asked(self.outcomes),
            "outcomes": outcomes,
            "by_week": self.by_week,
            "by_mailing": self.by_mailing,
        }


def outcomes_of(survey: Survey) -> dict[int, int]:
    """Return {outcome code: people} of a survey: counted now, or as it stood at the close."""
    if survey.final_counts:
        return {int(code): people for code, people in survey.final_counts.get("outcomes", {}).items()}
    return survey.invitees.outcome_counts()


def sent_by_edition(survey: Survey) -> dict[str, int]:
    """Return how many people were sent each edition that is open: by their language and needs as they stand now."""
    editions = set(Edition.objects.open_ones(survey.pk).values_list("code", flat=True))
    people = survey.invitees.exclude(outcome=Outcome.NEVER_MAILED).values_list("person__needs", "person__language")
    sent: Counter[str] = Counter()
    for needs, language, count in people.order_by().annotate(count=Count("pk")):
        code = edition_for(needs=needs, language_code=code_of(language), editions=editions)
        sent[code or STANDARD] += count
    return dict(sent)


def standing_of(survey: Survey, mailings: list[Mailing] | None = None) -> Standing:
    """Return how a survey stands: counted now, or as it stood at the close. mailings: where they are known already."""
    if survey.final_counts:
        final = survey.final_counts
        return Standing(outcomes_of(survey), final.get("by_week", []), final.get("by_mailing", []))
    return _counted(survey, list(survey.mailings.all()) if mailings is None else mailings)


def _counted(survey: Survey, mailings: list[Mailing]) -> Standing:
    outcomes: dict[int, int] = {}
    replies: dict[datetime.date, int] = {}
    for outcome, day, people in survey.invitees.counted():
        outcomes[outcome] = outcomes.get(outcome, 0) + people
        if outcome == Outcome.RETURNED and day:
            replies[day] = people
    sent = [mailing.sent_on for mailing in mailings if mailing.state == MailingState.SENT and mailing.sent_on]
    if not sent:
        return Standing(outcomes, [], [])
    return Standing(outcomes, weeks.by_week(replies, first=sent[0]), weeks.by_mailing(replies, sent_on=sent))
