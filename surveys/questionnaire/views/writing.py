"""A form of the editor: what was typed and kept comes back into it, and a clash is told in it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.ui.wording import clock_time
from surveys.questionnaire import clashes, plain_words, typing_kept
from surveys.questionnaire.kinds import KINDS
from surveys.questionnaire.models import Question, Survey, Typing

from .finding import on_draft, question_of, questions_url, trail

OTHER_FORMS = {"heading": "Save the heading", "letter": "Save"}
"""The forms that are no question's, as the address names them, and their buttons."""
SAVE = "Save the question"
EDIT = "surveys/questionnaire/edit_question.html"
TOO_LONG = "This is too long to be saved as you type. Make it shorter."
REMOVED = "This question was removed while you were writing. What you typed is below. You can save it as a new one."


@dataclass(frozen=True)
class Desk:
    """One form on one writer's desk: its place, and what they typed into it and have not saved (None when posted)."""

    survey: Survey
    place: str
    kept: Typing | None

    @classmethod
    def of(cls, request: HttpRequest, survey: Survey, place: str) -> "Desk":
        """Return the desk of whoever asks."""
        kept = None if request.method == "POST" else typing_kept.of_form(survey, request.user, place)
        return cls(survey, place, kept)

    def filled(self, known: Mapping[str, Any], *, boxes: Collection[str] = ()) -> dict[str, Any]:
        """Return what the form shows: what is known, or what was typed since. boxes: those that were ticked or not."""
        typed = self.kept.typed if self.kept else {}
        ticked = {name: name in typed for name in boxes if self.kept}
        return {
            **known,
            **ticked,
            **{name: values[0] if len(values) == 1 else values for name, values in typed.items()},
        }

    @property
    def kept_at(self) -> str:
        """Return when it was kept: "10.42am"."""
        return clock_time(localtime(self.kept.at).time()) if self.kept else ""

    def kind(self, request: HttpRequest, otherwise: str) -> str:
        """Return the kind of question that is written: the one of the address, of what was kept, or the old one."""
        typed = self.kept.typed.get("kind", [""])[0] if self.kept else ""
        kind = request.GET.get("kind") or typed or otherwise
        if kind not in KINDS:
            raise Http404
        return kind


def with_seen(posted: Any, seen: str) -> Any:
    """Return what was posted as if its writer had seen this print."""
    again = posted.copy()
    again["seen"] = seen
    return again


def clash_told(posted: Any, asked: Question, form: Any) -> tuple[Any, dict[str, Any]]:
    """Return what was posted as if its writer had seen the question as it is now, and what differs from it.

    The difference: {"rows": as `clashes.differences`, "who", "at": the last change that is known, "kind"}.
    """
    again = with_seen(posted, clashes.print_of(asked, clashes.WORDS))
    step = asked.survey.steps.undoable().filter(question=asked.pk).first()
    now, labels = form.initial_of(asked), form.labels()
    typed = {name: form.cleaned_data.get(name) for name in labels}
    told = {"rows": clashes.differences(now, typed, labels), "kind": KINDS[asked.kind]}
    when = {"who": step.by_name, "at": clock_time(localtime(step.at).time())} if step else {}
    return again, told | when


def rescued(request: HttpRequest, survey: Survey, question: int, places: Any) -> HttpResponse:
    """Show what was typed for a question that somebody has removed meanwhile, to be saved as a new one."""
    kind = request.GET.get("kind", "")
    was_ours = survey.steps.filter(question=question).exists()
    if request.method != "POST" or not was_ours or kind not in KINDS:
        raise Http404
    posted = request.POST.copy()
    posted["number"] = places[-1][0]
    form = KINDS[kind].form(posted, places=places)
    form.action = f"../add/?kind={kind}"
    messages.error(request, REMOVED)
    context = {"form": form, "survey": survey, "kind": KINDS[kind], "breadcrumbs": trail(request, survey)}
    return render(request, EDIT, context)


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def keep_typing(request: HttpRequest, survey: Survey, kind: str) -> HttpResponse:
    """Keep what is in the boxes of a form, for the writer alone, and say when."""
    if kind not in KINDS and kind not in OTHER_FORMS:
        raise Http404
    place = _place(request, survey, kind)
    typed = request.POST.copy()
    typed["kind"] = kind
    kept = typing_kept.keep(survey, request.user, place, typed)
    if kept is None:
        return JsonResponse({"said": TOO_LONG}, status=413)
    notes = [asdict(note) for note in plain_words.of_typed(request.POST)]
    said = f"Saved at {clock_time(localtime(kept.at).time())}. “{OTHER_FORMS.get(kind, SAVE)}” puts it in the survey."
    return JsonResponse({"said": said, "notes": notes})


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def forget_typing(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Throw away what was typed into a form and not saved."""
    typing_kept.forget(survey, request.user, request.GET.get("place", ""))
    messages.success(request, "What you had typed is thrown away.")
    return redirect(questions_url(survey))


def _place(request: HttpRequest, survey: Survey, kind: str) -> str:
    """Return the place of the form that an address names."""
    question = request.GET.get("question", "")
    if kind == typing_kept.LETTER:
        return kind
    if not question and kind in KINDS:
        return typing_kept.place_of(kind=kind)
    if not question.isdecimal() or not question.isascii():
        raise Http404
    return typing_kept.place_of(question=question_of(survey, int(question)).pk, heading=kind == "heading")
