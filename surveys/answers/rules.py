"""When answers may be kept and opened."""

from surveys.questionnaire.choices import SurveyState


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
        return "The key on this worker is not this survey's key. No answer was opened or lost."
    return None
