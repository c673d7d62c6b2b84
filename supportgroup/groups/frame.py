"""What stands around every page that patients see: hospital, neutral name, the free phone number, three links."""

from typing import Any

from django.urls import reverse

from .models import Group


def patient_frame(group: Group) -> dict[str, Any]:
    """Return the context of a group's patient pages. It names no condition and holds no slug."""
    return {
        "patient_group": group,
        "hospital_name": group.hospital_name,
        "service_name": group.neutral_name,
        "helpline": {"number": group.helpline, "hours": group.helpline_hours},
        "footer_links": [
            {"text": "Privacy", "url": reverse("privacy", args=[group.public_code])},
            {"text": "Accessibility", "url": reverse("accessibility")},
            {"text": "Contact", "url": reverse("contact", args=[group.public_code])},
        ],
    }
