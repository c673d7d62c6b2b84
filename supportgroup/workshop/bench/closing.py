"""The close of a survey with 100,000 answers, and whether the last of them is accepted as fast as the hundredth.

`dev.py bench closing 5000` measures the same with 5,000.
"""

import statistics
import threading
import time
from typing import Self

from django.db import connection

from supportgroup.access.actor import CLOCK
from supportgroup.demo.replies import replies_to
from surveys.answers import actions as answers
from surveys.answers import sealing
from surveys.answers.models import Response, SealedAnswer
from surveys.questionnaire.models import Survey
from surveys.replying import actions as replying
from surveys.replying.closing import WORKER, open_and_close
from surveys.screening.models import Text

from . import stage
from .asking import memory_of_this
from .table import Table

ANSWERS, FEW, DISTINCT = 100_000, 100, 1_000
MOST_SECONDS, MOST_GROWTH, MOST_RATIO = 30, 30, 1.3


def measure_closing(table: Table, *, how_many: int = ANSWERS) -> None:
    """Measure keeping an answer beside few and beside many others, then opening all of them at the close."""
    survey = Survey.objects.select_related("version").get(pk=stage.set_up("closing", "clx", people=FEW).survey.pk)
    replies = replies_to(survey.version.content["questions"], how_many=DISTINCT)
    early = _keeping(survey, replies)
    _fill(survey, replies, how_many)
    late = _keeping(survey, replies)
    table.add(
        f"an answer is kept: the {FEW}th, the {how_many:,}th",
        f"median {early:.1f} ms, {late:.1f} ms",
        mark=f"<= {MOST_RATIO} x",
        good=late <= MOST_RATIO * early,
    )
    came = SealedAnswer.objects.filter(survey=survey).count()
    replying.start_closing(survey, by=CLOCK)
    began = time.perf_counter()
    with Watched() as memory:
        open_and_close(survey, by=WORKER)
    took = time.perf_counter() - began
    opened = Response.objects.filter(survey=survey).count()
    table.add(
        f"close: {came:,} answers opened",
        f"{took:.1f} s, {opened:,} written, {Text.objects.filter(survey=survey).count():,} texts, "
        f"the worker grew by {memory.grew:.0f} MB",
        mark=f"< {MOST_SECONDS} s, <= {MOST_GROWTH} MB",
        good=took < MOST_SECONDS and opened == came and memory.grew <= MOST_GROWTH,
    )


class Watched:
    """By how many MB this process has grown at most, looked at ten times a second."""

    def __enter__(self) -> Self:
        self._before = self._most = memory_of_this()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def grew(self) -> float:
        return self._most - self._before

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self._most = max(self._most, memory_of_this())


def _keeping(survey: Survey, replies: list[dict[str, object]]) -> float:
    """Return the milliseconds that it takes to keep one answer, the median of a hundred."""
    took = []
    for reply in replies[:FEW]:
        began = time.perf_counter()
        answers.keep(reply, survey=survey, by=replying.ANSWER_PAGE)
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def _fill(survey: Survey, replies: list[dict[str, object]], how_many: int) -> None:
    """Seal a thousand answers, and put so many copies of them into the table: each opens like any other."""
    told = {"public_key": bytes(survey.public_key or b""), "size": survey.version.sealed_size or 0}
    rows = [SealedAnswer(survey=survey, sealed=sealing.seal(reply, survey_key=survey.pk, **told)) for reply in replies]  # type: ignore[arg-type]
    table, wanted = SealedAnswer._meta.db_table, [row.pk for row in SealedAnswer.objects.bulk_create(rows)]  # noqa: SLF001
    copies = (how_many - FEW) // DISTINCT - 1
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, survey_id, sealed) SELECT gen_random_uuid(), survey_id, sealed "
            f"FROM {table}, generate_series(1, %s) WHERE id = ANY(%s)",
            [copies, wanted],
        )
        cursor.execute(f"ANALYZE {table}")
