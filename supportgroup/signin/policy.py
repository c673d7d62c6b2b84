"""What a group may set about signing in."""

from supportgroup.groups.policy import Setting

EMAILED_CODE = Setting(
    "signin.emailed_code_for_committee",
    "Committee members and co-ordinators may use a code by email as their second step",
    default=False,
)
