"""Who of the demo's people would join a group discussion: yellow slips, half of them filled in online."""

import random

from supportgroup import clock
from surveys.mailing import actions
from surveys.mailing.choices import Came, Outcome, Times
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey

from .cast import Cast

DATES = ("", "", "", "Not in the first week of a month", "Any day but Thursday", "Away until the 20th", "After 10am")


def send(survey: Survey, how_many: int, cast: Cast, *, seed: int) -> None:
    """Let so many of those who replied send a yellow slip on the day of their reply."""
    chance = random.Random(seed)  # noqa: S311  the same story each time
    replied = survey.invitees.filter(outcome=Outcome.RETURNED).select_related("person").order_by("record_number")
    for number, invitee in enumerate(chance.sample(list(replied), how_many)):
        with clock.moved_to(clock.at(invitee.outcome_on, 17)):
            _send_one(survey, invitee, number, chance, cast)


def _send_one(survey: Survey, invitee: Invitee, number: int, chance: random.Random, cast: Cast) -> None:
    person = invitee.person
    values = {
        "name": f"{person.first_name} {person.last_name}",
        "phone": person.phone or f"01632 960{number:03d}",
        "email": person.email if number % 3 == 0 else "",
        "times": sorted(chance.sample(Times.values, chance.randint(1, 3)), key=Times.values.index),
        "dates": chance.choice(DATES),
    }
    if number % 2:
        actions.take_slip(survey, values=values, by=actions.SLIP_PAGE)
    else:
        actions.keep_slip(survey, values=values, came=Came.PAPER, received_on=clock.today(), by=cast["pals"])
