"""What a group may set about its messages."""

from supportgroup.groups.policy import Setting

TRIES = Setting(
    "outbox.tries",
    "How often an email is tried before somebody is asked to look at it",
    default=12,
    unit="tries",
    minimum=1,
    maximum=50,
)
FIRST_WAIT = Setting(
    "outbox.first_wait",
    "How long to wait before the second try; every further wait is twice as long",
    1,
    "minutes",
    minimum=1,
    maximum=240,
)
LONGEST_WAIT = Setting(
    "outbox.longest_wait", "The longest wait between two tries", default=120, unit="minutes", minimum=1, maximum=1440
)
LETTERS_A_RUN = Setting(
    "outbox.letters_a_run",
    "How many letters one print run holds at most",
    default=200,
    unit="letters",
    minimum=1,
    maximum=1000,
)
LABEL_SHEETS = ("L7160", "L7163")
ENVELOPES = (
    ("C5", "C5 with a window, folded once"),
    ("C4", "C4 with a window, not folded"),
    ("L7160", "Without a window, with labels: L7160"),
    ("L7163", "Without a window, with labels: L7163"),
)
ENVELOPE = Setting(
    "outbox.envelope",
    "In which envelopes letters go",
    default="C5",
    choices=ENVELOPES,
    help="The address of every letter stands in the window of a C5 or a C4 envelope. The count sheet of a print run "
    "says what is needed.",
)
APPROVE_ABOVE = Setting(
    "outbox.approve_above",
    "Above how many messages of one mailing a second person approves before any goes; 0 is never",
    0,
    "messages",
)
SOFT_BOUNCES = Setting(
    "outbox.soft_bounces",
    "How often email may come back for now before an address counts as not working",
    5,
    "times",
    minimum=1,
    maximum=50,
)
LATE_AFTER = Setting(
    "outbox.late_after",
    "How long emails may wait for the mail server before Today says so",
    default=60,
    unit="minutes",
    minimum=5,
    maximum=1440,
)
