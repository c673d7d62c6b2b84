"""One survey as its people live it: asked, answered on phones and on paper, reminded, closed."""

import datetime
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.longwork.actions import run_waiting
from supportgroup.outbox.actions import deliver
from supportgroup.outbox.choices import Channel
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.contact import channel_for
from surveys.keying import actions as keying
from surveys.keying.counts import keyed_of
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee, Mailing
from surveys.mailing.rules import CHECK_DAYS_BEFORE
from surveys.mailing.tasks import prepare_due_waves
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire.models import Survey
from surveys.questionnaire.routing import number_in
from surveys.replying import actions as replying

from . import calls, keyed_twice, slips
from .calls import Told
from .cast import Cast
from .post import approve_what_waits, post_letters
from .replies import DECIDING, replies_to, with_words

Say = Callable[[str], None]
SURVEY_DAYS = 91
ENOUGH = 60
"""Per cent of those who answer that must want a support group."""
BROKEN_DOWN, HOW_LONG = (4, 12, 15), 3


@dataclass(frozen=True)
class Plan:
    """What is to happen in one survey, in days from its opening.

    waves: how many reply after each mailing, with the first and last day on which they do.
    others: what comes back instead of a reply, and on which day. dies: the NHS number of whoever dies.
    until: the last day that is told; a survey that is told to its end closes. slips: how many send a yellow slip.
    calls: on the helpline and of ours. wrote: what some of them write that could name somebody.
    """

    opened_on: datetime.date
    waves: tuple[tuple[int, int, int], ...]
    others: tuple[tuple[int, Outcome], ...] = ()
    decided: str = ""
    dies: str = ""
    seed: int = 1
    until: int = SURVEY_DAYS
    mailing_days: tuple[int, ...] = (0, 21, 49)
    slips: int = 0
    calls: tuple[Told, ...] = ()
    wrote: Sequence[str] = ()


@dataclass
class Day:
    """What comes in on one day: replies with their invitee, and other outcomes."""

    replies: list[tuple[Invitee, dict[str, Any]]] = field(default_factory=list)
    others: list[tuple[Invitee, Outcome]] = field(default_factory=list)


def tell(survey: Survey, plan: Plan, cast: Cast, say: Say) -> None:
    """Tell one survey from its opening to its last told day."""
    _open(survey, plan, cast)
    days = _what_comes(survey, plan)
    forms: keyed_twice.Forms = {}
    for number in range(min(plan.until, SURVEY_DAYS) + 1):
        if number in plan.mailing_days and number and number < plan.until:
            _remind(survey, plan.opened_on + datetime.timedelta(days=number), cast)
        if number in days:
            forms |= _take_in(survey, days[number], plan.opened_on + datetime.timedelta(days=number), cast)
        if number and not number % 14:
            say(f"  week {number // 7}: {survey.invitees.filter(outcome=Outcome.RETURNED).count()} replies")
        if number + CHECK_DAYS_BEFORE == plan.until:
            _make_list_ahead(plan.opened_on + datetime.timedelta(days=number))
    with clock.moved_to(clock.at(plan.opened_on + datetime.timedelta(days=min(plan.until, SURVEY_DAYS)), 8)):
        keyed_twice.key_again(survey, forms, cast, leaves_work=plan.until < SURVEY_DAYS)
    if plan.slips:
        slips.send(survey, plan.slips, cast, seed=plan.seed)
    calls.log(survey, plan.calls, cast, opened_on=plan.opened_on)
    if plan.until >= SURVEY_DAYS:
        with clock.moved_to(clock.at(plan.opened_on + datetime.timedelta(days=SURVEY_DAYS), 16)):
            replying.start_closing(survey, by=CLOCK)
            run_waiting()


def _open(survey: Survey, plan: Plan, cast: Cast) -> None:
    """Name the duties, open, choose the people, record the deceased check and send."""
    with clock.moved_to(clock.at(plan.opened_on, 8, 30)):
        ruth, owen, nadia = (cast.users[name] for name in ("pals", "pals2", "pals3"))
        questionnaire.name_duties(survey, mailing=[ruth.pk], entry=[owen.pk, nadia.pk], by=cast["nurse"])
        keyed_twice.begin(survey, cast)
        last_day = plan.opened_on + datetime.timedelta(days=SURVEY_DAYS)
        _declare(survey, cast)
        questionnaire.open_survey(survey, closes_on=last_day, by=cast["nurse"])
        run_waiting()
        mailing.choose(survey, filters={"immunoglobulin": "yes"}, by=cast["nurse"])
        mailing.record_deceased_check(survey.group, checked_at=clock.now(), by=cast["nurse"])
    with clock.moved_to(clock.at(plan.opened_on, 9)):
        mailing.send_invitations(survey, by=cast["nurse"])
    with clock.moved_to(clock.at(plan.opened_on, 9, 20)):
        approve_what_waits(survey.group, by=cast["pals"])
        deliver()
        post_letters(survey.group, by=cast["pals"])


def _make_list_ahead(day: datetime.date) -> None:
    """Make the list of the reminder that is due when the telling ends; nobody has taken it to the service yet."""
    with clock.moved_to(clock.at(day, 9)):
        prepare_due_waves()
        deliver()


