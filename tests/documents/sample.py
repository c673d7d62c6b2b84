"""A print run as the mailing hands it over, with the 20 questions of the ready-made questionnaire. All people are made up."""

from copy import deepcopy
from typing import Any

from surveys.questionnaire.kinds import on_paper

ALWAYS = ["Always", "Mostly", "Sometimes", "Rarely", "Never"]
SATISFIED = ["Very satisfied", "Satisfied", "Neither", "Dissatisfied", "Very dissatisfied", "Does not apply"]
SURE = ["Yes", "No", "Not sure"]

QUESTIONS: list[tuple[str, str, list[str]]] = [
    ("single", "Where do you have your immunoglobulin treatment at present?",
     ["Home, by me", "Home, helped by someone", "Hospital day unit", "A mix of these", "I no longer have it"]),
    ("single", "How is it given?",
     ["Into a vein", "Under the skin, with a pump", "Under the skin, pushed by hand",
      "Under the skin, with an enzyme first", "I do not know"]),
    ("single", "How long have you had it?", ["Under 1 year", "1 to 4 years", "5 to 9 years", "10 years or more"]),
    ("agreement", "Did staff explain the choices of treatment in a way you could follow?", ALWAYS),
    ("single", "How far were you able to choose the place and type that suit your life?",
     ["As much as I wanted", "To some extent", "Not enough", "I did not want to choose"]),
    ("single", "If you treat at home: how ready did you feel after training?",
     ["Fully", "Mostly", "A little", "Not ready", "Does not apply"]),
    ("agreement", "How satisfied are you with deliveries of your medicine and equipment?", SATISFIED),
    ("agreement", "When you have a question between visits, can you reach the nurses in good time?", ALWAYS),
    ("single", "Do you know what to do, and who to call, if you have a bad reaction or feel an infection starting?", SURE),
    ("agreement", "How satisfied are you with your visits to the day unit or clinic (waiting, comfort, privacy)?", SATISFIED),
    ("agreement", "In the last 3 months, how often did treatment stop you doing something you wanted to do?", ALWAYS),
    ("single", "Did you get enough written or online information about your condition?",
     ["Yes", "Some, I wanted more", "No", "I did not want any"]),
    ("tick_all", "Which of these would you like to know more about?",
     ["How the immune system works", "Chest physiotherapy", "Lung function tests", "Home treatment",
      "Infections and vaccines", "Travel and holidays", "Work, school and benefits", "Feelings and coping",
      "Hospital news", "Other"]),
    ("single", "Have you ever talked with another person who has immunoglobulin treatment?",
     ["Yes, it helped", "Yes, it did not help", "No, I would like to", "No, I do not want to"]),
    ("single", "Do you think a local support group run with patients would be of benefit to you?",
     ["Definitely yes", "Probably yes", "Not sure", "Probably not", "Definitely not"]),
    ("tick_all", "If there were a group, how would you like to take part?",
     ["Weekday meeting", "Weekend meeting", "Online", "Phone or one-to-one buddy", "Newsletter only", "Not at all"]),
    ("tick_all", "What might make it hard for you to come?",
     ["Distance", "Cost", "Parking", "Work or study", "Caring for someone", "Fear of infection", "Health on the day",
      "Access needs", "Language", "Nothing"]),
    ("single", "Overall, how was your experience of our service?",
     ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don’t know"]),
    ("free_text", "What one thing should we change first?", []),
    ("single", "Would you like to join a group discussion about these results?", ["Yes", "No"]),
]  # fmt: skip

GO_TO = {(1, "I no longer have it"): 12}
ALONE = {"Does not apply", "Not at all", "Nothing"}
WHY = {18: "Why did you give this answer?"}
HELP = {
    19: "Leave out anything that could show who you are.",
    20: "If yes, phone us as well. Your name must not go on this form.",
}

SENDER = {
    "hospital": "Westbrook Hospital",
    "department": "Patient Advice and Liaison Service (PALS)",
    "po_box_lines": ["PO Box 41", "Westbrook", "ZZ99 4WB"],
    "helpline": "0808 157 0123",
    "helpline_hours": "Monday to Friday, 9am to 5pm",
    "urgent_help": "If you feel unwell, phone your nurses or call 111.",
    "freepost": "Freepost WESTBROOK SURVEYS",
    "reply_mailbox": "survey.qvt@hospital.example",
    "pals": ["PALS", "01632 960 101", "pals@hospital.example"],
    "run_by": "PALS",
    "privacy_address": "westbrook.example/privacy",
    "signed_by": "Ruth Adeyemi",
    "signed_role": "Patient Advice and Liaison Service (PALS)",
    "answer_address": "westbrook.example/answer",
}

SURVEY = {
    "title": "Your immunoglobulin treatment and support",
    "about": "You have immunoglobulin treatment with us. How is it for you, and would a local support group help?",
    "asked": 100,
    "question_count": 20,
    "minutes": 12,
    "reply_by": "Friday 25 September 2026",
}


def questionnaire() -> dict[str, Any]:
    """The ready-made questionnaire in its standard edition."""
    return {
        "title": SURVEY["title"],
        "version": 1,
        "edition": "standard",
        "questions": on_paper(
            [
                {
                    "number": number,
                    "kind": kind,
                    "text": text,
                    "help": HELP.get(number, ""),
                    "why": WHY.get(number, ""),
                    "options": [
                        {
                            "code": chr(ord("a") + place),
                            "text": option,
                            "go_to": GO_TO.get((number, option)),
                            "alone": option in ALONE,
                        }
                        for place, option in enumerate(options)
                    ],
                }
                for number, (kind, text, options) in enumerate(QUESTIONS, start=1)
            ]
        ),
    }


def one_letter(number: int = 1042, **changes: Any) -> dict[str, Any]:
    """One person's letter; each number gives a different link and code."""
    return {
        "greeting": "Dear Mrs Lane",
        "address_lines": ["Mrs M Lane", "14 Orchard Close", "Nether Westbrook", "WESTBROOK", "ZZ99 3WZ"],
        "record_number": f"QVT{number}-K",
        "code": f"KTXR-{number}",
        "link": f"https://westbrook.example/answer/{number:022d}",
        "date": "Monday 7 September 2026",
        "text_size": 12,
    } | changes


def print_run(
    *letters: dict[str, Any], kind: str = "invitation", enclosed: bool = True, **changes: Any
) -> dict[str, Any]:
    """The data of a print run; without letters, one for Mrs Lane."""
    return {
        "sender": deepcopy(SENDER),
        "survey": deepcopy(SURVEY),
        "kind": kind,
        "enclosed": enclosed,
        "letters": list(letters) or [one_letter()],
        "questionnaire": questionnaire() if enclosed else None,
    } | changes
