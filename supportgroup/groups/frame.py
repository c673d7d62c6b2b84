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
        "footer_links": footer_links(group),
    }


def every_group() -> list[Group]:
    """Return all groups in the order of their neutral codes, for the pages of somebody whose group is not known."""
    return list(Group.objects.order_by("public_code"))


def footer_links(group: Group | None) -> list[dict[str, str]]:
    """Return the three links that the law asks for on every page; of all groups where it is not known which."""
    if group is None:
        privacy, contact = reverse("privacy_of_all"), reverse("contact_of_all")
    else:
        privacy, contact = (reverse(name, args=[group.public_code]) for name in ("privacy", "contact"))
    return [
        {"text": "Privacy", "url": privacy},
        {"text": "Accessibility", "url": reverse("accessibility")},
        {"text": "Contact", "url": contact},
    ]
