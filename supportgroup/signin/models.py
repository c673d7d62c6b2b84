"""The code that opens a person's own session. The row can neither show the code nor the address."""

from django.db import models


class EmailedCode(models.Model):
    """One code for one address. mark is a keyed hash of the address; the digits are made from nonce and a key."""

    mark = models.BinaryField(max_length=32)
    nonce = models.BinaryField(max_length=16)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["mark", "made_at"], name="codes_by_address")]

    def __str__(self) -> str:
        return f"Code {self.pk}"
