"""How the replies of a survey came, in numbers that name nobody."""

from dataclasses import dataclass

from surveys.keying.counts import keyed_of
from surveys.mailing.choices import Outcome
from surveys.mailing.rules import asked
from surveys.mailing.standing import outcomes_of
from surveys.questionnaire.models import Survey

from . import rules
from .models import Tally


@dataclass(frozen=True)
class Came:
    """How many came online, how many forms were keyed in, how many slips came back, how many were asked."""

    online: int
    forms: int
    slips: int
    asked: int

    @property
    def answers(self) -> int:
        return self.online + self.forms


def of(survey: Survey) -> Came:
    """Return the counts of one survey. A slip is a person who has replied and did not do so online."""
    outcomes = outcomes_of(survey)
    tally = Tally.objects.filter(survey=survey).first() or Tally(survey=survey)
    slips = rules.slips_came(replied=outcomes.get(Outcome.RETURNED, 0), online=tally.online)
    return Came(online=tally.online, forms=keyed_of(survey).forms, slips=slips, asked=asked(outcomes))
