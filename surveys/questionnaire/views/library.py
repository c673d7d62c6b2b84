"""The group's library: what there is to start from, keeping one's own, files in and out."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from surveys.questionnaire import actions, filing, friends_and_family, library, licences
from surveys.questionnaire.choices import edition_name
from surveys.questionnaire.forms import StartSurveyForm
from surveys.questionnaire.kinds import kind_of
from surveys.questionnaire.library_forms import DescribeForm, FileForm, KeepForm
from surveys.questionnaire.models import KeptQuestionnaire, Licence, Survey

from .finding import may_write, on_draft, questions_url, survey_of, trail

SIGNED_FOR = 60 * 60
"""Seconds for which a file that was looked at can be kept."""
TOO_LARGE = (
    f"With all its editions it is larger than {filing.LARGEST // 1024} kB, which no library takes. Take away editions "
    "in the survey it came from, and keep it again under another name."
)


@requires(Power.SEE_SURVEYS)
def survey_library(request: HttpRequest, group: str) -> HttpResponse:
    """Show what comes with the service, what the group keeps, and what is licensed."""
    kept = KeptQuestionnaire.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    kept = kept.select_related("group", "licence")
    owned = Licence.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    context = {
        "ready": library.READY,
        "kept": [_row(one) for one in kept.filter(archived_on=None)],
        "archived": kept.exclude(archived_on=None),
        "licences": [{"licence": one, "why_not": licences.why_not_use(one)} for one in owned],
        "may_write": may_write(request),
        "breadcrumbs": trail(request),
    }
    return render(request, "surveys/questionnaire/survey_library.html", context)


@requires(Power.WRITE_SURVEYS)
def start_survey(request: HttpRequest, group: str) -> HttpResponse:
    """Choose what to start from, then say what the survey is called and for."""
    source = library.source_of(request.group, request.GET.get("from", ""))  # type: ignore[attr-defined]
    if source is None:
        return render(request, "surveys/questionnaire/start_survey.html", _starts(request))
    if reason := licences.why_not_use(source.licence):
        messages.error(request, reason)
        return redirect("survey_library", group)
    form = StartSurveyForm(request.POST or None, initial=source.initial)
    if form.is_valid():
        survey = library.start_from(source, request.group, **form.cleaned_data, by=actor(request))  # type: ignore[attr-defined]
        messages.success(request, "The survey is started. It is a draft until you open it.")
        return redirect(questions_url(survey))
    context = {"form": form, "breadcrumbs": trail(request), "start": source.key, "source": source}
    return render(request, "surveys/questionnaire/edit_survey.html", context)


@requires(Power.WRITE_SURVEYS)
def keep_in_library(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Put a survey's questions into the library under a name."""
    survey = survey_of(request, pk)
    form = KeepForm(request.POST or None, initial={"name": survey.title})
    if form.is_valid():
        try:
            kept = library.keep(survey, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "It is in the library.")
            return redirect("kept_questionnaire", group, kept.pk)
    context = {"form": form, "survey": survey, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/keep_in_library.html", context)


@requires(Power.SEE_SURVEYS)
def kept_questionnaire(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show a questionnaire of the library with its questions."""
    kept = _kept(request, pk)
    context = _row(kept) | {"rows": _numbered(kept.content), "may_write": may_write(request)}
    context["editions"] = _editions(kept.content)
    return render(request, "surveys/questionnaire/kept_questionnaire.html", context | {"breadcrumbs": _trail(request)})


@requires(Power.WRITE_SURVEYS)
def describe_questionnaire(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Change the name and the description of a questionnaire in the library."""
    kept = _kept(request, pk)
    form = DescribeForm(request.POST or None, initial={"name": kept.name, "description": kept.description})
    if form.is_valid():
        try:
            library.describe(kept, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("kept_questionnaire", group, pk)
    context = {"form": form, "kept": kept, "breadcrumbs": _trail(request)}
    return render(request, "surveys/questionnaire/describe_questionnaire.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
def archive_questionnaire(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Put a questionnaire of the library away, or bring it back."""
    kept, back = _kept(request, pk), "back" in request.POST
    done = "It is offered again." if back else "It is put away. You can bring it back."
    return attempt(
        request, lambda: library.archive(kept, back=back, by=actor(request)), done=done, then=kept.get_absolute_url()
    )


@requires(Power.WRITE_SURVEYS)
def questionnaire_file(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Save a questionnaire of the library as a file for another group. A licensed one is not handed on."""
    kept = _kept(request, pk)
    if kept.licence_id:
        messages.error(
            request, "Its licence is for this group, so a licensed questionnaire is not handed on as a file."
        )
        return redirect(kept)
    if len(file := filing.written(kept)) > filing.LARGEST:
        messages.error(request, TOO_LARGE)
        return redirect(kept)
    response = HttpResponse(file, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="questionnaire-{kept.pk}.json"'
    return response


@requires(Power.WRITE_SURVEYS)
def upload_questionnaire(request: HttpRequest, group: str) -> HttpResponse:
    """Read a file and show what is in it, or everything that is wrong with it; keep it on a second press."""
    if "filed" in request.POST:
        return _keep_filed(request, group)
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "breadcrumbs": _trail(request)}
    if request.method == "POST" and form.is_valid():
        filed = filing.read(form.cleaned_data["file"].read(filing.LARGEST + 1))
        context |= {"filed": filed, "rows": _numbered(filed.content), "editions": _editions(filed.content)}
        if not filed.faults:
            held = {"group": group, "name": filed.name, "description": filed.description, "content": filed.content}
            context["signed"] = signing.dumps(held, salt=filing.FORMAT, compress=True)
            context["form"] = None
    return render(request, "surveys/questionnaire/upload_questionnaire.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def insert_friends_and_family(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Add the Friends and Family Test to a draft, after the others or where the page says."""
    after = request.POST.get("after", "")
    number = int(after) + 1 if after.isdecimal() and len(after) < 4 else survey.questions.count() + 1  # noqa: PLR2004  there are never 1,000
    content = friends_and_family.QUESTION
    return attempt(
        request,
        lambda: actions.add_question(survey, number=number, content=content, by=actor(request)),
        done=f"The {friends_and_family.NAME} is added.",
        then=questions_url(survey),
    )


def _keep_filed(request: HttpRequest, group: str) -> HttpResponse:
    try:
        held = signing.loads(request.POST["filed"], salt=filing.FORMAT, max_age=SIGNED_FOR)
    except signing.BadSignature:
        held = {}
    if held.pop("group", "") != group:
        messages.error(request, "Too much time has passed since you looked at the file. Choose it again.")
        return redirect("upload_questionnaire", group)
    try:
        kept = library.keep_file(request.group, **held, by=actor(request))  # type: ignore[attr-defined]
    except Refused as refused:
        messages.error(request, f"{refused}.")
        return redirect("upload_questionnaire", group)
    messages.success(request, "It is in the library.")
    return redirect(kept)


def _starts(request: HttpRequest) -> dict[str, Any]:
    kept = KeptQuestionnaire.objects.of(request.group).filter(archived_on=None).select_related("licence")  # type: ignore[attr-defined]
    return {"ready": library.READY, "kept": [_row(one) for one in kept], "breadcrumbs": trail(request)}


def _kept(request: HttpRequest, pk: int) -> KeptQuestionnaire:
    visible = KeptQuestionnaire.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    found: KeptQuestionnaire = get_object_or_404(visible.select_related("group", "licence"), pk=pk)
    return found


def _row(kept: KeptQuestionnaire) -> dict[str, Any]:
    return {
        "kept": kept,
        "question_count": len(kept.content["questions"]),
        "why_not": licences.why_not_use(kept.licence),
    }


def _numbered(content: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [{"number": number, **row} for number, row in enumerate(content.get("questions", ()), start=1)]
    return [{"question": row, "kind": kind_of(row)} for row in rows]


def _editions(content: dict[str, Any]) -> list[str]:
    return [edition_name(row["code"]) for row in content.get("editions", ())]


def _trail(request: HttpRequest) -> list[dict[str, str]]:
    slug = request.group.slug  # type: ignore[attr-defined]
    return [*trail(request), {"text": "Library", "url": reverse("survey_library", args=[slug])}]
