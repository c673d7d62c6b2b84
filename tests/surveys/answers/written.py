"""What the close leaves of answers, written without one: words in one table, what else was answered in another."""

from surveys.answers import content
from surveys.answers.models import Response
from surveys.questionnaire.models import Version
from surveys.screening.models import Text


def write(survey, answers):
    """Write these answers as a close does: beside each other answer only a mark that there were words."""
    fields = content.fields_for_words(Version.objects.get(survey=survey).content["questions"])
    apart = [content.apart(one, fields) for one in answers]
    Response.objects.bulk_create(Response(survey=survey, content=marked) for marked, _ in apart)
    Text.objects.bulk_create(Text(survey=survey, field=key, words=said) for _, words in apart for key, said in words)


def texts(survey, field="19"):
    """Return what people wrote to one question, in the order of the alphabet."""
    return sorted(Text.objects.filter(survey=survey, field=field).values_list("words", flat=True))
