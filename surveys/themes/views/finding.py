"""A closed survey's fields for words, their released texts and their themes, for whoever asks."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from surveys.screening.choices import TextState
from surveys.screening.models import Text
from surveys.themes.codebook import Field, fields_of
from surveys.themes.models import Theme
from surveys.themes.querysets import progress_of
from surveys.themes.reading import with_reading

NONE = {"written": 0, "waiting": 0, "released": 0, "read": 0}


@dataclass(frozen=True)
class Asked:
    """One field for words of a survey. texts: the released ones, each with whether it was read."""

    survey: Survey
    field: Field
    texts: Any

    @property
    def parts(self) -> list[Any]:
        """Return what stands in the address of its list of texts."""
        return [self.survey.group.slug, self.survey.pk, self.field.key]

    @property
    def url(self) -> str:
        return reverse("theme_texts", args=self.parts)

    def following(self, text: Any = None) -> Text | None:
        """Return the next text that nobody has read, after this one; from the start again where that was the last."""
        unread = self.texts.filter(coded=False, nothing=False).order_by("pk")
        after = unread.filter(pk__gt=text.pk).first() if text else None
        found: Text | None = after or unread.exclude(pk=text.pk if text else None).first()
        return found


def survey_of(request: HttpRequest, pk: int) -> Survey:
    """Return a closed survey that this user may see in this group, or answer 404."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)
    closed = visible.filter(state=SurveyState.CLOSED).select_related("version", "group")
    survey: Survey = get_object_or_404(closed, pk=pk)
    return survey


def asked_of(request: HttpRequest, pk: int, key: str) -> Asked:
    """Return a field for words of such a survey, or answer 404."""
    survey = survey_of(request, pk)
    field = next((one for one in fields_of(survey.version.content["questions"]) if one.key == key), None)
    if field is None:
        raise Http404
    texts = visible_texts(request, survey).filter(field=key, state=TextState.RELEASED)
    return Asked(survey, field, texts)


def theme_of(request: HttpRequest, pk: int, key: int) -> tuple[Asked, Theme]:
    """Return a theme of such a survey with its field, or answer 404."""
    visible = Theme.objects.visible_to(request.user, in_group=request.group)
    theme: Theme = get_object_or_404(visible.select_related("survey__group", "merged_into"), pk=key, survey=pk)
    return asked_of(request, pk, theme.field), theme


def visible_texts(request: HttpRequest, survey: Survey) -> Any:
    """Return the texts of a survey that this user may see, with what was read of them."""
    return with_reading(Text.objects.visible_to(request.user, in_group=request.group).filter(survey=survey))


def progress(asked: Asked) -> dict[str, int]:
    """Return how many texts of this field are written, wait for PALS, are released, and are read."""
    return progress_in(asked.survey).get(asked.field.key, NONE)


def progress_in(survey: Survey) -> dict[str, dict[str, int]]:
    """Return the same of every field; counts only, so also of texts that PALS has not released."""
    return progress_of(with_reading(Text.objects.of(survey.group).filter(survey=survey)))


def way_here(survey: Survey, asked: Asked | None = None) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page below a survey's results, or below one field's texts."""
    slug = survey.group.slug
    way = [
        {"text": "Today", "url": reverse("today", args=[slug])},
        {"text": "Surveys", "url": reverse("surveys", args=[slug])},
        {"text": f"Results: {survey.title}", "url": reverse("results", args=[slug, survey.pk])},
    ]
    if asked is None:
        return way
    return [*way, {"text": "Themes", "url": reverse("themes", args=[slug, survey.pk])}]
