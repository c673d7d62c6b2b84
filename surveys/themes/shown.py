"""The themes of a survey as its results show them: counts after disclosure, and quotations that stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from supportgroup.disclosure.figures import Figures, whole_survey
from supportgroup.ui.wording import listed, share
from surveys.questionnaire.models import Survey

from .models import Counted, Quotation

MOST_IN_A_SENTENCE = 3


@dataclass(frozen=True)
class Themed:
    """The themes of one field. figures: a part for each, of all who wrote there. abouts, quotes: by a theme's name."""

    figures: Figures
    abouts: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def quoted(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the themes that have quotations, the largest first."""
        return [(part.text, self.quotes[part.text]) for part in self.figures.parts if self.quotes.get(part.text)]

    @property
    def sentence(self) -> str:
        """Return what most wrote about, in one sentence."""
        base, parts = self.figures.base, self.figures.parts[:MOST_IN_A_SENTENCE]
        if not base or not parts:
            return ""
        return f"People wrote most about {listed([f'“{one.text}” ({share(one.count, base, 0)})' for one in parts])}."


def themes_in_results(
    survey: Survey, *, wrote: Mapping[str, int], least_base: int, careful_below: int
) -> dict[str, Themed]:
    """Return the themes that are in the results, by field. Two queries; the texts are not read.

    wrote: how many wrote something in each field, as counted at the close. That is the base: who was withheld is
    among them and in no theme, so that themes tell nothing about how many were.
    """
    counted = list(Counted.objects.filter(survey=survey, in_results=True))
    quotes: dict[int, list[str]] = {}
    if counted:
        chosen = Quotation.objects.filter(theme__survey=survey).shown().standing()
        for theme, said in chosen.values_list("stands", "said"):
            quotes.setdefault(theme, []).append(said)
    return {
        one.field: _themed(
            one, quotes, base=wrote.get(one.field, 0), least_base=least_base, careful_below=careful_below
        )
        for one in counted
    }


def _themed(
    counted: Counted, quotes: Mapping[int, list[str]], *, base: int, least_base: int, careful_below: int
) -> Themed:
    themes = counted.themes
    counts = [(theme["name"], theme["texts"]) for theme in themes]
    figures = whole_survey(counts, base=base, least_base=least_base, careful_below=careful_below)
    if figures.hidden:
        return Themed(figures)
    return Themed(
        figures,
        abouts={theme["name"]: theme["about"] for theme in themes},
        quotes={theme["name"]: tuple(quotes.get(theme["theme"], ())) for theme in themes},
    )
