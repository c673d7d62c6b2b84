"""Who did what to a survey, newest first, from the rows that the database's triggers keep. Nobody asked is in them."""

import datetime
from typing import Any

from django.apps import apps

from supportgroup import clock
from supportgroup.ui.wording import clock_time, day
from surveys.questionnaire.models import Survey

MOST = 50
WORDS = {
    "survey.started": "Started the survey",
    "survey.edited": "Changed the title, the sentence for the letter or the minutes",
    "survey.duties_named": "Named who sees names and who sees forms",
    "survey.opening_asked": "Opened the survey",
    "survey.key_made": "Made the survey’s key",
    "survey.opened": "Made the survey’s key",
    "survey.not_opened": "Could not open the survey",
    "people.chosen": "Chose whom to ask",
    "invitations.sent": "Sent the invitations",
    "mailing.prepared": "Made the list of a reminder for the deceased check",
    "mailing.started": "Started or held a reminder",
    "mailing.moved": "Gave a reminder another day",
    "survey.close_proposed": "Proposed to close the survey early",
    "survey.close_confirmed": "Confirmed that the survey closes early",
    "survey.close_withdrawn": "Took back the proposal to close the survey early",
    "survey.key_loss_declared": "Declared that the survey’s key is lost",
    "survey.key_loss_confirmed": "Confirmed that the survey’s key is lost: it closes without its answers",
    "survey.key_loss_withdrawn": "Took back that the survey’s key is lost",
    "survey.closing_asked": "Began to close the survey",
    "survey.closed": "Closed the survey",
}
"""What is said of an action; questions have a history of their own, and other actions are not told here."""


def history(survey: Survey) -> list[dict[str, str]]:
    """Return the newest entries as `ui/components/history.html` takes them; one query."""
    mine, theirs = ("pgh_id", "pgh_created_at", "pgh_context"), apps.get_model
    events = theirs("questionnaire", "SurveyEvent").objects.filter(pgh_obj_id=survey.pk).values_list(*mine)
    others = [
        theirs(app, f"{model}Event").objects.filter(survey_id=survey.pk).values_list(*mine)
        for app, model in (
            ("questionnaire", "SurveyDuty"),
            ("mailing", "Sample"),
            ("mailing", "Mailing"),
            ("replying", "EarlyClose"),
            ("replying", "LostKey"),
        )
    ]
    told: dict[tuple[str, str, str], datetime.datetime] = {}
    for _, created, context in events.union(*others, all=True).order_by("-pgh_created_at"):
        signature: dict[str, Any] = context or {}
        if what := WORDS.get(signature.get("action", "")):
            moment = datetime.datetime.fromisoformat(signature["at"]) if "at" in signature else created
            told.setdefault((what, signature.get("actor_name", "not recorded"), moment.isoformat()), moment)
    newest_first = sorted(told.items(), key=lambda entry: entry[1], reverse=True)
    return [{"when": _when(moment), "who": who, "what": what} for (what, who, _), moment in newest_first[:MOST]]


def _when(moment: datetime.datetime) -> str:
    local = moment.astimezone(clock.LONDON)
    return f"{day(local.date())}, {clock_time(local.time())}"
