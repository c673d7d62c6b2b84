"""The yellow slip online: a page of its own that takes nothing over from the answering pages.

It reads no cookie and gives none, has no session, and its address holds no code and no survey. It needs no form mark:
nobody is signed in, so there is nothing that a forged form could do in somebody's name. What another site sends is
refused all the same, by what the browser says of it.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup import clock
from supportgroup.access.gate import public
from supportgroup.access.refusal import Refused
from supportgroup.groups.frame import patient_frame
from supportgroup.groups.models import Group
from supportgroup.ui.wording import counted
from surveys.mailing import actions
from surveys.mailing.forms_volunteers import SlipOnlineForm
from surveys.mailing.kept import FILES
from surveys.mailing.limits import YELLOW_SLIPS
from surveys.mailing.volunteering import survey_that_asks

WHY = "whoever was asked in a survey may offer to join a group discussion, without being known"


@public(because=WHY)
@csrf_exempt
@sensitive_post_parameters()
def yellow_slip(request: HttpRequest, code: str) -> HttpResponse:
    """Take the name and the number of somebody who would join a group discussion."""
    group = get_object_or_404(Group, public_code=code)
    survey = survey_that_asks(group)
    if survey is None:
        return _page(request, "yellow_slip_over", group, status=410)
    too_many, is_posted = YELLOW_SLIPS.are_used_up(request), request.method == "POST" and _is_from_here(request)
    form = SlipOnlineForm(request.POST if is_posted else None)
    if is_posted and not too_many and form.is_valid():
        YELLOW_SLIPS.count(request)
        try:
            actions.take_slip(survey, values=form.said(), by=actions.SLIP_PAGE)
        except Refused:
            return _page(request, "yellow_slip_over", group, status=410)
        return _private(redirect("yellow_slip_sent", code))
    kept = counted(FILES.period(group, on=clock.today()), "month")
    status = 429 if too_many else 200
    return _page(request, "yellow_slip", group, status=status, form=form, too_many=too_many, kept_for=kept)


@public(because=WHY)
def yellow_slip_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Say thank you, and what happens next."""
    return _page(request, "yellow_slip_sent", get_object_or_404(Group, public_code=code))


def _page(request: HttpRequest, name: str, group: Group, *, status: int = 200, **context: object) -> HttpResponse:
    shown = {**patient_frame(group), **context}
    return _private(render(request, f"surveys/mailing/discussion/{name}.html", shown, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response


def _is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page of ours, as far as the browser says; old ones say nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()
