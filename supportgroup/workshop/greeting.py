"""What is said once the first page is there: the address, and with whom to sign in."""

from .ports import LOOPBACK

SIGN_INS = {
    "nurse@demo.example": "nurse of both groups",
    "nurse2@demo.example": "nurse",
    "pals@demo.example": "PALS, sends the surveys",
    "pals2@demo.example": "PALS, keys in paper forms",
    "committee@demo.example": "committee member",
    "coordinator@demo.example": "meeting co-ordinator",
    "buddylead@demo.example": "buddy lead",
    "buddylead2@demo.example": "buddy lead",
    "finance@demo.example": "finance",
    "finance2@demo.example": "finance",
    "admin@demo.example": "group administrator",
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
