"""Writing the texts of a closed survey down to be screened, and what PALS does with each."""

from collections.abc import Collection, Sequence

from django.db import connection
from django.db.models import F

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.answers import opening
from surveys.questionnaire.models import Survey

from . import marks, rules
from .choices import TextState
from .models import HarmReport, Text
from .names import names_in

_LAY_OUT = (
    "INSERT INTO {texts} (id, survey_id, field, words, state, released) "
    "SELECT gen_random_uuid(), %s, field, words, %s, '' FROM {words} ORDER BY gen_random_uuid()"
)


@action("texts.laid_out")
def lay_out(survey: Survey, *, by: Actor) -> int:
    """Write down what people wrote, as it was opened in this transaction, by one statement; return how many texts.

    Each text lies alone, in an order of its own and under a key of its own. Which two, or which ticks, came from one
    reply is told neither here nor where the ticks are. Done once, it does nothing again.
    """
    if not opening.has_words():
        return 0
    tables = {"texts": Text._meta.db_table, "words": opening.WORDS}  # noqa: SLF001  for one statement
    with connection.cursor() as cursor:
        cursor.execute(_LAY_OUT.format(**tables), [survey.pk, TextState.WAITING])
        many = int(cursor.rowcount)
    opening.put_words_away()
    return many


@action("text.released")
def release(text: Text, *, blank: Sequence[marks.Mark] = (), by: Actor) -> Text:
    """Let others read a text, with these parts of it blanked out."""
    text = _waiting(text)
    return _screened(text, TextState.RELEASED, marks.blanked(text.words, blank), by)


@action("text.withheld")
def withhold(text: Text, *, by: Actor) -> Text:
    """Let nobody but PALS read a text."""
    return _screened(_waiting(text), TextState.WITHHELD, "", by)


@action("texts.released")
def release_unmarked(survey: Survey, *, seen: Collection[str], by: Actor) -> int:
    """Release those of the texts that somebody has seen in which nothing is marked; return how many."""
    texts = list(Text.objects.select_for_update().filter(survey=survey, pk__in=seen).waiting())
    names = names_in([text.words for text in texts], survey.group)
    unmarked = [text.pk for text in texts if not names.marks_of(text.words)]
    return Text.objects.filter(pk__in=unmarked).update(
        state=TextState.RELEASED, released=F("words"), screened_by=by.user, screened_on=clock.today()
    )


@action("text.put_back")
def put_back(text: Text, *, by: Actor) -> Text:
    """Take a text back, to be screened again; from now on nobody else reads it."""
    text = Text.objects.select_for_update().get(pk=text.pk)
    if reason := rules.why_not_put_back(text.state, words=text.words):
        raise Refused(reason)
    text.state, text.released, text.screened_by, text.screened_on = TextState.WAITING, "", None, None
    text.save(update_fields=["state", "released", "screened_by", "screened_on"])
    return text


@action("harm.raised")
def raise_harm(text: Text, *, kind: str, told: str, why: str, by: Actor) -> HarmReport:
    """Record that a text was shown to somebody because it tells of serious harm, and withhold it from all others.

    The same words of the same officer a second time, as a second click sends them, are the report there is.
    """
    text = Text.objects.select_for_update().get(pk=text.pk)
    report, _ = HarmReport.objects.get_or_create(
        text=text, kind=kind, told=told, why=why, raised_by=by.user, defaults={"raised_at": clock.now()}
    )
    if text.state != TextState.WITHHELD:
        _screened(text, TextState.WITHHELD, "", by)
    return report


def _waiting(text: Text) -> Text:
    text = Text.objects.select_for_update().get(pk=text.pk)
    if reason := rules.why_not_screen(text.state):
        raise Refused(reason)
    return text


def _screened(text: Text, state: TextState, released: str, by: Actor) -> Text:
    text.state, text.released, text.screened_by, text.screened_on = state, released, by.user, clock.today()
    text.save(update_fields=["state", "released", "screened_by", "screened_on"])
    return text
