"""Which words a group may not take as its address, because they are addresses already."""

RESERVED_SLUGS = frozenset(
    {
        "accounts",
        "accessibility",
        "answer",
        "buddy",
        "calendar",
        "choices",
        "claim",
        "complaint",
        "contact",
        "dev",
        "discussion",
        "guide",
        "join",
        "me",
        "privacy",
        "read",
        "reply",
        "sign-in",
        "speaker",
        "static",
        "ui",
    }
)
