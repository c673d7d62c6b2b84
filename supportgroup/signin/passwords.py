"""Which passwords are refused, and how that is said: what is wrong, and what to do."""

from django.contrib.auth import password_validation as django


class LongEnough(django.MinimumLengthValidator):
    """Length is what makes a password hard to guess."""

    def get_error_message(self) -> str:
        return f"Password must be {self.min_length} characters or more. Three or four unlikely words are long enough"


class NotCommon(django.CommonPasswordValidator):
    """20,000 passwords that everybody tries first."""

    def get_error_message(self) -> str:
        return "Many people use this password, so it is tried first. Choose another"


class NotLikeTheUser(django.UserAttributeSimilarityValidator):
    """Name and email address are known to everybody."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"))

    def get_error_message(self) -> str:
        return "This password is too much like your name or email address. Choose another"
