"""Roles and powers. The database stores these words, so they are never renamed lightly."""

from django.db import models


class Role(models.TextChoices):
    """What a signed-in person is in one group. Only people who hold a role are users."""

    NURSE = "nurse", "Nurse"
    PALS = "pals", "PALS officer"
    COMMITTEE = "committee", "Steering committee member"
    COORDINATOR = "coordinator", "Co-ordinator"
    BUDDY_LEAD = "buddy_lead", "Buddy lead"
    FINANCE = "finance", "Finance officer"
    ADMINISTRATOR = "administrator", "Group administrator"


class Power(models.TextChoices):
    """One thing a role may do. The label finishes the sentence “may …”."""

    SEE_TODAY = "see_today", "see their own Today page"
    SEE_PEOPLE = "see_people", "see the register: names, contact details and access needs"
    SEE_CLINICAL = "see_clinical", "see the clinical outline: condition group and treatment"
    EDIT_PEOPLE = "edit_people", "add people and change their contact details and needs"
    MERGE_PEOPLE = "merge_people", "make one person of two entries of the register"
    TAKE_OUT_PEOPLE = "take_out_people", "download or print the list of people, saying why"
    IMPORT_PEOPLE = "import_people", "bring people in from a spreadsheet"
    RECORD_CONSENT = "record_consent", "record what people agree to, and withdraw it when they say so"
    WRITE_CONSENT = "write_consent", "put the consent statements in the group's own words"
    SEE_MEMBERS = "see_members", "see the first names of members who agreed to share their experience"
    TRACE_PEOPLE = "trace_people", "check who has died, and mark it"
    SEE_SURVEYS = "see_surveys", "see surveys and how many people have replied"
    WRITE_SURVEYS = "write_surveys", "write, open and close surveys"
    SEND_SURVEYS = "send_surveys", "choose whom to ask and send the invitations"
    SEE_WHO_REPLIED = "see_who_replied", "see who has replied, record reply slips and print reminders"
    KEEP_VOLUNTEERS = "keep_volunteers", "keep the yellow slips: who would join a group discussion"
    KEY_FORMS = "key_forms", "key in paper forms"
    SEE_RESULTS = "see_results", "see the results of closed surveys"
    SCREEN_COMMENTS = "screen_comments", "read what people wrote before anybody else, and blank out what names somebody"
    READ_COMMENTS = "read_comments", "read what people wrote, once PALS has released it"
    FIND_THEMES = "find_themes", "put what people wrote into themes, and choose quotations"
    SEE_MESSAGES = "see_messages", "see what has been sent and what is held, and why"
    APPROVE_MESSAGES = "approve_messages", "approve what somebody else wants to send to many people"
    RUN_GROUP = "run_group", "give and end roles, invite colleagues and change the group’s settings"
    SEE_TRAIL = "see_trail", "see who changed what and who looked at whom"
    SEE_WHO_LOOKED = "see_who_looked", "see who changed and who looked at one person’s record, and tell them"
    ANSWER_REQUESTS = "answer_requests", "make and hand over the copy of everything that is held on a person"
    ERASE_PEOPLE = "erase_people", "erase everything that is held on a person"
    KEEP_RECORDS = "keep_records", "set how long things are kept, and destroy what is due"
    HANDLE_COMPLAINTS = "handle_complaints", "see and answer complaints about how information was used"


def every_power() -> list[tuple[str, str]]:
    """Return the powers as choices of a column. A function, so that a new power is no new migration."""
    return Power.choices
