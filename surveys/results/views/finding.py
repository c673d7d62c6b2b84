"""A closed survey with everything that may be shown of it, for whoever asks."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from supportgroup import clock
from surveys.questionnaire.analysis import decision_in_words
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.kinds import lines_of
from surveys.questionnaire.models import Survey
from surveys.results import policy
from surveys.results.counting import Counts, count_answers
from surveys.results.decision import Decision, decide
from surveys.results.figures import Limits, Result, results_of
from surveys.results.models import Release
from surveys.results.releasing import Breakdown, as_shown
from surveys.themes.shown import themes_in_results


@dataclass(frozen=True)
class Found:
    """A survey, its questions, its results after disclosure, and what was frozen when it closed (None before that)."""

    survey: Survey
    questions: list[dict[str, Any]]
    results: list[Result]
    release: Release | None

    @property
    def asked(self) -> int:
        """Return how many people were asked."""
        return int((self.survey.final_counts or {}).get("asked", 0))

    @property
    def replies(self) -> int:
        return int((self.survey.final_counts or {}).get("opened", 0))

    @cached_property
    def lines(self) -> list[tuple[dict[str, Any], Result]]:
        """Return each line beside its result."""
        return list(zip(lines_of(self.questions), self.results, strict=True))  # type: ignore[arg-type]

    @property
    def breakdowns(self) -> list[Breakdown]:
        return [as_shown(kept) for kept in self.release.breakdowns] if self.release else []

    @property
    def declared(self) -> int:
        """Return how many breakdowns were declared."""
        return len(self.survey.version.content.get("analysis", {}).get("breakdowns", []))

    @property
    def deciding(self) -> Result | None:
        """Return the result of the question that decides, if one was declared."""
        decision = self.survey.version.content.get("analysis", {}).get("decision")
        return next((one for one in self.results if decision and one.number == decision["question"]), None)

    @property
    def decision(self) -> Decision | None:
        """Return what became of the rule that was declared, or None."""
        declared, result = self.survey.version.content.get("analysis", {}).get("decision"), self.deciding
        if not declared or result is None:
            return None
        question = next(line for line, one in self.lines if one is result)
        rule = decision_in_words(declared, question)
        return decide(declared, rule=rule, options=question["options"], figures=result.figures, asked=self.asked)


def found_of(request: HttpRequest, pk: int) -> Found:
    """Return a closed survey that this user may see in this group, or answer 404."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    closed = visible.filter(state=SurveyState.CLOSED).select_related("version", "release", "group")
    survey: Survey = get_object_or_404(closed, pk=pk)
    release: Release | None = getattr(survey, "release", None)
    today, group = clock.today(), request.group  # type: ignore[attr-defined]
    limits = Limits(
        least_base=int(policy.LEAST_BASE.in_force(group, on=today)),
        careful_below=int(policy.CAREFUL_BELOW.in_force(group, on=today)),
    )
    questions = survey.version.content["questions"]
    counts = Counts.of_kept(release.counts) if release else count_answers(survey, questions)
    themes = themes_in_results(
        survey, wrote=counts.given, least_base=limits.least_base, careful_below=limits.careful_below
    )
    return Found(survey, questions, results_of(questions, counts, limits, themes), release)


def way_here(group: str, survey: Survey | None = None) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page below the list of surveys, or below one survey's results."""
    way = [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "Surveys", "url": reverse("surveys", args=[group])},
    ]
    if survey is None:
        return way
    return [*way, {"text": f"Results: {survey.title}", "url": reverse("results", args=[group, survey.pk])}]
