"""Rows of keyed forms for tests."""

import factory
from factory.django import DjangoModelFactory

from surveys.keying.actions import key_in
from surveys.keying.models import Drawn
from tests.surveys.questionnaire.factories import BY


class DrawnFactory(DjangoModelFactory):
    """A form that somebody keyed and chance drew."""

    class Meta:
        model = Drawn

    number = factory.Sequence(lambda n: n + 1)
    first = b"sealed"


def keyed(survey, number, given=None, *, by=BY):
    """Key one form of a survey; what is keyed by BY, who is no user, is never drawn."""
    return key_in(survey, number=number, given=given or {"1": "a"}, form=f"{survey.pk}, {number}", by=by)
