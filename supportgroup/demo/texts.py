"""What the demo's people wrote that could name somebody, and what PALS has read of it so far."""

import datetime
from collections.abc import Sequence

from supportgroup import clock
from surveys.questionnaire.models import Survey
from surveys.screening import actions as screening
from surveys.screening.choices import Harm
from surveys.screening.models import Text

from .cast import Cast
from .cohort import Patient

STILL_TO_READ = "19"
"""The question whose texts wait for PALS; those of the others are released."""
AFRAID = "The driver who brings my medicine shouts at me. I am afraid to open the door to him when I am alone."
WHY = "Somebody is threatened at their own door, and the same driver goes to other patients."


def telling(patient: Patient) -> Sequence[str]:
    """Return texts with something to mark in each. patient: whose name stands in one."""
    return (
        f"{patient.first_name} {patient.last_name} and I live in one street. Could we come on the same day?",
        "Please ring me about the evenings, I am on 01632 960 944.",
        "On 14 March I waited five hours and nobody told me why.",
        "My brother has X-linked agammaglobulinaemia as well. Let us come together.",
        "Nurse Adeyemi takes time for me. Let every nurse have as much.",
        AFRAID,
    )


def read_some(survey: Survey, cast: Cast, day: datetime.date) -> None:
    """Let Ruth read what was written, except the answers to one question; there she met the driver first."""
    texts = Text.objects.filter(survey=survey)
    with clock.moved_to(clock.at(day, 10)):
        seen = texts.exclude(field=STILL_TO_READ).values_list("pk", flat=True)
        screening.release_unmarked(survey, seen=list(seen), by=cast["pals"])
        afraid = texts.get(words=AFRAID)
        screening.raise_harm(afraid, kind=Harm.OTHER, told="Safeguarding lead of the Trust", why=WHY, by=cast["pals"])
