"""A closed survey with very many answers: counted at its close, and written as CSV."""

import time
import tracemalloc

from django.db import connection
from psycopg2.extras import Json

from supportgroup import clock
from supportgroup.access.actor import System
from supportgroup.demo.replies import replies_to
from supportgroup.groups.models import Group
from surveys.answers import content
from surveys.questionnaire import readymade
from surveys.questionnaire.models import Survey, Version
from surveys.results import files
from surveys.results.actions import release
from surveys.results.counting import count_answers
from surveys.results.figures import Limits, results_of

MANY = 100_000
DIFFERENT = 500
BY = System("the bench")
_EACH = """
    INSERT INTO answers_response (id, survey_id, content, edition)
    SELECT gen_random_uuid(), %s, reply, '' FROM unnest(%s::jsonb[]) AS reply CROSS JOIN generate_series(1, %s)
"""


def released(*, answers: int) -> tuple[Survey, float]:
    """Return a closed survey of the bench's group with so many answers, and the seconds that its release took."""
    today = clock.today()
    survey = Survey.objects.create(
        group=Group.objects.get(slug="bench"), title="Very many", about="We ask.", started_on=today, opened_on=today,
        closes_on=today, closed_on=today, state="closed", public_key=b"x",
        final_counts={"asked": answers, "opened": answers},
    )  # fmt: skip
    questions = [{"number": number, **question} for number, question in enumerate(readymade.QUESTIONS, start=1)]
    analysis = {
        "breakdowns": [{"question": 15, "across": 3}],
        "decision": {"question": 15, "yes": ["a", "b"], "at_least": 60},
    }
    Version.objects.create(survey=survey, content={"questions": questions, "analysis": analysis}, sealed_size=1)
    words = content.fields_for_words(questions)
    replies = [Json(content.apart(reply, words)[0]) for reply in replies_to(questions, how_many=DIFFERENT)]
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [survey.pk, replies, answers // DIFFERENT])
    begun = time.perf_counter()
    release(survey, by=BY)
    return survey, time.perf_counter() - begun


def write_csv(survey: Survey) -> tuple[float, int]:
    """Count all answers and write the CSV; return the seconds that takes, and the bytes of memory in a second run."""
    begun = time.perf_counter()
    _write(survey)
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    _write(survey)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, most


def _write(survey: Survey) -> None:
    questions = survey.version.content["questions"]
    found = results_of(questions, count_answers(survey, questions), Limits(least_base=10, careful_below=30))
    for _ in files.as_csv(files.RESULTS, files.result_rows(found, asked=MANY)):
        pass
