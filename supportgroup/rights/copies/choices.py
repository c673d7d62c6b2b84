"""The words this room stores."""

from django.db import models


class Way(models.TextChoices):
    """How a request came, or how a copy was handed over."""

    LETTER = "letter", "By letter"
    EMAIL = "email", "By email"
    PHONE = "phone", "By phone"
    IN_PERSON = "in_person", "In person"


class Handed(models.TextChoices):
    POST = "post", "By post, recorded delivery"
    IN_PERSON = "in_person", "In person"
    SECURE_EMAIL = "secure_email", "By secure email"


class Asker(models.TextChoices):
    """Who asked."""

    THEMSELVES = "themselves", "The person themselves"
    WITH_CONSENT = "with_consent", "Somebody with their written permission"
    PARENT = "parent", "A parent or guardian of somebody under 18"
    ATTORNEY = "attorney", "Somebody with power of attorney"
    SOLICITOR = "solicitor", "A solicitor acting for them"


class Format(models.TextChoices):
    PRINTED = "printed", "Printed"
    LARGE = "large", "Printed, in large print"
    FILE = "file", "A file that other software can read"


class Identity(models.TextChoices):
    """How we made sure that it is this person who asks, or somebody who may."""

    KNOWN = "known", "Known to us in person"
    DOCUMENT = "document", "Showed a passport, driving licence or similar"
    CALLED_BACK = "called_back", "We phoned the number on record and asked for details"
    AUTHORITY = "authority", "Showed their authority to act, and who they are"


class WaitingFor(models.TextChoices):
    """What stops the clock."""

    IDENTITY = "identity", "Proof of who is asking"
    CLARITY = "clarity", "What they want to know"


class Longer(models.TextChoices):
    """Why two more months are needed."""

    COMPLEX = "complex", "The request is complex"
    SEVERAL = "several", "They have made several requests"


class Refusal(models.TextChoices):
    """Why no copy is given."""

    NOT_SHOWN = "not_shown", "We could not make sure who is asking"
    NO_AUTHORITY = "no_authority", "They did not show that they may ask for this person"
    UNFOUNDED = "unfounded", "The request is manifestly unfounded"
    EXCESSIVE = "excessive", "The request is manifestly excessive"


class State(models.TextChoices):
    OPEN = "open", "Waiting for us"
    STOPPED = "stopped", "Waiting for them"
    HANDED_OVER = "handed_over", "Handed over"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
