"""One line of a Today page: what waits, why, and until when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """Something that waits for somebody. text begins with a verb; consequence is what hangs on the date."""

    text: str
    url: str
    reason: str = ""
    due: date | None = None
    consequence: str = ""
    urgent: bool = False
