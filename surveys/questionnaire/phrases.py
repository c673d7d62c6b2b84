"""The words around the questions, on paper and on the answer pages, which an edition in another language also has.

The paper's own stand in `templates/surveys/questionnaire/phrases.json`, which the form reads too; those of the white
slip, the letters, the small print under them, the emails and texts and the yellow slip in files beside it. {names} in
braces are filled in. A question of an edition brings those its kind needs, as "phrases". An edition opens without those
that few people see (`MAY_BE_ENGLISH`): they are shown in English then, and as English. Pure, but for reading those
files once.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "templates" / "surveys" / "questionnaire"


def _kept(name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


ON_PAPER, ON_SLIP, IN_LETTERS, IN_FOOT, IN_MESSAGES, ON_YELLOW_SLIP = map(
    _kept, ("phrases", "slip", "letter", "foot", "message", "yellow")
)
SUBJECTS: dict[str, str] = {
    "subject_invitation": "We would like to hear from you",
    "subject_reminder": "There is still time to tell us",
    "subject_final": "Our last message to you about this",
}
"""The subject lines of emails. An edition's emails may go without: under the English ones."""
AT_A_GLANCE = frozenset({*SUBJECTS, *(key for key in IN_MESSAGES if key.startswith("text_"))})
"""What whoever glances at a locked phone can read, so that somebody must vouch for it: subject lines and texts."""
ON_PAGES: dict[str, str] = {
    "before_start": "Before you start",
    "how_long": "{questions} questions, about {minutes} minutes",
    "can_skip": "you can skip any question",
    "can_stop": "you can stop, and come back on this phone or computer within {days} days",
    "nobody_knows": "Nobody will know what you said.",
    "not_kept": "Your name and your code are not kept with your answers. "
    "Nobody can read any answer until the survey closes.",
    "your_choice": "It is your choice. Your care stays the same if you say no.",
    "not_mine": "This is not my own phone or computer. Keep nothing on it.",
    "start": "Start the survey",
    "no_thanks": "I do not want to take part",
    "question_of": "Question {number} of {total}",
    "continue": "Continue",
    "skip": "Skip this question",
    "leave_blank": "Leave this question blank",
    "back": "Back",
    "tick_all": "Tick all that are true for you.",
    "please_say": "Please say",
    "rating_ends": "0 means “{low}”. 10 means “{high}”.",
    "out_of": "{number} out of 10",
    "number_between": "A number from {least} to {most}.",
    "day": "Day",
    "month": "Month",
    "year": "Year",
    "check": "Check your answers",
    "answered": "You answered {answered} of {total} questions. You can send them now.",
    "go_to_send": "Go straight to “Send my answers”",
    "nothing_yet": "You have not answered any question yet. Answer at least one, then send.",
    "left_blank": "You left {count} blank. That is fine",
    "the_questions": "The questions",
    "your_answers": "Your answers",
    "no_answer": "No answer",
    "answer": "Answer",
    "change": "Change",
    "send_heading": "Send your answers",
    "after_send": "After you send, nobody can find your answers again. That keeps them private. "
    "It also means that you cannot change them.",
    "send": "Send my answers",
    "thank_you": "Thank you",
    "sent": "Your answers are sent",
    "next": "What happens next",
    "nothing_else": "You do not need to do anything else. You can throw the paper form away.",
    "opened_together": "All answers are opened together, without names, after {day}.",
    "we_write": "We will write to tell you what people said and what we will change.",
    "reminder": "A reminder may already be in the post. If one comes, ignore it.",
    "nobody_reads": "Nobody reads your answers before the survey closes.",
    "close_page": "Not your own phone or computer? Close this page now.",
}
WHEN_TYPED_WRONG: dict[str, str] = {
    "problem": "There is a problem",
    "error": "Error",
    "one_of_two": "You chose “{said}” and wrote under “{other}”. Keep one of the two",
    "either_or": "Tick either “{alone}”, or the other answers",
    "choose": "Choose one of the answers",
    "too_long": "This is {count} characters too long. Make it {most} characters or less",
    "characters": "You can write up to {count} characters",
    "characters_left": "You can write {count} more characters",
    "characters_over": "You have written {count} characters too many",
    "number_from": "Enter a number from {least} to {most}, in figures",
    "whole_number": "Enter a whole number, like 12",
    "figures_after_point": "Enter a number with no more than {places} figures after the point",
    "date_lacks": "The date must include: {parts}",
    "no_date": "The date must be a real date",
    "year_figures": "The year must include 4 numbers",
    "year_between": "The year must be between {first} and {last}",
}
ON_OTHER_PAGES: dict[str, str] = {
    "skip_to_main": "Skip to main content",
    "stuck": "Stuck? Phone us free",
    "questions_phone": "Questions? Phone us free",
    "phone_free": "Phone us free",
    "on_the_phone": "We can do this for you on the phone.",
    "nothing_left": "Nothing is left on it.",
    "group_discussion": "Would you join a group discussion?",
    "discussion_about": "We look for some people to talk about what the survey finds. It is a form of its own, with "
    "your name and phone number. Nothing joins it to your answers.",
    "yellow_slip": "Fill in the yellow slip",
    "no_question": "You do not want to take part?",
    "no_fine": "That is fine. We do not ask why, and your care stays the same.",
    "no_more_letters": "we will not write to you again about this survey",
    "no_answers_seen": "nobody will see what you have answered so far",
    "to_the_survey": "Go back to the survey",
    "no_thank_you": "Thank you for telling us",
    "no_more": "You will not hear from us again about this survey",
    "no_in_post": "Your care stays the same. A letter may already be in the post. If one comes, ignore it.",
    "no_changed_mind": "If you change your mind, phone us. We can give you a new code.",
    "used": "This code has been used",
    "used_once": "Each code works once, so that each person is heard once.",
    "if_sent": "If you sent your answers",
    "sent_safe": "They are safe with us. You do not need to do anything.",
    "if_not": "If you did not",
    "used_new_code": "Phone us. We will give you a new code, or help you answer on the phone. "
    "You do not have to say why.",
    "you_typed": "You typed {code}. Is that not what your letter says?",
    "type_again": "Type the code again",
    "type_from_letter": "Type the code from my letter",
    "closed": "This survey has closed",
    "closed_on": "It closed on {day}, and we can no longer take answers.",
    "closed_now": "It has just closed, and we can no longer take answers.",
    "closed_if_sent": "If you sent your answers before it closed",
    "closed_counted": "They are counted. You do not need to do anything.",
    "closed_fine": "That is fine, and your care stays the same. If there is something you want us to know, phone us.",
    "withdrawn": "This code is no longer in use",
    "withdrawn_no_more": "We will not write about this survey again.",
    "withdrawn_after_all": "If you would like to take part after all",
    "withdrawn_phone": "Phone us. We can help you answer on the phone, or give you a new code.",
    "withdrawn_if_not": "If you do not",
    "withdrawn_nothing": "You do not need to do anything. Care stays the same.",
    "not_open": "This survey has not opened yet",
    "not_open_try": "Your code works, but it is a little too early. Try again tomorrow, or phone us.",
    "code_again": "Type your code once more",
    "code_again_here": "Your answers are still here, and not sent yet.",
    "code_again_why": "We forget your code after some hours, so that nobody else can answer for you. To send your "
    "answers, we need it once more.",
    "code_again_how": "Type the code from your letter, or touch the link in our email. Then choose “{start}”: you come "
    "back to your answers, and can send them.",
    "type_my_code": "Type my code",
    "lost": "We lost your place",
    "lost_safe": "If you have sent your answers, they are safe with us. You do not need to do anything.",
    "lost_typed": "What you typed last",
    "lost_copy": "It has not been kept. Copy it now if you want to use it again.",
    "lost_if_not": "If you have not sent them",
    "lost_go_on": "Type your code again, or touch the link in our email. If your answers are still kept on this phone, "
    "you go on where you stopped.",
    "lost_days": "We keep unfinished answers for some days only, and not at all on a shared computer. After that you "
    "start again.",
    "lost_again": "This page comes again and again",
    "lost_cookies": "Then your browser keeps no cookies. These pages need 2 small ones to know where you are. They "
    "hold no name, and they go when you have finished.",
    "lost_allow": "Allow cookies for this site, or use the paper form, or phone us.",
}
_FEW_SEE = WHEN_TYPED_WRONG | ON_OTHER_PAGES | ON_SLIP | IN_LETTERS | IN_FOOT | IN_MESSAGES | SUBJECTS | ON_YELLOW_SLIP
PHRASES: dict[str, str] = ON_PAPER | ON_PAGES | _FEW_SEE
MAY_BE_ENGLISH = frozenset({*_FEW_SEE, "about"})
"""The phrases without which an edition opens all the same."""
A_MESSAGE_NEEDS = frozenset({*IN_MESSAGES, *IN_FOOT, "about", "no_thanks"})
"""The texts around the questions without which an edition's emails and texts stand in English: all but the subject."""
OF_KINDS = (
    "tick_all", "cross_all", "or", "please_say", "rating_ends", "out_of", "number_between", "day", "month", "year",
    *WHEN_TYPED_WRONG,
)  # fmt: skip
"""What the kinds of question say themselves."""
_NAME = re.compile(r"\{([a-z]+)\}")


def say(words: Mapping[str, str], key: str, **values: Any) -> str:
    """Return a phrase in these words, or in English where they have none, with the values in it."""
    return filled(words.get(key) or PHRASES[key], **values)


def filled(text: str, **values: Any) -> str:
    """Return the text with its {names} filled in. Other braces stay as they are: nothing else of Python is read."""
    return "".join(map(str, pieces(text, values)))


def pieces(text: str, values: Mapping[str, Any]) -> list[Any]:
    """Return a text in pieces: its own words, and between them the values of its {names}, as they are."""
    parts = _NAME.split(text)
    return [values.get(part, f"{{{part}}}") if place % 2 else part for place, part in enumerate(parts)]


def names_in(text: str) -> set[str]:
    """Return the {names} of a phrase: a translation must keep all of them."""
    return {f"{{{name}}}" for name in _NAME.findall(text)}


def of_question(question: Mapping[str, Any], key: str, **values: Any) -> str:
    """Return a phrase in the words that a question of an edition brings with it."""
    return say(question.get("phrases", {}), key, **values)
