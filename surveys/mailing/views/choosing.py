"""Choosing whom to ask, seeing who is left out, checking, sending; recording the deceased check."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.outbox.approval import size_for
from supportgroup.outbox.batches import approvers
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.people.filtering import links
from supportgroup.people.models import Person
from supportgroup.tracing.actions import WouldReplace
from supportgroup.tracing.models import TraceList
from supportgroup.tracing.views import ask_to_replace, confirmed
from surveys.mailing import actions, occasions, overview, rules
from surveys.mailing.actions.choosing import chosen_filters
from surveys.mailing.calendar import when_held_goes
from surveys.mailing.checking import newest_check, unchecked
from surveys.mailing.facets import FILTERS
from surveys.mailing.finding import survey_of, trail
from surveys.mailing.forms import DeceasedCheckForm
from surveys.mailing.occasions import list_of
from surveys.mailing.policy import DECEASED_CHECK_HOURS
from surveys.mailing.sampling import Reach, reach
from surveys.mailing.speaking import in_english, silent


@requires(Power.SEND_SURVEYS)
def choose_people(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Filter the register and keep the choice; the numbers are those of this moment."""
    survey, clinical = survey_of(request, pk), may(request, Power.SEE_CLINICAL)
    if reason := _why_not_choose(request, survey):
        messages.error(request, reason)
        return redirect(survey)
    filters = FILTERS.read(request.GET, clinical=clinical)
    if request.method == "POST":
        return attempt(
            request,
            lambda: actions.choose(survey, filters=filters, by=actor(request)),
            done="Choice kept. Nothing has been sent.",
            then=reverse("check_mailing", args=[group, pk]) if survey.state == "open" else survey,
        )
    found = reach(_people(request, filters))
    context = {
        "filter_groups": _filter_groups(request, filters, clinical=clinical),
        "chosen": FILTERS.in_words(filters),
        "found": found,
        "left_out_url": f"{reverse('left_out', args=[group, pk])}?{urlencode(filters)}",
        "clear_url": request.path if filters else "",
        "clinical": clinical,
    }
    return _page(request, "choose_people", survey, context)


