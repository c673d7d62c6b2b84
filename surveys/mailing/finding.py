"""The survey of an address, whether whoever asks has its mailing duty, and whose a record number is."""

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from supportgroup.access.grants import powers_of
from supportgroup.access.refusal import Refused
from supportgroup.remembered import THIS, remembered
from surveys.questionnaire.choices import Duty, SurveyState
from surveys.questionnaire.models import Survey, SurveyDuty

from .kept import becomes_of
from .models import Invitee
from .numbers import read_record_number

View = Callable[..., HttpResponse]
NOT_OPENED = (SurveyState.DRAFT, SurveyState.OPENING)


def survey_of(request: HttpRequest, pk: int) -> Any:
    """Return the survey with its group and its kept choice, or answer 404 for one of another group.

    sees_names says whether this user sees who has replied: by the power, and by this survey's mailing duty. sees_slips:
    whether they see its yellow slips: by the power, and because they key in none of its forms.
    """
    group: Any = request.group  # type: ignore[attr-defined]
    powers = powers_of(request.user.roles_in(group.slug))  # type: ignore[union-attr]
    survey: Any = next(iter(_seen_with(powers, group.pk, request.user.pk, this=pk)), None)
    if survey is None:
        raise Http404
    survey.sees_names = survey.has_duty and may(request, Power.SEE_WHO_REPLIED)
    may_keep = may(request, Power.KEEP_VOLUNTEERS) and not survey.keys_forms
    survey.sees_slips = survey.yellow_slip and may_keep and survey.state not in NOT_OPENED
    return survey


@remembered
def _seen_with(powers: frozenset[Power], group: int, user: int) -> Any:
    mine = SurveyDuty.objects.filter(survey=OuterRef("pk"), user=user)
    held, keys_forms = mine.filter(duty=Duty.MAILING), mine.filter(duty=Duty.ENTRY)
    seen = Survey.objects.seen_with(powers, in_group=group).filter(pk=THIS).select_related("group", "sample")
    return seen.annotate(has_duty=Exists(held), keys_forms=Exists(keys_forms))


def with_mailing_duty(view: View) -> View:
    """Give the view the survey in place of its key, and refuse whoever does not hold its mailing duty."""

    @functools.wraps(view)
    def found(request: HttpRequest, group: str, pk: int, **things: Any) -> HttpResponse:
        survey = survey_of(request, pk)
        if not survey.sees_names:
            raise PermissionDenied
        return view(request, survey, **things)

    return found


def with_slips(view: View) -> View:
    """Give the view the survey in place of its key, and refuse whoever does not see its yellow slips."""

    @functools.wraps(view)
    def found(request: HttpRequest, group: str, pk: int, **things: Any) -> HttpResponse:
        survey = survey_of(request, pk)
        if not survey.sees_slips:
            raise PermissionDenied
        return view(request, survey, **things)

    return found


def people_numbered(text: str, *, user: Any, group: Any) -> list[int]:
    """Return the key of the person with this record number, for the officer with that survey's mailing duty only.

    Who opens a reply slip learns by its number who has replied; a treating nurse never does.
    """
    if (number := read_record_number(text, prefix=group.public_code)) is None:
        return []
    seen = Invitee.objects.visible_to(user, in_group=group).numbered(number)
    return list(seen.values_list("person", flat=True))


def whose(number: str, *, survey: Any, user: Any) -> Any:
    """Return whom this record number of a survey is of; Refused, with the survey it is of, where it is none of it."""
    if found := survey.invitees.select_related("survey").numbered(number).first():
        return found
    elsewhere = Invitee.objects.of(survey.group).numbered(number).select_related("survey").first()
    if elsewhere is None:
        raise Refused("No letter of ours has this number, or its list is destroyed. Nothing was recorded.")
    if Invitee.objects.visible_to(user, in_group=survey.group).filter(pk=elsewhere.pk).exists():
        raise Refused(f"This number is of another survey: “{elsewhere.survey.title}”. Record it there.")
    raise Refused("This number is of another survey of this group. Give the slip to whoever has its mailing duty.")


def names_of(request: HttpRequest, survey: Any) -> dict[str, Any] | None:
    """Return what becomes of the names of a closed survey, with the certificate for whoever keeps the records."""
    names = becomes_of(survey)
    return names and names | {"gone": "coming" not in names, "may_see": may(request, Power.KEEP_RECORDS)}


def trail(survey: Survey, *, itself: bool = True) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page below the survey, or of the survey's own page."""
    slug = survey.group.slug
    crumbs = [
        {"text": "Today", "url": reverse("today", args=[slug])},
        {"text": "Surveys", "url": reverse("surveys", args=[slug])},
    ]
    return [*crumbs, {"text": survey.title, "url": survey.get_absolute_url()}] if itself else crumbs


def tabs(survey: Survey, current: str) -> list[dict[str, Any]]:
    """Return the parts of a survey; results are there after the close."""
    slug = survey.group.slug
    named = [("Replies", "survey"), ("Mailings", "mailings"), ("Questionnaire", "questionnaire")]
    if getattr(survey, "sees_slips", False):
        named.append(("Yellow slips", "volunteers"))
    if survey.state in (SurveyState.OPEN, SurveyState.CLOSING):
        named.append(("Slips and forms", "forms"))
    parts: list[dict[str, Any]] = [
        {"text": text, "url": reverse(name, args=[slug, survey.pk]), "current": name == current} for text, name in named
    ]
    if survey.state == SurveyState.CLOSED:
        parts.append({"text": "Results", "url": reverse("results", args=[slug, survey.pk])})
    return parts
