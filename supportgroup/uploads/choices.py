"""What a file can be. The database stores the media type."""

from django.db import models


class FileKind(models.TextChoices):
    """A kind of file by its content, as it is called in a sentence."""

    TEXT = "text/plain", "a text file"
    WORKBOOK = "application/zip", "an Excel workbook or another packed file"
    OLD_WORKBOOK = "application/x-ole-storage", "an older Excel workbook or Word document"
    PDF = "application/pdf", "a PDF"
    PICTURE = "image/*", "a picture"
    UNKNOWN = "application/octet-stream", "a file of a kind we do not know"
