"""Recording slips, returned envelopes and refusals, one after the other, and taking one back on the same day."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from surveys.mailing import actions, desk, hearing, phoning
from surveys.mailing.choices import CallReason
from surveys.mailing.finding import names_of, trail, whose, with_mailing_duty
from surveys.mailing.forms import REPLIED, SLIP_BOXES, CallDeskForm, SlipForm

CANNOT = "This cannot be taken back from here. Record what is right instead."
ALREADY = "You have recorded this number a moment ago. Nothing was counted twice."
HINTS = {
    CallReason.DIED: ". Mark it on the register too, in People: then nothing goes to them any more.",
    CallReason.LOST: ". Send a new code from their page.",
    CallReason.UPSET: ". If it is a complaint about their information, record it under Complaints.",
}
DESKS = {
    "slips": ("surveys/mailing/record_slip.html", SlipForm, {"box": REPLIED}),
    "calls": ("surveys/mailing/log_call.html", CallDeskForm, {}),
}


@requires(Power.SEE_WHO_REPLIED)
@sensitive_post_parameters()
@with_mailing_duty
def record_slip(request: HttpRequest, survey: Any) -> HttpResponse:
    """Record one slip and stand ready for the next; nothing is shown of whose it was."""
    entries = desk.listed(request.POST.get("entries", ""))
    form = SlipForm(request.POST or None, prefix_letters=survey.group.public_code, initial={"box": REPLIED})
    notice: dict[str, str] = {}
    if form.is_valid():
        number, words = form.cleaned_data["number"], SLIP_BOXES[form.chosen()][0]
        try:
            slip = _recorded(request, survey, form, entries)
        except Refused as refused:
            notice = {"number": number, "words": str(refused)}
        else:
            entries.insert(0, {"number": number, "words": words, "slip": slip})
        form = SlipForm(prefix_letters=survey.group.public_code, initial={"box": form.cleaned_data["box"]})
    return _desk(request, survey, "slips", form=form, entries=entries, notice=notice)


@requires(Power.SEE_WHO_REPLIED)
@sensitive_post_parameters()
@with_mailing_duty
def log_call(request: HttpRequest, survey: Any) -> HttpResponse:
    """Log one call by its record number and stand ready for the next."""
    entries = desk.listed(request.POST.get("entries", ""))
    form = CallDeskForm(request.POST or None, prefix_letters=survey.group.public_code)
    notice: dict[str, str] = {}
    if form.is_valid():
        number = form.cleaned_data["number"]
        reason = CallReason(form.chosen())
        try:
            invitee = whose(number, survey=survey, user=request.user)
            call, change = actions.log_call(invitee, reason=reason, on=clock.today(), by=actor(request))
        except Refused as refused:
            notice = {"number": number, "words": str(refused)}
        else:
            slip, words = desk.signed(invitee.pk, change, call=call.pk), f"{call}{HINTS.get(reason, '')}"
            entries.insert(0, {"number": number, "words": words, "slip": slip})
        form = CallDeskForm(prefix_letters=survey.group.public_code)
    return _desk(request, survey, "calls", form=form, entries=entries, notice=notice)


@requires(Power.SEE_WHO_REPLIED)
@require_POST
@with_mailing_duty
def take_back_slip(request: HttpRequest, survey: Any) -> HttpResponse:
    """Take back a slip or a call that was recorded by mistake today, and stand ready for the next."""
    slip, entries = request.POST.get("slip", ""), desk.listed(request.POST.get("entries", ""))
    try:
        key, recorded, call = desk.entry(slip)
        invitee = survey.invitees.get(pk=key)
        if call is None or recorded.before != recorded.after:
            actions.take_back_slip(invitee, recorded=recorded, by=actor(request))
        if call:
            actions.take_back_call(invitee, key=call, by=actor(request))
    except (signing.BadSignature, survey.invitees.model.DoesNotExist):
        notice = {"number": "", "words": CANNOT}
    except Refused as refused:
        notice = {"number": "", "words": str(refused)}
    else:
        notice = {"number": invitee.record_number, "words": "It is taken back.", "done": "yes"}
    left = [one for one in entries if one["slip"] != slip or "done" not in notice]
    which = request.POST.get("desk", "")
    return _desk(request, survey, which if which in DESKS else "slips", entries=left, notice=notice)


def _recorded(request: HttpRequest, survey: Any, form: SlipForm, entries: list[dict[str, str]]) -> str:
    """Record the slip and return the entry that the page carries; refused where it is in the page's entries already."""
    words = SLIP_BOXES[form.chosen()][0]
    if any((one["number"], one["words"]) == (form.cleaned_data["number"], words) for one in entries):
        raise Refused(ALREADY)
    invitee = whose(form.cleaned_data["number"], survey=survey, user=request.user)
    heard, wish = form.heard()
    if why_not := hearing.why_nothing_changes(outcome=invitee.outcome, wish=invitee.wish, heard=heard, wished=wish):
        raise Refused(why_not)
    change = actions.record_slip(invitee, heard=heard, wish=wish, on=clock.today(), by=actor(request))
    return desk.signed(invitee.pk, change)


def _desk(
    request: HttpRequest, survey: Any, which: str, *, entries: list[Any], notice: dict[str, str], form: Any = None
) -> HttpResponse:
    """Show a desk ready for the next: a form, what was recorded a moment ago, and the last entries."""
    template, kind, initial = DESKS[which]
    context = {
        "survey": survey,
        "names": names_of(request, survey),
        "form": form or kind(prefix_letters=survey.group.public_code, initial=initial),
        "entries": entries[: desk.LAST],
        "packed": desk.packed(entries) if entries else "",
        "notice": notice,
        "desk": which,
        "breadcrumbs": trail(survey),
    }
    if which == "calls":
        context["counts"] = phoning.calls_so_far(survey)
    return render(request, template, context)
