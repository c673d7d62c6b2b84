"""The certificate of a destruction: one page of paper that says what, how many, by which rule, when and by whom."""

from supportgroup.documents.pdf import compile_pdf
from supportgroup.groups.months import in_words
from supportgroup.ui import wording

from .models import Destruction
from .table import clock_day, who_destroyed

TEMPLATE = "rights/keeping/certificate.typ"


def certificate(destruction: Destruction) -> bytes:
    """Return the certificate as a PDF. Nobody is named in it but who pressed and who set the period."""
    data = {
        "hospital": destruction.group.hospital_name,
        "group": destruction.group.name,
        "number": destruction.pk,
        "what": destruction.what[:1].upper() + destruction.what[1:],
        "items": destruction.items,
        "rows": f"{destruction.rows:,}",
        "period": in_words(destruction.months),
        "declared": destruction.declared,
        "because": destruction.because,
        "how": destruction.how,
        "day": wording.full_day(clock_day(destruction.destroyed_at)),
        "by": who_destroyed(destruction),
    }
    return compile_pdf(TEMPLATE, data, title=f"Certificate of destruction {destruction.pk}")
