"""Answers: sealed while the survey is open, plain rows without any mark of time or person after it."""

import uuid

from django.db import models

from surveys.questionnaire.models import Survey


class SealedAnswer(models.Model):
    """One reply, readable by nobody until the survey closes. All of a version have one size."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "A sealed answer"


class Response(models.Model):
    """One reply after the close: {"1": "a", "13": ["b", "d"], "19": true, …}; blanks are left out.

    true: words of their own, which lie in the room that screens them and are joined to no reply.
    edition: in which words it was given; "" where that is not noted, or was given or sent too rarely to be kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    edition = models.CharField(max_length=12, blank=True, default="")

    def __str__(self) -> str:
        return "A response"