def _declare(survey: Survey, cast: Cast) -> None:
    """Say what will be worked out: the group is worth its while if 60% want it, by how long they have been treated."""
    keys = dict(survey.questions.values_list("position", "pk"))
    questionnaire.declare_decision(survey, question=keys[DECIDING], yes=["a", "b"], at_least=ENOUGH, by=cast["nurse"])
    for number in BROKEN_DOWN:
        questionnaire.add_breakdown(survey, question=keys[number], across=keys[HOW_LONG], by=cast["nurse"])


def _remind(survey: Survey, day: datetime.date, cast: Cast) -> None:
    with clock.moved_to(clock.at(day, 8)):
        mailing.record_deceased_check(survey.group, checked_at=clock.now(), by=cast["nurse"])
        for wave in Mailing.objects.due(on=day).filter(survey=survey):
            mailing.start_wave(wave, by=CLOCK)
        approve_what_waits(survey.group, by=cast["pals"])
        deliver()
        post_letters(survey.group, by=cast["pals"])


def _what_comes(survey: Survey, plan: Plan) -> dict[int, Day]:
    """Deal replies and other outcomes to the invitees, by day."""
    chance = random.Random(plan.seed)  # noqa: S311  the same story each time
    invitees = list(survey.invitees.select_related("person", "survey").order_by("record_number"))
    chance.shuffle(invitees)
    days: dict[int, Day] = {}
    for number, outcome in plan.others:
        invitee = _take_one(invitees, outcome, dies=plan.dies)
        days.setdefault(number, Day()).others.append((invitee, outcome))
    questions = Survey.objects.select_related("version").get(pk=survey.pk).version.content["questions"]
    how_many = sum(count for count, _, _ in plan.waves)
    replies = replies_to(questions, how_many=how_many, decided=plan.decided, seed=plan.seed)
    answers = iter(with_words(replies, plan.wrote))
    for count, first, last in plan.waves:
        for _ in range(count):
            day = days.setdefault(chance.randint(first, last), Day())
            day.replies.append((invitees.pop(), next(answers)))
    return days


def _take_one(invitees: list[Invitee], outcome: Outcome, *, dies: str) -> Invitee:
    """Take out whom this happens to: only a letter comes back undelivered, and who dies is known to the story."""

    def fits(invitee: Invitee) -> bool:
        if outcome == Outcome.DIED:
            return invitee.person.nhs_number == dies
        known = invitee.person.nhs_number == dies
        return not known and (outcome != Outcome.UNDELIVERED or channel_for(invitee.person) == Channel.LETTER)

    return invitees.pop(next(place for place, invitee in enumerate(invitees) if fits(invitee)))


def _take_in(survey: Survey, day: Day, date: datetime.date, cast: Cast) -> keyed_twice.Forms:
    """Let people answer online from 10, open the post at 2, key in the forms at 3. Return these by their numbers."""
    on_paper = []
    for minute, (invitee, answers) in enumerate(day.replies):
        if channel_for(invitee.person) == Channel.EMAIL or invitee.pk % 4 == 0:
            with clock.moved_to(clock.at(date, 10, minute)):
                _answer_online(survey, invitee, answers)
        else:
            on_paper.append((invitee, answers))
    with clock.moved_to(clock.at(date, 14)):
        for invitee, outcome in day.others:
            _record_other(invitee, outcome, cast)
        for invitee, _ in on_paper:
            mailing.record_slip(invitee, on=date, heard=Outcome.RETURNED, by=cast["pals"])
    with clock.moved_to(clock.at(date, 15)):
        return _key_in(survey, [answers for _, answers in on_paper], cast)


def _record_other(invitee: Invitee, outcome: Outcome, cast: Cast) -> None:
    if outcome == Outcome.DIED:
        people.change_standing(invitee.person, standing=Standing.DIED, since=clock.today(), by=cast["nurse"])
    elif outcome == Outcome.OPTED_OUT and channel_for(invitee.person) == Channel.EMAIL:
        replying.say_no(invitee, by=replying.ANSWER_PAGE)
    else:
        mailing.record_slip(invitee, on=clock.today(), heard=outcome, by=cast["pals"])


def _answer_online(survey: Survey, invitee: Invitee, answers: dict[str, Any]) -> None:
    key, _ = replying.begin(survey, shared=False, by=replying.ANSWER_PAGE)
    until = 0
    for number, changes in _by_question(answers):
        step = replying.save_answer(
            key, number=number, changes=changes, until=until, shared=False, by=replying.ANSWER_PAGE
        )
        until = step.until
    replying.send(invitee, key=key, by=replying.ANSWER_PAGE)


def _by_question(answers: dict[str, Any]) -> Iterable[tuple[int, dict[str, Any]]]:
    for number in sorted({number_in(name) for name in answers}):
        yield number, {name: answer for name, answer in answers.items() if number_in(name) == number}


def _key_in(survey: Survey, answers: list[dict[str, Any]], cast: Cast) -> keyed_twice.Forms:
    forms = dict(enumerate(answers, start=keyed_of(survey).forms + 1))
    for number, given in forms.items():
        keying.key_in(survey, number=number, given=given, form=f"demo-{survey.pk}-{number}", by=cast["pals2"])
    return forms
