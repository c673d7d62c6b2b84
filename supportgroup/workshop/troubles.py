"""What ends a command: one sentence that says what is wrong and what to do."""


class Trouble(Exception):  # noqa: N818  it is said to a person, not handled by a program
    """A command cannot go on. Its text is one sentence for the person at the keyboard."""
