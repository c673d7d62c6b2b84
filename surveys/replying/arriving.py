"""How a patient arrives: a typed code or a link, the start page, beginning a draft, saying no."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup import clock
from supportgroup.access.gate import public
from surveys.mailing.choices import Outcome
from surveys.mailing.codes import invitee_of_code, invitee_of_link
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from surveys.questionnaire.reading_in import Reading

from . import actions, cookies, policy, rules
from .choices import Shut
from .editions import reading, wanted_by
from .forms import CodeForm, StartForm, pretty_code
from .frame import lost_page, page, shut_page
from .limits import count_wrong_code, too_many_wrong_codes

NO_ACCOUNT = "patients answer without an account: their code is their key"


@public(because=NO_ACCOUNT)
@sensitive_post_parameters("code")
def answer(request: HttpRequest) -> HttpResponse:
    """Take the code that somebody types from their letter."""
    if too_many_wrong_codes(request):
        return page(request, "answer_too_many", group=None, status=429)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        invitee = invitee_of_code(form.cleaned_data["code"])
        if invitee is not None:
            shut = rules.why_not_take(state=invitee.survey.state, outcome=invitee.outcome)
            typed = pretty_code(form.cleaned_data["code"])
            return _shut(request, shut, invitee, typed=typed) if shut else _let_in(invitee)
        count_wrong_code(request)
        form.wrong_code()
    return page(request, "answer", group=None, form=form)


@public(because=NO_ACCOUNT)
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take a personal link, and lead on at once to an address without it."""
    invitee = invitee_of_link(token)
    response = _let_in(invitee) if invitee else page(request, "answer_wrong_link", group=None, status=404)
    response["Referrer-Policy"] = "no-referrer"
    return response


@public(because=NO_ACCOUNT)
def answer_start(request: HttpRequest) -> HttpResponse:
    """Say in a few lines what comes, and what is promised."""
    invitee = invitee_of_ticket(request)
    if invitee is None:
        return lost_page(request)
    survey = invitee.survey
    if shut := rules.why_not_take(state=survey.state, outcome=invitee.outcome):
        return _shut(request, shut, invitee)
    edition = _edition_for(request, invitee)
    context = {
        "form": StartForm(initial={"start": cookies.start_pass(invitee, edition=edition.code)}, edition=edition),
        "survey": survey,
        "edition": edition,
        "question_count": len(edition.questions),
        "days": policy.DRAFT_DAYS.in_force(survey.group, on=clock.today()),
    }
    return page(request, "answer_start", group=survey.group, **context)


@public(because=NO_ACCOUNT)
def answer_begin(request: HttpRequest) -> HttpResponse:
    """Begin a draft, or go on with the one that this phone holds for the same code."""
    given = cookies.start_pass_of(request.POST.get("start", ""))
    survey = Survey.objects.select_related("group", "version").filter(pk=given.survey).first() if given else None
    if given is None or survey is None:
        return redirect("answer_start")
    if shut := rules.why_not_take(state=survey.state, outcome=rules.UNDECIDED):
        return shut_page(request, shut, survey, reading(survey, [given.edition]))
    shared = "shared" in request.POST
    key, place, days = _resumed(request, given, shared=shared) or _begun(survey, shared=shared)
    response = redirect("answer_question", place) if place else redirect("answer_check")
    cookies.give_phone_key(response, cookies.PhoneKey(key, given.mark, shared, given.edition, given.survey), days=days)
    if shared:
        cookies.end_ticket_with_browser(request, response)
    return response


@public(because=NO_ACCOUNT)
def answer_no_thanks(request: HttpRequest) -> HttpResponse:
    """Ask once more whether somebody does not want to take part, and note it."""
    invitee = invitee_of_ticket(request)
    if invitee is None:
        return lost_page(request)
    edition = _edition_for(request, invitee)
    if invitee.outcome == Outcome.OPTED_OUT:
        return page(request, "answer_no_thanks_done", group=invitee.survey.group, edition=edition)
    if shut := rules.why_not_take(state=invitee.survey.state, outcome=invitee.outcome):
        return _shut(request, shut, invitee)
    if request.method != "POST":
        return page(request, "answer_no_thanks", group=invitee.survey.group, edition=edition)
    try:
        actions.say_no(invitee, by=actions.ANSWER_PAGE)
    except actions.Turned as turned:
        return _shut(request, turned.shut, invitee)
    chosen = f"?{urlencode({'edition': edition.code})}" if "edition" in request.GET else ""
    response = redirect(f"{reverse('answer_no_thanks')}{chosen}")
    cookies.forget_draft(response)
    return response


def invitee_of_ticket(request: HttpRequest) -> Invitee | None:
    """Return whose invitation this browser holds, with survey, group and questions, or None."""
    ticket = cookies.ticket_of(request)
    if ticket is None:
        return None
    rows = Invitee.objects.select_related("person", "survey__group", "survey__version")
    return rows.filter(pk=ticket.invitee, key_version=ticket.version).first()


def _edition_for(request: HttpRequest, invitee: Invitee) -> Reading:
    """Return the survey in the words that the address names, or else in this person's own."""
    named = request.GET.get("edition", "")
    return reading(invitee.survey, [named] if named else wanted_by(invitee.person))


def _shut(request: HttpRequest, shut: Shut, invitee: Invitee, *, typed: str = "") -> HttpResponse:
    """Say in this person's words why their code does not open the survey."""
    return shut_page(request, shut, invitee.survey, _edition_for(request, invitee), typed=typed)


def _let_in(invitee: Invitee) -> HttpResponse:
    response = redirect("answer_start")
    cookies.give_ticket(response, invitee)
    return response


def _begun(survey: Survey, *, shared: bool) -> tuple[bytes, int, int]:
    key, days = actions.begin(survey, shared=shared, by=actions.ANSWER_PAGE)
    return key, survey.version.content["questions"][0]["number"], days


def _resumed(request: HttpRequest, given: cookies.StartPass, *, shared: bool) -> tuple[bytes, int, int] | None:
    """Return key, place (0: check page) and days of this phone's draft, or None if none was begun with this code."""
    phone = cookies.phone_key_of(request)
    if phone is None or phone.mark != given.mark:
        return None
    try:
        place, days = actions.resume(phone.key, shared=shared, by=actions.ANSWER_PAGE)
    except actions.Lost:
        return None
    return phone.key, place, days
