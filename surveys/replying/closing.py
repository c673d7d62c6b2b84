"""The close of a survey: all answers are opened together, in one transaction; then the key is destroyed.

A worker that dies before the commit leaves everything as it was; one that dies after it runs again and finishes.
"""

from django.db import connection, transaction

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork.actions import start
from supportgroup.longwork.choices import WorkState
from supportgroup.longwork.kinds import Ending, Progress
from supportgroup.longwork.models import LongWork
from supportgroup.outbox import actions as outbox
from supportgroup.outbox.choices import RecipientKind, State
from supportgroup.outbox.letter import Recipient
from supportgroup.outbox.models import Message
from supportgroup.ui.wording import counted
from surveys.answers import actions as answers
from surveys.answers.models import Response, SealedAnswer
from surveys.answers.sealing import KeyMissing, destroy_key
from surveys.keying import checking
from surveys.keying.models import Drawn, Keyed
from surveys.mailing import actions as mailing
from surveys.mailing import letters, occasions
from surveys.mailing.models import Invitee, Volunteer
from surveys.mailing.standing import sent_by_edition
from surveys.questionnaire.actions import RELEASING
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from surveys.screening import actions as screening

from . import rules
from .models import Draft, LostKey, Tally

CLOSING = "surveys.close"
"""The long work that closes a survey."""

_NO_KEY = "no_key"
"""In the result of a try to close: the key was missing."""

WORKER = System("the worker that closes surveys")


def run(progress: Progress) -> Ending:
    """Close the survey. Run again at any point, it does what is left to do and nothing twice."""
    survey = Survey.objects.get(pk=progress.subject)
    try:
        if survey.state != SurveyState.CLOSED:
            survey = open_and_close(survey, by=WORKER)
    except KeyMissing as missing:
        return Ending(str(missing), {_NO_KEY: True}, refused=True)
    transaction.on_commit(lambda: _clear_away(survey))
    opened = int((survey.final_counts or {}).get("opened", 0))
    said = why_unopened(survey) or counted(opened, "reply was", "replies were") + " opened."
    return Ending(f"The survey is closed. {said}", {"opened": opened})


@action("survey.closed")
def open_and_close(survey: Survey, *, by: Actor) -> Survey:
    """Open every answer, write the mailing list anew and keep the final counts: all of it or nothing.

    The survey's row is taken first: replies on their way hold it, so each that was thanked for is opened, and none
    comes in between. final_counts gets `online`, `forms`, `opened`, `unopened`, `never` (too few to be opened) and
    `lost` (nobody has the key) beside what the mailing counts.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != SurveyState.CLOSING:
        raise Refused("This survey is not being closed.")
    forms = checking.finish(survey, by=by)
    lost = LostKey.objects.filter(survey=survey).confirmed().exists()
    opened = answers.open_all(survey, sent=sent_by_edition(survey), may_be_lost=lost, by=by)
    screening.lay_out(survey, by=by)
    tally = Tally.objects.filter(survey=survey).first() or Tally(survey=survey)
    survey.final_counts = {
        **mailing.rewrite_list(survey, by=by),
        "online": tally.online,
        "forms": forms,
        "opened": opened.opened,
        "unopened": opened.unopened,
        "never": opened.never,
        "lost": opened.lost,
    }
    Draft.objects.filter(survey=survey).delete()
    _withdraw_unsent(survey)
    survey.state, survey.closed_on = SurveyState.CLOSED, clock.today()
    survey.save(update_fields=["state", "closed_on", "final_counts"])
    start(RELEASING, subject=survey.pk)
    return survey


def closing_work(survey: Survey) -> LongWork | None:
    """Return the newest work of closing this survey, or None."""
    return LongWork.objects.about(CLOSING, survey.pk).first()


def closing_failed(work: LongWork | None) -> bool:
    """Tell whether the last try to close ended without closing."""
    return work is not None and work.state == WorkState.REFUSED


def key_is_missing(work: LongWork | None) -> bool:
    """Tell whether the last try to close ended because the worker did not find the survey's key."""
    return work is not None and closing_failed(work) and bool(work.result.get(_NO_KEY))


def why_unopened(survey: Survey) -> str:
    """Return why no answer of a closed survey was opened, "" where some were."""
    counts = survey.final_counts or {}
    if counts.get("opened"):
        return ""
    return rules.LOST if counts.get("lost") else rules.NEVER_OPENED


def _withdraw_unsent(survey: Survey) -> None:
    waiting = Message.objects.in_state(State.TO_APPROVE, State.QUEUED, State.TAKEN).filter(
        kind__in=occasions.KIND_NAMES.values(), occasion__startswith=f"survey {survey.pk},"
    )
    for kind, key, occasion in waiting.values_list("recipient_kind", "recipient_key", "occasion"):
        recipient = Recipient(RecipientKind(kind), key)
        outbox.withdraw(recipient=recipient, occasion=occasion, reason=letters.CLOSED)


def _clear_away(survey: Survey) -> None:
    """Clear the rows as they were before, whose places and transaction numbers told the order of replies; end the key.

    After the commit, because VACUUM cannot run in a transaction, and because a key that is gone does not come back.
    """
    rewritten = (SealedAnswer, Response, Invitee, Volunteer, Draft, Keyed, Drawn, LongWork)
    tables = [connection.ops.quote_name(model._meta.db_table) for model in rewritten]  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(tables)}")
    if not (survey.final_counts or {}).get("lost"):  # what lies in its place then is another survey's key, if anything
        destroy_key(survey.pk)
