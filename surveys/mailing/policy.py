"""The settings of a group that this room declares."""

from supportgroup import workdays
from supportgroup.groups.policy import Setting

MAILING_DAYS = Setting(
    key="mailing.days",
    label="Days of the three mailings, counted from the first",
    default=[0, 21, 49],
    unit="days",
    maximum=365,
    help="Three numbers with commas between them. The first is 0: the day of the invitation.",
)
DECEASED_CHECK_HOURS = Setting(
    key="mailing.deceased_check_hours",
    label="How old the deceased check may be when a mailing goes",
    default=72,
    unit="hours",
    minimum=1,
    maximum=168,
    help="The NHS asks for a check shortly before each mailing. 72 hours is usual.",
)
NATION = Setting(
    key="mailing.nation",
    label="Whose bank holidays hold",
    default="england-and-wales",
    choices=workdays.NATIONS,
    help="Nothing of a survey goes on them, nor on Saturdays and Sundays: it goes on the next working day.",
)
EVERY_DAY = Setting(
    key="mailing.every_day",
    label="Surveys go on weekends and bank holidays too",
    default=False,
    help="The NHS sends its surveys on working days only, when somebody answers the helpline.",
)
