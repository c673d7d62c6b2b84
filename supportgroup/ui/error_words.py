"""What a form says when something is wrong: what to do, in the NHS's manner, made from the label."""

from django import forms

from .wording import lower_first

CHOSEN = (forms.RadioSelect, forms.Select, forms.CheckboxSelectMultiple)
EMAIL = "Enter an email address in the right form, like name@example.com"


def say_plainly(field: forms.Field, label: str, required: str = "") -> None:
    """Replace Django's own messages on this field; what its author wrote stays.

    `required` is said when the field is empty, in place of the sentence made from the label.
    """
    if required:
        field.error_messages["required"] = required
    else:
        _replace(field, "required", required_sentence(field, label))
    for code, words in _sentences(field, label).items():
        _replace(field, code, words)


def required_sentence(field: forms.Field, label: str) -> str:
    """Return "Enter date of birth", "Select contact by", "Choose a file for …"; a question is quoted."""
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    if isinstance(widget, CHOSEN):
        return f"Select an answer to “{label}”" if label.endswith("?") else f"Select {lower_first(label)}"
    if isinstance(widget, forms.FileInput):
        return f"Choose a file for “{label}”"
    return f"Enter an answer to “{label}”" if label.endswith("?") else f"Enter {lower_first(label)}"


def _sentences(field: forms.Field, label: str) -> dict[str, str]:
    """Return a sentence for each code; those of validators are filled in by Django with the limit."""
    filled = label.replace("%", "%%")
    words = {
        "invalid_choice": f"Select one of the answers to “{filled}”",
        "invalid_list": f"Select one or more of the answers to “{filled}”",
        "max_length": f"{filled} must be %(limit_value)d characters or fewer. You typed %(show_value)d",
        "min_length": f"{filled} must be %(limit_value)d characters or more. You typed %(show_value)d",
        "max_value": f"{filled} must be %(limit_value)s or less",
        "min_value": f"{filled} must be %(limit_value)s or more",
        "max_decimal_places": f"{filled} must have no more than %(max)s numbers after the point",
        "max_digits": f"{filled} must have no more than %(max)s numbers",
        "empty": "The file is empty. Choose another",
        "null_characters_not_allowed": f"{label} has a character that cannot be kept. Type it again",
    }
    if isinstance(field, forms.EmailField):
        words["invalid"] = EMAIL
    elif isinstance(field, forms.IntegerField):
        whole = type(field) is forms.IntegerField
        words["invalid"] = (
            f"{label} must be a whole number, like 30" if whole else f"{label} must be a number, like 4.20"
        )
    elif isinstance(field, forms.TimeField):
        words["invalid"] = f"{label} must be a time, like 10:30"
    elif isinstance(field, forms.FileField):
        words["invalid"] = f"The file for “{label}” did not arrive. Choose it again"
        words["max_length"] = "The name of the file is too long. Give it a shorter name"
    return words


def _replace(field: forms.Field, code: str, words: str) -> None:
    """Set the message unless the field's author has written one."""
    if str(field.error_messages.get(code, "")) == str(_default(field, code)):
        field.error_messages[code] = words


def _default(field: forms.Field, code: str) -> str:
    """Return Django's own message for this code, "" where it leaves the message to a validator."""
    for kind in type(field).__mro__:
        messages = getattr(kind, "default_error_messages", {})
        if code in messages:
            return str(messages[code])
    return ""
