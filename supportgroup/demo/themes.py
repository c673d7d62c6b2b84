"""The first survey's reasons, put into themes by PALS and a nurse: a merge, quotations, and one that still waits."""

import datetime
from collections.abc import Mapping

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from surveys.questionnaire.models import Survey
from surveys.screening.models import Text
from surveys.themes import actions, quoting
from surveys.themes.models import Theme

from .cast import Cast
from .replies import REASONS

FIELD = "18w"
ABOUT = {
    "Nurses who know me": "Somebody who knows the person and their story.",
    "Reached in good time": "Phone calls and messages are answered.",
    "Kind staff": "How people are spoken to and treated.",
    "Friendly people": "How people are spoken to and treated.",
    "Waiting room": "Room, waiting and infection in the day unit.",
    "Training at home": "Learning to treat oneself: length, nerves, supplies.",
    "Told and listened to": "Being heard, and knowing what will happen.",
    "Deliveries": "Medicine and equipment: the right things on the right day.",
    "A different doctor each time": "Seeing somebody new at each visit.",
}
"""The code book, as the texts called for it. Two officers gave one thing two names."""
UNDER: Mapping[int, tuple[str, ...]] = {
    0: ("Nurses who know me", "Reached in good time"),
    1: ("Kind staff", "Waiting room"),
    2: ("Training at home",),
    3: ("Told and listened to",),
    4: ("Deliveries",),
    5: ("Friendly people", "A different doctor each time"),
    6: ("Told and listened to",),
    7: (),
}
"""Under which themes each of the reasons goes, by its place."""
QUOTED = (
    (0, "Reached in good time", "The nurses know me and ring back the same day.", "pals"),
    (2, "Training at home", "I only wish it had been one week longer", "pals"),
    (4, "Deliveries", "Deliveries come on the wrong day too often.", "nurse"),
    (3, "Told and listened to", "I have felt listened to from the first visit.", "nurse"),
)
"""Whose words are quoted under which theme, and who chose them; of a nurse's PALS has looked at the first."""


def find_themes(survey: Survey, cast: Cast, *, on: datetime.date) -> None:
    """Read all reasons, merge two themes that say the same, choose quotations and put all into the results."""
    with clock.moved_to(clock.at(on, 14)):
        for number, text in enumerate(Text.objects.filter(survey=survey, field=FIELD).order_by("pk")):
            _tag(text, by=cast["pals"] if number % 2 else cast["pals2"])
        themes = {theme.name: theme for theme in Theme.objects.filter(survey=survey)}
        actions.merge(themes["Friendly people"], into=themes["Kind staff"], by=cast["pals"])
        for place, theme, words, who in QUOTED:
            text = Text.objects.filter(survey=survey, field=FIELD, words=REASONS[place]).order_by("pk")[0]
            quotation = quoting.quote(text, theme=themes[theme], words=words, by=cast[who], screens=who == "pals")
            if place == QUOTED[2][0]:
                quoting.confirm(quotation, by=cast["pals"])
        actions.put_into_results(survey, FIELD, by=cast["pals"])


def _tag(text: Text, *, by: SignedIn) -> None:
    names = UNDER[REASONS.index(text.words)]
    known = dict(Theme.objects.filter(survey=text.survey_id, field=FIELD, name__in=names).values_list("name", "pk"))
    new = [actions.New(name, ABOUT[name]) for name in names if name not in known]
    actions.tag(text, themes=list(known.values()), new=new, turn=0, by=by)