@requires(Power.SEND_SURVEYS)
def left_out(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Name those of a choice who are not written to, and say why; only until the invitations go."""
    survey = survey_of(request, pk)
    if reason := _why_not_choose(request, survey):
        messages.error(request, reason)
        return redirect(survey)
    filters = FILTERS.read(request.GET, clinical=may(request, Power.SEE_CLINICAL))
    back = f"{reverse('choose_people', args=[group, pk])}?{urlencode(filters)}"
    return _page(request, "left_out", survey, {"found": reach(_people(request, filters)), "back_url": back})


@requires(Power.SEND_SURVEYS)
def check_mailing(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say in numbers what will be sent, and send it on the second press."""
    survey = survey_of(request, pk)
    if request.method == "POST":
        return _sent(request, survey)
    if survey.mailings.exists():
        return redirect(survey)
    filters, allowed, found = chosen_filters(survey), _may_see_choice(request, survey), kept_reach(request, survey)
    context = {
        "found": found,
        "in_english": in_english(silent(survey), [*found.emails, *found.texts]),
        "allowed": allowed,
        "chosen": FILTERS.in_words(filters or {}) if allowed else [],
        "why_not": _why_not_send(survey, found, allowed=allowed),
        "numbers": overview.in_numbers(found),
        "button": overview.send_button(found, second_person=bool(second := _second_person(request, survey, found))),
        "second_person": second,
        "planned": (planned := _planned(survey)),
        "goes_on": planned[0]["day"] if planned and planned[0]["day"] > clock.today() else None,
        "check": newest_check(survey.group, survey.pk),
        "left_out_url": f"{reverse('left_out', args=[group, pk])}?{urlencode(filters or {})}",
    }
    return _page(request, "check_mailing", survey, context)


@requires(Power.SEND_SURVEYS)
def record_deceased_check(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Record when the list was compared with the Demographics Batch Service."""
    survey = survey_of(request, pk)
    form = DeceasedCheckForm(request.POST or None, initial={"done_on": clock.today()})
    if form.is_valid():
        checked_at = form.cleaned_data["checked_at"]
        try:
            actions.record_deceased_check(survey.group, checked_at=checked_at, by=actor(request))
        except Refused as refused:
            form.add_error("done_on", str(refused))
        else:
            goes = when_held_goes(survey.group)
            messages.success(request, f"Deceased check recorded. What was held goes {goes}.")
            return redirect(survey)
    hours = DECEASED_CHECK_HOURS.in_force(survey.group, on=clock.today())
    lists = TraceList.objects.visible_to(request.user, in_group=request.group).unfinished().select_related("group")
    waiting = lists.filter(about=list_of(survey.pk)).first()
    context = {"form": form, "hours": hours, "check": newest_check(survey.group, survey.pk), "waiting": waiting}
    return _page(request, "record_deceased_check", survey, context)


@requires(Power.SEND_SURVEYS)
@require_POST
def make_check_list(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Make the list of the people of this survey for the Demographics Batch Service."""
    survey = survey_of(request, pk)
    try:
        made = actions.make_check_list(
            survey, sees_names=survey.sees_names, instead_of=confirmed(request), by=actor(request)
        )
    except WouldReplace as asks:
        back = reverse("record_deceased_check", args=[group, pk])
        return ask_to_replace(request, asks, back=back, breadcrumbs=trail(survey))
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("record_deceased_check", group, pk)
    messages.success(request, "The list is made. Nothing has left yet: download it.")
    return redirect(made)


def kept_reach(request: HttpRequest, survey: Any) -> Reach:
    """Return whom the kept choice reaches; nobody where there is none or this user may not know who they are."""
    filters = chosen_filters(survey)
    if filters is None or not _may_see_choice(request, survey):
        return Reach()
    return reach(_people(request, filters))


def _may_see_choice(request: HttpRequest, survey: Any) -> bool:
    return may(request, Power.SEE_CLINICAL) or not FILTERS.is_clinical(chosen_filters(survey) or {})


def _second_person(request: HttpRequest, survey: Any, found: Reach) -> dict[str, Any] | None:
    """Return above what size a second person is asked and who that can be, or None where nobody is asked."""
    size = size_for(survey.group)
    if not overview.needs_second_person(found, size=size):
        return None
    return {"size": size, "names": [user.name for user in approvers(survey.group, but=request.user.pk)]}


def _why_not_send(survey: Any, found: Reach, *, allowed: bool) -> str | None:
    return rules.why_not_send(
        state=survey.state,
        sent=False,
        unchecked=unchecked(survey.group, found.keys),
        clinical=not allowed,
        may_see_clinical=allowed,
        people=len(found.asked),
    )


def _why_not_choose(request: HttpRequest, survey: Any) -> str | None:
    return rules.why_not_choose(
        state=survey.state,
        sent=survey.mailings.exists(),
        clinical=FILTERS.is_clinical(chosen_filters(survey) or {}),
        may_see_clinical=may(request, Power.SEE_CLINICAL),
    )


def _sent(request: HttpRequest, survey: Any) -> HttpResponse:
    try:
        mailing = actions.send_invitations(survey, seen=request.POST.get("seen", ""), by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(survey if survey.mailings.exists() else request.path)
    waiting = Message.objects.of(survey.group).in_state(State.TO_APPROVE).filter(occasion=occasions.occasion(mailing))
    messages.success(request, overview.what_was_sent(mailing, to_approve=waiting.count()))
    return redirect(survey)


def _people(request: HttpRequest, filters: dict[str, str]) -> Any:
    visible = Person.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    return FILTERS.people_by(visible, filters)


def _filter_groups(request: HttpRequest, filters: dict[str, str], *, clinical: bool) -> list[dict[str, Any]]:
    """Return the filter column: every value a link with its count; the chosen one takes itself away again."""
    visible = Person.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    counts = FILTERS.counted(visible, filters, clinical=clinical)

    def link(**changes: str) -> str:
        return f"?{urlencode(FILTERS.read({**filters, **changes}, clinical=clinical))}"

    return links(FILTERS, filters, counts, link, clinical=clinical)


def _planned(survey: Any) -> list[Any]:
    days = actions.planned_days(survey, on=clock.today())
    return [{"kind": kind.label, "day": day} for _, kind, day in days] if survey.closes_on else []


def _page(request: HttpRequest, name: str, survey: Any, context: dict[str, Any]) -> HttpResponse:
    shared = {"survey": survey, "breadcrumbs": trail(survey)}
    return render(request, f"surveys/mailing/{name}.html", shared | context)
