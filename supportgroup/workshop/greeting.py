"""What is said once the first page is there: the address, and with whom to sign in."""

from .ports import LOOPBACK

SIGN_INS = {
    "nurse@demo.example": "Grace Adeyemi, nurse",
    "nurse2@demo.example": "Helen Marsh, nurse; PALS officer in the second group",
    "pals@demo.example": "Ruth Bell, PALS officer",
    "pals2@demo.example": "Owen Price, PALS officer",
    "pals3@demo.example": "Nadia Rahman, PALS officer",
    "committee@demo.example": "Ann Field, committee member",
    "coordinator@demo.example": "Tom Whitfield, meeting co-ordinator",
    "buddylead@demo.example": "Maya Sen, buddy lead",
    "buddylead2@demo.example": "Peter Lowe, buddy lead; nurse in the second group",
    "finance@demo.example": "Joan Hill, finance",
    "finance2@demo.example": "Daniel Ross, finance",
    "admin@demo.example": "Ivy Stone, group administrator, in both groups",
}


def text(port: int, password: str, *, demo: bool) -> str:
    """Return the lines to print, with the demo's sign-ins where it is told."""
    lines = [
        "",
        f"  The service     http://{LOOPBACK}:{port}/",
        f"  Caught mail     http://{LOOPBACK}:{port}/dev/mail/",
    ]
    if demo:
        lines += [f"  Demo password   {password}", ""]
        lines += [f"  {email:<26}{role}" for email, role in SIGN_INS.items()]
    return "\n".join([*lines, ""])
