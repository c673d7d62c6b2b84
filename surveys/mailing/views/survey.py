"""The survey's own page in every state, and its mailings."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused
from supportgroup.outbox.choices import Channel, State
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from supportgroup.tracing.models import TraceList
from supportgroup.ui.wording import full_day
from surveys.mailing import actions, expecting, occasions, overview, rules
from surveys.mailing.checking import is_recorded_by_hand, newest_check, unchecked
from surveys.mailing.choices import MailingState, Outcome
from surveys.mailing.facets import FILTERS
from surveys.mailing.finding import names_of, survey_of, tabs, trail
from surveys.mailing.forms import WaveDayForm
from surveys.mailing.history import history
from surveys.mailing.models import Mailing
from surveys.mailing.next_step import Situation, next_step
from surveys.mailing.policy import DECEASED_CHECK_HOURS
from surveys.mailing.sampling import reach
from surveys.mailing.speaking import asked_in_english
from surveys.mailing.standing import Standing, standing_of
from surveys.questionnaire.choices import SurveyState


@requires(Power.SEE_SURVEYS)
def survey(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show how a survey stands: counts, never names and never answers."""
    found = survey_of(request, pk)
    waves = list(found.mailings.all())
    standing = standing_of(found, waves)
    sent = bool(waves) and waves[0].state == MailingState.SENT
    context: dict[str, Any] = {"sent": sent, "history": history(found)}
    if sent:
        last = found.closed_on or clock.today()
        end = found.closed_on or max(found.closes_on, last)
        sees = found.sees_names and found.state == SurveyState.OPEN
        who = reverse("who_replied", args=[group, pk]) + "?show=waiting" if sees else ""
        context |= {
            "figures": overview.figures(standing, who_url=who, closed=bool(found.closed_on)),
            "finding": overview.finding(standing),
            "picture": overview.picture(standing, waves, today=last, closes_on=end),
            "mailings_table": overview.mailings_table(standing, waves),
            "outcomes": overview.outcomes(standing),
            "asked": rules.asked(standing.outcomes),
            "could_reply": rules.could_reply(standing.outcomes),
            "sums": overview.sums(standing),
            "expected": _expected(found, waves, standing),
        }
    step = next_step(_situation(request, found, waves, standing.outcomes, sent=sent))
    return _page(request, "survey", found, context | {"step": step, "names": names_of(request, found)})


def _expected(found: Any, waves: list[Mailing], standing: Standing) -> str:
    """Return the sentence about what is expected by the close; "" for a survey that is not open."""
    if found.state != SurveyState.OPEN:
        return ""
    told = expecting.of_survey(
        waves, replied=standing.replied, waiting=standing.outcomes.get(Outcome.NOT_RETURNED, 0), today=clock.today(),
        closes_on=found.closes_on,
    )  # fmt: skip
    return expecting.in_words(told, asked=rules.asked(standing.outcomes))


@requires(Power.SEE_SURVEYS)
def mailings(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show what has been sent and what will be, whom the choice means, and the newest deceased check."""
    found = survey_of(request, pk)
    waves = list(found.mailings.all())
    sample = getattr(found, "sample", None)
    may_see = FILTERS.is_clinical(sample.filters if sample else {}) <= may(request, Power.SEE_CLINICAL)
    context = {
        "waves": waves,
        "today": clock.today(),
        "in_english": asked_in_english(found),
        "texts_sent": any(wave.texts for wave in waves),
        "chosen": FILTERS.in_words(sample.filters) if sample and may_see else None,
        "has_choice": sample is not None,
        "may_choose": may_see,
        "check": newest_check(found.group, found.pk),
        "hours": DECEASED_CHECK_HOURS.in_force(found.group, on=clock.today()),
        "may_send": may(request, Power.SEND_SURVEYS) and found.state == SurveyState.OPEN,
        "names": names_of(request, found),
    }
    return _page(request, "mailings", found, context)


@requires(Power.SEND_SURVEYS)
def move_mailing(request: HttpRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Give a reminder that has not gone another day."""
    found = survey_of(request, pk)
    wave = get_object_or_404(found.mailings, number=number, number__gt=1)
    form = WaveDayForm(request.POST or None, initial={"day": wave.planned_on})
    if form.is_valid():
        try:
            moved = actions.move_wave(wave, day=form.cleaned_data["day"], by=actor(request))
        except Refused as refused:
            form.add_error("day", str(refused))
        else:
            messages.success(request, f"The {wave.get_kind_display().lower()} goes on {full_day(moved.planned_on)}.")
            return redirect("mailings", group, pk)
    context = {"form": form, "wave": wave, "waves": list(found.mailings.all()), "breadcrumbs": trail(found)}
    return _page(request, "move_mailing", found, context)


def _page(request: HttpRequest, name: str, found: Any, context: dict[str, Any]) -> HttpResponse:
    shared = {
        "survey": found,
        "tabs": tabs(found, name),
        "breadcrumbs": trail(found, itself=False),
    }
    return render(request, f"surveys/mailing/{name}.html", shared | context)


def _situation(
    request: HttpRequest, found: Any, waves: list[Mailing], outcomes: dict[int, int], *, sent: bool
) -> Situation:
    """Return what the next step is chosen by; what costs a query is asked only where it can matter."""
    sample = getattr(found, "sample", None)
    by_treatment = not sent and FILTERS.is_clinical(sample.filters if sample else {})
    may_send = may(request, Power.SEND_SURVEYS) and (not by_treatment or may(request, Power.SEE_CLINICAL))
    is_open = found.state == SurveyState.OPEN
    coming = next((wave for wave in waves if wave.state in (MailingState.PLANNED, MailingState.HELD)), None)
    return Situation(
        state=found.state,
        closes_on=found.closes_on,
        today=clock.today(),
        chosen=sample is not None,
        sent=sent,
        check_in_date=not (is_open and may_send and not sent) or _is_checked(found),
        next_mailing=coming,
        not_replied=outcomes.get(6, 0),
        **(_messages_waiting(request, found) if is_open and sent else {"to_approve": 0, "waiting_letters": 0}),
        wishes=found.invitees.owed_something().count() if is_open and sent and found.sees_names else 0,
        may_write=may(request, Power.WRITE_SURVEYS),
        may_send=may_send,
        may_close=may(request, Power.WRITE_SURVEYS),
        url=lambda name: reverse(name, args=[found.group.slug, *([] if name == "messages" else [found.pk])]),
    )


def _is_checked(found: Any) -> bool:
    """Tell whether everybody in the kept choice was checked; who they are is asked only where it can matter."""
    if is_recorded_by_hand(found.group):
        return True
    sample = getattr(found, "sample", None)
    if sample is None or not TraceList.objects.of(found.group).exists():
        return False
    people = FILTERS.people_by(Person.objects.of(found.group), sample.filters)
    return not unchecked(found.group, reach(people).keys)


def _messages_waiting(request: HttpRequest, found: Any) -> dict[str, int]:
    """Return how many messages of this survey, of those the user may see, wait for approval and for a print run."""
    visible = Message.objects.visible_to(request.user, in_group=found.group)
    ours = visible.filter(kind__in=occasions.KIND_NAMES.values(), occasion__startswith=f"survey {found.pk},")
    letters = Q(state=State.QUEUED, channel=Channel.LETTER)
    return ours.in_state(State.TO_APPROVE, State.QUEUED).aggregate(
        to_approve=Count("pk", filter=Q(state=State.TO_APPROVE)), waiting_letters=Count("pk", filter=letters)
    )
