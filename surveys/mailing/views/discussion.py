"""The yellow slip online: a page of its own that takes nothing over from the answering pages.

Which language somebody reads it in is what the address or the browser asks for; nothing of it is kept.

It reads no cookie and gives none, has no session, and its address holds no code and no survey. It needs no form mark:
nobody is signed in, so there is nothing that a forged form could do in somebody's name. What another site sends is
refused all the same, by what the browser says of it.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup import clock
from supportgroup.access.gate import public
from supportgroup.access.refusal import Refused
from supportgroup.groups.frame import patient_frame
from supportgroup.groups.models import Group
from surveys.mailing import actions
from surveys.mailing.forms_volunteers import SlipInEditionForm, SlipOnlineForm
from surveys.mailing.kept import FILES
from surveys.mailing.limits import YELLOW_SLIPS
from surveys.mailing.volunteering import slip_in, survey_that_asks
from surveys.questionnaire.choices import STANDARD
from surveys.questionnaire.models import Survey
from surveys.questionnaire.reading_in import ENGLISH, Reading, languages_asked_for

WHY = "whoever was asked in a survey may offer to join a group discussion, without being known"


@public(because=WHY)
@csrf_exempt
@sensitive_post_parameters()
def yellow_slip(request: HttpRequest, code: str) -> HttpResponse:
    """Take the name and the number of somebody who would join a group discussion."""
    group = get_object_or_404(Group, public_code=code)
    survey = survey_that_asks(group)
    edition = _edition(request, group, survey)
    if survey is None:
        return _page(request, "yellow_slip_over", group, edition, status=410)
    too_many, is_posted = YELLOW_SLIPS.are_used_up(request), request.method == "POST" and _is_from_here(request)
    form = _form(request.POST if is_posted else None, edition)
    if is_posted and not too_many and form.is_valid():
        YELLOW_SLIPS.count(request)
        try:
            actions.take_slip(survey, values=form.said(), by=actions.SLIP_PAGE)
        except Refused:
            return _page(request, "yellow_slip_over", group, edition, status=410)
        return _private(redirect(_address("yellow_slip_sent", code, edition)))
    status = 429 if too_many else 200
    return _page(request, "yellow_slip", group, edition, status=status, form=form, too_many=too_many)


@public(because=WHY)
def yellow_slip_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Say thank you, and what happens next."""
    group = get_object_or_404(Group, public_code=code)
    return _page(request, "yellow_slip_sent", group, _edition(request, group, survey_that_asks(group)))


def _edition(request: HttpRequest, group: Group, survey: Survey | None) -> Reading:
    """Return the words that the address names, or else those that the browser asks for."""
    named = request.GET.get("edition", "")
    wanted = [named] if named else languages_asked_for(request.headers.get("Accept-Language", ""))
    return slip_in(survey, wanted, months=FILES.period(group, on=clock.today()))


def _form(typed: QueryDict | None, edition: Reading) -> SlipOnlineForm:
    if edition.code == STANDARD:
        return SlipOnlineForm(typed)
    return SlipInEditionForm(typed, words=edition.phrases)


def _address(name: str, code: str, edition: Reading) -> str:
    """Return the address of a page of ours; it names the edition, so that somebody stays in their language."""
    return reverse(name, args=[code]) + ("" if edition.code == STANDARD else f"?edition={edition.code}")


def _page(
    request: HttpRequest, name: str, group: Group, edition: Reading, *, status: int = 200, **context: object
) -> HttpResponse:
    shown = {**patient_frame(group), "edition": edition, **context}
    if edition.lang != ENGLISH and not edition.lacks("phone_free"):
        shown["helpline"] |= {"heading": edition.phrases["phone_free"], "words": " ", "lang": edition.lang}
        shown["helpline"] |= {"dir": edition.dir}
    response = render(request, f"surveys/mailing/discussion/{name}.html", shown, status=status)
    patch_vary_headers(response, ["Accept-Language"])
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response


def _is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page of ours, as far as the browser says; old ones say nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()
