"""When answers may be kept and opened, and what may stand beside them."""

from collections.abc import Mapping

from surveys.questionnaire.choices import SurveyState

LEAST_OPENED = 10
"""Fewer answers are never opened (GP Patient Survey: nothing is shown below 10). It is promised to those who answer, so
no setting lowers it afterwards."""


def why_not_keep(state: str) -> str | None:
    """Return the reason no answer can be taken in, or None."""
    if state == SurveyState.OPEN:
        return None
    if state in (SurveyState.CLOSING, SurveyState.CLOSED):
        return "This survey has closed, so it takes no more answers."
    return "This survey is not open yet, so it takes no answers."


def why_not_open_all(*, state: str, is_own_key: bool) -> str | None:
    """Return the reason the sealed answers cannot be opened, or None. None are touched before this is asked."""
    if state != SurveyState.CLOSING:
        return "Answers are opened only while the survey closes."
    if not is_own_key:
        return (
            "The key on this worker is not this survey's key. No answer was opened or lost. "
            "Ask whoever runs the service to put the survey's own key back, then close the survey again."
        )
    return None


def are_too_few(answers: int) -> bool:
    """Tell whether so few answers came that they are never opened."""
    return answers < LEAST_OPENED


def editions_kept(*, came: Mapping[str, int], sent: Mapping[str, int]) -> set[str]:
    """Return the editions that may stand with the answers given in them.

    came: how many answers were given in each, "" where none was noted; sent: how many people were sent each. An edition
    needs 10 of both. What is left without one must not be told by that either: where it is fewer than 10 answers, the
    smallest edition that was kept joins it, until there are 10 of them or none.
    """
    kept = {code for code in came if code and min(came[code], sent.get(code, 0)) >= LEAST_OPENED}
    left = sum(count for code, count in came.items() if code not in kept)
    while kept and 0 < left < LEAST_OPENED:
        smallest = min(kept, key=lambda code: (came[code], code))
        kept.remove(smallest)
        left += came[smallest]
    return kept
