"""Taking a reply: drafts, the final send, saying no; starting the close."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork import actions as longwork
from supportgroup.remembered import THIS, remembered
from surveys.answers import actions as answers
from surveys.mailing import actions as mailing
from surveys.mailing.models import Invitee
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from surveys.questionnaire.routing import path

from . import drafts, policy, rules
from .choices import Shut
from .closing import CLOSING, closing_failed, closing_work
from .editions import noted
from .models import Draft, Tally

ANSWER_PAGE = System("an answer page")
"""Who acts on an answer page. Not the person: the trail must not say who answered when."""


class Lost(Refused):
    """The draft is not there, or not to be opened with this key."""

    def __init__(self) -> None:
        super().__init__("We could not find the answers you had begun.")


class Turned(Refused):
    """A code that does not open the survey, and why."""

    def __init__(self, shut: Shut) -> None:
        super().__init__(shut.label)
        self.shut = shut


@dataclass(frozen=True)
class Step:
    """Where a saved answer leads: the next question, or None for the check page; until as in `rules.place_after`."""

    following: int | None
    until: int
    days: int


@action("draft.begun")
def begin(survey: Survey, *, shared: bool, by: Actor) -> tuple[bytes, int]:
    """Begin a draft; return the key that only the phone will keep, and for how many days."""
    key, days = drafts.new_key(), _days(survey, shared=shared)
    sealed = drafts.seal({"answers": {}, "place": 0}, key, size=_size(survey))
    Draft.objects.create(id=drafts.id_of(key), survey=survey, sealed=sealed, keep_until=_last_day(days))
    return key, days


@action("draft.resumed")
def resume(key: bytes, *, shared: bool, by: Actor) -> tuple[int, int]:
    """Go on with a draft; return the question at which it stopped, 0 for the check page, and for how many days."""
    draft, content = _opened(key, lock=True)
    days = _days(draft.survey, shared=shared)
    draft.keep_until = _last_day(days)
    draft.save(update_fields=["keep_until"])
    first = draft.survey.version.content["questions"][0]["number"]
    return content["place"] if content["answers"] else first, days


@action("draft.saved")
def save_answer(key: bytes, *, number: int, changes: dict[str, Any], until: int, shared: bool, by: Actor) -> Step:
    """Write one question's answer into the draft, and say which question follows.

    changes: the keys of the question, "18" and "18w", with what was answered; None takes an answer away.
    """
    draft, content = _opened(key, lock=True)
    questions, before = draft.survey.version.content["questions"], content["answers"]
    after = {name: answer for name, answer in {**before, **changes}.items() if answer}
    following, until = rules.place_after(questions, number=number, before=before, after=after, until=until)
    days = _days(draft.survey, shared=shared)
    place = following or 0
    if number not in path(questions, after):
        # The way no longer leads past this question: its answer is kept, and whoever answers stays where they were.
        following, until, place = None, 0, content["place"]
    draft.sealed = drafts.seal({"answers": after, "place": place}, key, size=_size(draft.survey))
    draft.keep_until = _last_day(days)
    draft.save(update_fields=["sealed", "keep_until"])
    return Step(following, until, days)


def draft_of(key: bytes, *, edition: str = "") -> tuple[Any, dict[str, Any]]:
    """Return the draft with this key and what is in it; raise Lost where there is none.

    Its `editions` are those of its survey, the one of this code with all its words.
    """
    return _read(next(iter(_draft_with(clock.today(), edition, this=drafts.id_of(key))), None), key)


@remembered
def _draft_with(today: datetime.date, edition: str) -> Any:
    return Draft.objects.with_id(THIS, on=today).with_editions(edition)


@action("reply.sent")
def send(invitee: Invitee, *, key: bytes, edition: str = "", by: Actor) -> None:
    """Keep the answers of a draft, mark the invitee as replied by day, and forget the draft: all of it or nothing.

    The same send a second time finds the draft gone and the mark set, and does nothing. Raises Turned where the code
    does not open the survey, Lost where there is no draft, Refused where nothing was answered. Locks are always taken
    in one order: survey (shared), invitee, draft, tally; the tally is last because all replies wait for it. A
    reminder that still waits is held when its turn comes: withdrawn now, its row would keep the moment of the answer.
    """
    survey = Survey.objects.hold(invitee.survey_id)
    invitee = Invitee.objects.select_for_update().get(pk=invitee.pk)
    shut = rules.why_not_take(state=survey.state, outcome=invitee.outcome)
    if shut == Shut.USED and not Draft.objects.of_key(key, on=clock.today()).exists():
        return
    if shut:
        raise Turned(shut)
    draft, content = _opened(key, lock=False)
    given = rules.answered(draft.survey.version.content["questions"], content["answers"])
    if reason := rules.why_not_send(given):
        raise Refused(reason)
    answers.keep(given, survey=draft.survey, edition=noted(survey, edition), by=by)
    mailing.mark_replied(invitee, on=clock.today(), by=by)
    draft.delete()
    _count(survey)


@action("reply.declined")
def say_no(invitee: Invitee, *, by: Actor) -> None:
    """Note that this person does not want to take part; nobody writes to them again about this survey."""
    survey = Survey.objects.hold(invitee.survey_id)
    invitee = Invitee.objects.select_for_update().get(pk=invitee.pk)
    if shut := rules.why_not_take(state=survey.state, outcome=invitee.outcome):
        raise Turned(shut)
    mailing.opt_out(invitee, on=clock.today(), by=by)


@action("survey.closing_asked")
def start_closing(survey: Survey, *, by: Actor) -> Survey:
    """Take no more replies, and have a worker open those that came: when the last day is over, by the clock or by hand.

    Before that it takes two people (`early`).
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if reason := rules.why_not_close(state=survey.state, tried_in_vain=closing_failed(closing_work(survey))):
        raise Refused(reason)
    if by.user is not None and rules.is_early(state=survey.state, closes_on=survey.closes_on, today=clock.today()):
        raise Refused("Before its last day two people close a survey: one proposes it, another confirms.")
    return begin_to_close(survey)


def begin_to_close(survey: Survey) -> Survey:
    """Have a worker close a survey whose row the caller has locked, in the caller's action."""
    if survey.state == SurveyState.OPEN:
        survey.state = SurveyState.CLOSING
        survey.save(update_fields=["state"])
    longwork.start(CLOSING, subject=survey.pk)
    return survey


@action("drafts.forgotten")
def forget_old_drafts(*, by: Actor) -> int:
    """Delete the drafts whose last day is over, and return how many."""
    return Draft.objects.old(on=clock.today()).delete()[0]


def _opened(key: bytes, *, lock: bool) -> tuple[Draft, dict[str, Any]]:
    rows = Draft.objects.of_key(key, on=clock.today())
    return _read((rows.select_for_update(of=("self",)) if lock else rows).first(), key)


def _read(draft: Draft | None, key: bytes) -> tuple[Draft, dict[str, Any]]:
    content = drafts.open_sealed(bytes(draft.sealed), key) if draft else None
    if draft is None or content is None:
        raise Lost
    return draft, content


def _size(survey: Survey) -> int:
    return survey.version.sealed_size or 1


def _days(survey: Survey, *, shared: bool) -> int:
    return 0 if shared else int(policy.DRAFT_DAYS.in_force(survey.group, on=clock.today()))


def _last_day(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


def _count(survey: Survey) -> None:
    if not Tally.objects.filter(survey=survey.pk).update(online=F("online") + 1):
        Tally.objects.bulk_create([Tally(survey_id=survey.pk)], ignore_conflicts=True)
        Tally.objects.filter(survey=survey.pk).update(online=F("online") + 1)
