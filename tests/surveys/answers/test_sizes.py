"""Ten thousand answers at the close."""

import tracemalloc

import pytest

from supportgroup.access.actor import System
from surveys.answers import actions, sealing
from surveys.answers.models import Response, SealedAnswer
from tests.surveys.questionnaire import factories as surveys

MANY = 10_000
ANSWERS = {str(number): "a" for number in range(1, 13)} | {"13": ["a", "b"], "18w": "Kind " * 20, "19": "Parking " * 20}


@pytest.mark.everything
@pytest.mark.django_db
def test_ten_thousand_answers_open_in_little_memory(survey):
    sealed = {"public_key": bytes(survey.public_key), "size": survey.version.sealed_size, "survey_key": survey.pk}
    for _ in range(MANY // 500):
        SealedAnswer.objects.bulk_create(
            SealedAnswer(survey=survey, sealed=sealing.seal(ANSWERS, **sealed)) for _ in range(500)
        )
    closing = surveys.closing(survey)

    tracemalloc.start()
    opened = actions.open_all(closing, by=System("a test"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert opened == actions.Opened(opened=MANY)
    assert Response.objects.count() == MANY
    assert most < 40 * 1024 * 1024
