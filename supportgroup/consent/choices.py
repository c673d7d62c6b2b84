"""The words that consent stores. A purpose is coded once and never renamed: answers of years refer to it."""

from django.db import models


class Sheet(models.TextChoices):
    """One consent form: the boxes that are answered together."""

    MEMBERSHIP = "membership", "Membership"
    BUDDIES = "buddies", "Buddy scheme"
    FOCUS_GROUP = "focus_group", "Focus group"
    PUBLICITY = "publicity", "Photos and publicity"


class Purpose(models.TextChoices):
    """What one box is about. The label finishes “said yes to …”."""

    MEMBER = "member", "Being a member"
    BY_LETTER = "by_letter", "Contact by letter"
    BY_EMAIL = "by_email", "Contact by email"
    BY_TEXT = "by_text", "Contact by text message"
    BY_PHONE = "by_phone", "Contact by phone"
    SHARE_EXPERIENCE = "share_experience", "Sharing experience with other members"
    KEEP_PRIVATE = "keep_private", "Keeping private what members say"
    QUOTES = "quotes", "Quotes without a name"
    BUDDY_WANTED = "buddy_wanted", "Talking with a buddy"
    BUDDY_OFFERED = "buddy_offered", "Being a buddy"
    BUDDY_SUGGESTED = "buddy_suggested", "Suggesting a match"
    BUDDY_OUTLINE = "buddy_outline", "Showing an outline without a name"
    BUDDY_DETAILS = "buddy_details", "Giving a buddy a first name and one contact detail"
    DISCUSSION = "discussion", "Taking part in a focus group"
    DISCUSSION_AUDIO = "discussion_audio", "Audio recording of a focus group"
    DISCUSSION_QUOTES = "discussion_quotes", "Quotes from a focus group without a name"
    PHOTOS = "photos", "Photos"
    PUBLICITY = "publicity", "Being named in publicity"


class Said(models.TextChoices):
    """An answer to one box. Somebody without an answer was never asked, which is not the same as no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    WITHDRAWN = "withdrawn", "Withdrawn"


class How(models.TextChoices):
    """How an answer came to us."""

    PAPER = "paper", "On paper"
    PHONE = "phone", "By phone"
    ONLINE = "online", "Online"
    MEETING = "meeting", "At a meeting"


class Membership(models.TextChoices):
    """Where somebody stands with the group: read from their answers, stored nowhere."""

    MEMBER = "member", "Member"
    ASKED = "asked", "Asked, no answer yet"
    LEFT = "left", "Left"
    DECLINED = "declined", "Declined"
    NOT_ASKED = "not_asked", "Not asked"
