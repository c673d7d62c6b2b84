import pytest
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from surveys.screening.models import Text
from surveys.themes import actions, quoting
from surveys.themes.models import Theme
from tests.surveys.results.conftest import close_with  # noqa: F401  a fixture

WRITTEN = ["Parking near the unit", "Parking, and clearer letters", "Clear letters", "Nothing", "Meet other people"]


@pytest.fixture
def survey(close_with):  # noqa: F811
    """A closed survey: 12 people wrote to question 5 and 2 of them said why to question 3; all is released."""
    answers = [{"5": words} for words in [*WRITTEN, *[f"Thanks {number}" for number in range(7)]]]
    answers[0]["3w"], answers[1]["3w"] = "I am not alone then", "Why not"
    return close_with([*answers, *[{"1": "a"}] * 3])


class Coder:
    """Somebody who tags through the actions, by words of a text and names of themes."""

    def __init__(self, user, survey):
        self.by, self.survey = SignedIn(user), survey

    def text(self, words):
        return Text.objects.get(survey=self.survey, words=words)

    def theme(self, name):
        return Theme.objects.get(survey=self.survey, name=name)

    def tag(self, words, *names):
        """Put the text that was written so under these themes, made where there are none; none: nothing to code."""
        text = self.text(words)
        known = dict(Theme.objects.filter(survey=self.survey, field=text.field).values_list("name", "pk"))
        reading = getattr(Text.objects.select_related("reading").get(pk=text.pk), "reading", None)
        return actions.tag(
            text,
            themes=[known[name] for name in names if name in known],
            new=[actions.New(name) for name in names if name not in known],
            turn=reading.turn if reading else 0,
            by=self.by,
        )

    def read_all(self):
        """Tag the texts of question 5: parking twice, letters twice, one of them both; the rest is nothing to code."""
        themes = {WRITTEN[0]: ["Parking"], WRITTEN[1]: ["Parking", "Letters"], WRITTEN[2]: ["Letters"],
                  WRITTEN[4]: ["Others"]}  # fmt: skip
        for words in Text.objects.filter(survey=self.survey, field="5").values_list("words", flat=True):
            self.tag(words, *themes.get(words, []))
        return self

    def quote(self, text, words, theme, *, screens=False):
        return quoting.quote(self.text(text), theme=self.theme(theme), words=words, by=self.by, screens=screens)


@pytest.fixture
def coder(nurse, survey):
    return Coder(nurse, survey)


def address(name, survey, *parts):
    return reverse(name, args=[survey.group.slug, survey.pk, *parts])
