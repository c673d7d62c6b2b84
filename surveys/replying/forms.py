"""What a patient and a keying officer may type."""

from typing import Any

from django import forms

from supportgroup.ui.forms import Form
from supportgroup.ui.wording import listed
from surveys.mailing.codes import ALPHABET, CODE_LENGTH, plain_code
from surveys.questionnaire.phrases import PHRASES, say
from surveys.questionnaire.reading_in import Reading


class CodeForm(Form):
    """The code from the letter."""

    submit = "Continue"
    page_heading = "code"
    required_words = {"code": "Enter the code from your letter"}

    code = forms.CharField(
        label="Type the code from your letter",
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "sg-code-input", "autocomplete": "off", "spellcheck": False, "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> str:
        """Say what is wrong by counting and by the letters that no code has, never whether a code exists."""
        typed = plain_code(self.cleaned_data["code"])
        if strange := sorted(set(typed) - set(ALPHABET)):
            raise forms.ValidationError(
                f"Check the code: it never has {listed(strange, 'or')} in it. Look at the letter again"
            )
        if len(typed) != CODE_LENGTH:
            raise forms.ValidationError(
                f"Check the code: it has {CODE_LENGTH} letters and numbers. You typed {len(typed)}"
            )
        return typed

    def wrong_code(self) -> None:
        """Add the error for a code that opens nothing."""
        self.add_error("code", "Check the code: what you typed is not quite right. Look at the letter again")


def pretty_code(typed: str) -> str:
    """Return a code as the letter prints it: "KTXR-4M7Q"."""
    return f"{typed[: CODE_LENGTH // 2]}-{typed[CODE_LENGTH // 2 :]}"


class StartForm(Form):
    """Whether to keep nothing on this computer."""

    submit = ""
    shared = forms.BooleanField(required=False, label=PHRASES["not_mine"])
    start = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, edition: Reading | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if edition:
            self.fields["shared"].label = say(edition.phrases, "not_mine")


class ProposeCloseForm(Form):
    """Why a survey is to close before its last day."""

    submit = "Propose to close it"
    required_words = {"reason": "Enter why it should close early"}
    reason = forms.CharField(
        label="Why should it close early?",
        max_length=200,
        help_text="A second person reads this and confirms. Write no name and nothing about health.",
    )
    sure = forms.BooleanField(
        label="I know that it cannot be opened again, and that no more answers can come",
        error_messages={"required": "Tick the box to say that you know what closing does"},
    )


class LostKeyForm(Form):
    """What was done to find a survey's key before it is given up."""

    submit = "Declare the key lost"
    required_words = {"reason": "Enter what was done to find the key"}
    reason = forms.CharField(
        label="What was done to find the key?",
        max_length=200,
        help_text="Who looked where, such as the backups that hold keys. A second person reads this and confirms.",
    )
    sure = forms.BooleanField(
        label="I know that all answers of this survey will be deleted unread, and that it cannot be undone",
        error_messages={"required": "Tick the box to say that you know what this does"},
    )


class ConfirmLostKeyForm(Form):
    """The second person's press before a survey is closed without its answers."""

    submit = "Confirm: close it without its answers"
    warning = True
    sure = forms.BooleanField(
        label="I know that all answers of this survey will be deleted unread, and that it cannot be undone",
        error_messages={"required": "Tick the box to say that you know what this does"},
    )


class CloseForm(Form):
    """The second deliberate press before a survey is closed for good."""

    submit = "Close the survey for good"
    warning = True
    sure = forms.BooleanField(
        label="I know that it cannot be opened again, and that no more answers can come",
        error_messages={"required": "Tick the box to say that you know what closing does"},
    )
