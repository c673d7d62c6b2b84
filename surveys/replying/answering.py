"""One question on a page, the check page, the send, the thanks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup.access.gate import public
from supportgroup.access.refusal import Refused
from surveys.questionnaire.answer_form import AnswerForm, answer_form
from surveys.questionnaire.models import Survey
from surveys.questionnaire.phrases import say
from surveys.questionnaire.reading_in import Reading
from surveys.questionnaire.routing import path
from surveys.questionnaire.sections import begins_with, section_of

from . import actions, cookies, rules
from .arriving import NO_ACCOUNT, invitee_of_ticket
from .editions import reading
from .frame import lost_page, page, shut_page
from .models import Draft
from .reading import answers_in_words

MOST_LETTERS = 12
"""Of the code of an edition."""


@public(because=NO_ACCOUNT)
@sensitive_post_parameters()
def answer_question(request: HttpRequest, number: int) -> HttpResponse:
    """Ask one question and keep its answer in the draft."""
    try:
        wanted = request.POST.get("edition", "")[:MOST_LETTERS]
        phone, draft, answers, edition = _begun(request, wanted)
        if shut := rules.why_not_take(state=draft.survey.state, outcome=rules.UNDECIDED):
            return shut_page(request, shut, draft.survey, edition)
        question = _asked(edition.questions, answers, number, posted=request.method == "POST")
        if question is None:
            return redirect("answer_check")
        form = answer_form(question, request.POST if request.method == "POST" else None, answers=answers)
        if "leave" in request.POST or form.is_valid():
            return _keep(request, phone, form, stay=bool(wanted))
    except actions.Lost:
        return _thanked_or_lost(request)
    return _question_page(request, draft, answers, edition, form)


@public(because=NO_ACCOUNT)
def answer_check(request: HttpRequest) -> HttpResponse:
    """Show the answers, blanks first, before they are sent; in another edition where one is chosen here."""
    if wanted := request.POST.get("edition", "")[:MOST_LETTERS]:
        return _in_other_words(request, wanted)
    return _check_page(request)


@public(because=NO_ACCOUNT)
def answer_send(request: HttpRequest) -> HttpResponse:
    """Send the answers. Only here are both cookies opened."""
    if request.method != "POST":
        return redirect("answer_check")
    phone = cookies.phone_key_of(request)
    if phone is None:
        return _thanked_or_lost(request)
    invitee = invitee_of_ticket(request)
    if invitee is None or cookies.mark_of(invitee) != phone.mark:
        return page(request, "answer_code_again", group=None, edition=_edition_of_cookie(request))
    try:
        actions.send(invitee, key=phone.key, edition=phone.edition, by=actions.ANSWER_PAGE)
    except Refused as refused:
        return _not_sent(request, refused, invitee.survey, phone.edition)
    response = redirect("answer_done")
    cookies.give_thanks(response, invitee.survey_id, shared=phone.shared, edition=phone.edition)
    return response


@public(because=NO_ACCOUNT)
def answer_done(request: HttpRequest) -> HttpResponse:
    """Thank, and say what happens next."""
    sent = cookies.thanks_of(request)
    survey = Survey.objects.select_related("group", "version").filter(pk=sent[0]).first() if sent else None
    if sent is None or survey is None:
        return lost_page(request)
    edition = reading(survey, [cookies.thanked_in(request)])
    response = page(request, "answer_done", group=survey.group, survey=survey, shared=sent[1], edition=edition)
    response["Referrer-Policy"] = "no-referrer"
    if sent[1]:
        cookies.forget_draft(response)
    return response


def _not_sent(request: HttpRequest, refused: Refused, survey: Survey, edition: str) -> HttpResponse:
    if isinstance(refused, actions.Turned):
        return shut_page(request, refused.shut, survey, reading(survey, [edition]))
    if isinstance(refused, actions.Lost):
        return lost_page(request, group=survey.group, edition=reading(survey, [edition]))
    return _check_page(request, reason=str(refused))


def _begun(request: HttpRequest, wanted: str = "") -> tuple[cookies.PhoneKey, Draft, dict[str, Any], Reading]:
    """Return this phone's key, its draft, the answers in it and their edition; raise Lost where one of them is gone.

    wanted: the edition that was chosen just now.
    """
    phone = cookies.phone_key_of(request)
    if phone is None:
        raise actions.Lost
    phone = replace(phone, edition=wanted or phone.edition)
    draft, content = actions.draft_of(phone.key, edition=phone.edition)
    return phone, draft, content["answers"], reading(draft.survey, [phone.edition], draft.editions)


def _edition_of_cookie(request: HttpRequest) -> Reading | None:
    """Return in which words this phone has answered, where nothing else is known of it; None without a cookie."""
    phone = cookies.phone_key_of(request)
    survey = Survey.objects.select_related("version").filter(pk=phone.survey).first() if phone else None
    return reading(survey, [phone.edition]) if phone and survey else None


def _thanked_or_lost(request: HttpRequest) -> HttpResponse:
    if cookies.thanks_of(request):
        return redirect("answer_done")
    words = "\n\n".join(filter(None, (request.POST.get(name, "") for name in ("answer", "other", "why"))))
    return lost_page(request, words=words if len(words) > 1 else "", edition=_edition_of_cookie(request))


def _asked(
    questions: Sequence[dict[str, Any]], answers: dict[str, Any], number: int, *, posted: bool
) -> dict[str, Any] | None:
    """Return the question with this number, or None where there is none or the way does not lead past it.

    What was posted is kept even so: another tab, or an answer that came late, may have changed the way meanwhile.
    """
    if not posted and number not in path(questions, answers):
        return None
    return next((question for question in questions if question["number"] == number), None)


def _keep(request: HttpRequest, phone: cookies.PhoneKey, form: AnswerForm, *, stay: bool) -> HttpResponse:
    """Keep the answer and go on; stay: show the same question again, in the edition that was chosen."""
    changes = dict.fromkeys(form.keys()) if "leave" in request.POST else form.changes()
    step = actions.save_answer(
        phone.key, number=form.number, changes=changes, until=_until(request), shared=phone.shared,
        by=actions.ANSWER_PAGE,
    )  # fmt: skip
    response = redirect("answer_check") if step.following is None else redirect(_address(step.following, step.until))
    if stay:
        response = redirect(_address(form.number, _until(request)))
    cookies.give_phone_key(response, phone, days=step.days)
    return response


def _question_page(
    request: HttpRequest, draft: Draft, answers: dict[str, Any], edition: Reading, form: AnswerForm
) -> HttpResponse:
    questions = edition.questions
    earlier = rules.place_before(questions, number=form.number, answers=answers)
    back = reverse("answer_check" if _until(request) else "answer_start")
    if earlier and not _until(request):
        back = _address(earlier)
    section = section_of(questions, form.number)
    return page(
        request, "answer_question", group=draft.survey.group, form=form, question=form.question, total=len(questions),
        edition=edition,
        section=section, begins=begins_with(questions, form.number, earlier=earlier),
        back_url=back, was_answered=any(map(answers.get, form.keys())),
    )  # fmt: skip


def _check_page(request: HttpRequest, *, reason: str = "") -> HttpResponse:
    try:
        _, draft, answers, edition = _begun(request)
    except actions.Lost:
        return _thanked_or_lost(request)
    if shut := rules.why_not_take(state=draft.survey.state, outcome=rules.UNDECIDED):
        return shut_page(request, shut, draft.survey, edition)
    rows = answers_in_words(edition.questions, answers)
    for row in rows:
        row["change_url"] = _address(row["number"], row["number"])
        row["change_text"] = say(edition.phrases, "change")
    answered = {row["number"] for row in rows if row["values"]}
    context: dict[str, Any] = {
        "answered": len(answered),
        "blank": [{**row, "change_text": say(edition.phrases, "answer")} for row in rows if not row["values"]],
        "given": [row for row in rows if row["values"]],
        "total": len({row["number"] for row in rows}),
        "reason": reason,
        "edition": edition,
        "back_url": _address(rows[-1]["number"]),
    }
    return page(request, "answer_check", group=draft.survey.group, **context)


def _in_other_words(request: HttpRequest, wanted: str) -> HttpResponse:
    """Show the check page again in the edition that was chosen on it."""
    try:
        phone = _begun(request, wanted)[0]
        _, days = actions.resume(phone.key, shared=phone.shared, by=actions.ANSWER_PAGE)
    except actions.Lost:
        return _thanked_or_lost(request)
    response = redirect("answer_check")
    cookies.give_phone_key(response, phone, days=days)
    return response


def _until(request: HttpRequest) -> int:
    until = request.GET.get("until", "")
    return int(until) if until.isdecimal() and len(until) < 4 else 0  # noqa: PLR2004  no survey has 1,000 questions


def _address(number: int, until: int = 0) -> str:
    address = reverse("answer_question", args=[number])
    return f"{address}?until={until}" if until else address
