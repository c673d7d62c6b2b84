"""Who may open which address: the one table that the matrix test walks. An address without a row fails.

`may` is the set of roles that get the page in their own group (any answer but 403 and 404); the other roles
get 403, users without a role in the group 404, and the signed-out are sent to sign in. `things` says which
thing of the World (tests/house/world.py) stands in which part of the address: with the other group's thing
the answer must be 404. `fixed` are parts of an address that are words of ours, the same in every group. `post_only` addresses answer GET with 405.
"""

from dataclasses import dataclass, field

from supportgroup.access.choices import Role

NURSE, PALS, COMMITTEE, ADMINISTRATOR = Role.NURSE, Role.PALS, Role.COMMITTEE, Role.ADMINISTRATOR
EVERYONE = frozenset(Role)
MAILING_FILES = {"kept": "mailing.files"}


@dataclass(frozen=True)
class Row:
    """One guarded address."""

    may: frozenset[Role]
    things: dict[str, str] = field(default_factory=dict)
    post_only: bool = False
    fixed: dict[str, str] = field(default_factory=dict)

    def parts(self, things: dict[str, object]) -> dict[str, object]:
        """Return what stands in each part of the address, with these things of the World."""
        return {part: things[thing] for part, thing in self.things.items()} | self.fixed


def row(*roles: Role, post_only: bool = False, fixed: dict[str, str] | None = None, **things: str) -> Row:
    """Return a row: row(NURSE, PALS, pk="person")."""
    return Row(may=frozenset(roles), things=things, post_only=post_only, fixed=fixed or {})


ROWS: dict[str, Row] = {
    "today": row(*EVERYONE),
    "who_may_see_what": row(*EVERYONE),
    "group_settings": row(ADMINISTRATOR),
    "group_names": row(ADMINISTRATOR),
    "edit_group_names": row(ADMINISTRATOR, fixed={"part": "helpline"}),
    "confirm_privacy_notice": row(ADMINISTRATOR),
    "group_rules": row(ADMINISTRATOR),
    "change_rule": row(ADMINISTRATOR, fixed={"key": "outbox.tries"}),
    "drop_planned_rule": row(ADMINISTRATOR, fixed={"key": "outbox.tries"}, post_only=True),
    "trail": row(NURSE, ADMINISTRATOR),
    "trail_of_looks": row(NURSE, ADMINISTRATOR),
    "trail_of_person": row(NURSE, PALS, pk="person"),
    "looks_at_person": row(NURSE, PALS, pk="person"),
    "tell_who_looked": row(NURSE, PALS, pk="person"),
    "who_looked_pdf": row(NURSE, PALS, pk="person"),
    "users": row(ADMINISTRATOR),
    "invite_user": row(ADMINISTRATOR),
    "user": row(ADMINISTRATOR, pk="colleague"),
    "give_role": row(ADMINISTRATOR, pk="colleague"),
    "move_role_end": row(ADMINISTRATOR, pk="colleague", holding="holding"),
    "end_role": row(ADMINISTRATOR, pk="colleague", holding="holding"),
    "user_left": row(ADMINISTRATOR, pk="colleague"),
    "reset_second_step": row(ADMINISTRATOR, pk="colleague"),
    "send_invitation_again": row(ADMINISTRATOR, pk="invited", post_only=True),
    "surveys": row(NURSE, PALS, COMMITTEE),
    "start_survey": row(NURSE),
    "edit_survey": row(NURSE, pk="draft"),
    "survey_duties": row(NURSE, pk="draft"),
    "open_survey": row(NURSE, pk="draft"),
    "survey_versions": row(NURSE, PALS, pk="open"),
    "start_next_version": row(NURSE, pk="open", post_only=True),
    "survey_editions": row(NURSE, PALS, pk="draft"),
    "edition": row(NURSE, PALS, pk="draft", fixed={"code": "ur"}),
    "edition_words": row(NURSE, pk="draft", question="question", fixed={"code": "ur"}),
    "open_edition": row(NURSE, pk="draft", fixed={"code": "ur"}, post_only=True),
    "remove_edition": row(NURSE, pk="draft", fixed={"code": "ur"}),
    "edition_paper": row(NURSE, PALS, pk="draft", fixed={"code": "ur"}),
    "questionnaire": row(NURSE, PALS, pk="draft"),
    "add_question": row(NURSE, pk="draft"),
    "edit_question": row(NURSE, pk="draft", question="question"),
    "question_routes": row(NURSE, pk="draft", question="question"),
    "move_question": row(NURSE, pk="draft", question="question", post_only=True),
    "copy_question": row(NURSE, pk="draft", question="question", post_only=True),
    "question_heading": row(NURSE, pk="draft", question="question"),
    "move_heading": row(NURSE, pk="draft", question="question", post_only=True),
    "remove_question": row(NURSE, pk="draft", question="question"),
    "place_question": row(NURSE, pk="draft", question="question"),
    "undo_change": row(NURSE, pk="draft", post_only=True),
    "redo_change": row(NURSE, pk="draft", post_only=True),
    "keep_typing": row(NURSE, pk="draft", fixed={"kind": "single"}, post_only=True),
    "forget_typing": row(NURSE, pk="draft", post_only=True),
    "preview_survey": row(NURSE, PALS, pk="draft"),
    "preview_question": row(NURSE, PALS, pk="draft", number="first"),
    "messages": row(NURSE, PALS, ADMINISTRATOR),
    "message": row(NURSE, PALS, ADMINISTRATOR, pk="message"),
    "try_message_again": row(NURSE, PALS, ADMINISTRATOR, pk="message", post_only=True),
    "try_messages_again": row(NURSE, PALS, ADMINISTRATOR, post_only=True),
    "hold_message": row(NURSE, PALS, ADMINISTRATOR, pk="message", post_only=True),
    "leave_message": row(NURSE, PALS, ADMINISTRATOR, pk="message", post_only=True),
    "message_arrived": row(NURSE, PALS, ADMINISTRATOR, pk="message", post_only=True),
    "choose_format": row(NURSE, PALS, pk="message"),
    "send_message_again": row(NURSE, PALS, ADMINISTRATOR, pk="message"),
    "cancel_message": row(NURSE, PALS, ADMINISTRATOR, pk="message"),
    "preview_message": row(NURSE, PALS, pk="message"),
    "preview_email": row(NURSE, PALS, pk="message"),
    "preview_letter": row(NURSE, PALS, pk="message"),
    "hold_messages": row(NURSE, PALS, ADMINISTRATOR),
    "release_messages": row(NURSE, PALS, ADMINISTRATOR),
    "cancel_messages": row(NURSE, PALS, ADMINISTRATOR),
    "send_again_messages": row(NURSE, PALS, ADMINISTRATOR),
    "address_works": row(NURSE, PALS, pk="person", post_only=True),
    "batch": row(NURSE, PALS, ADMINISTRATOR, pk="batch"),
    "approve_batch": row(NURSE, PALS, pk="batch", post_only=True),
    "refuse_batch": row(NURSE, PALS, pk="batch"),
    "letters_waiting": row(NURSE, PALS),
    "make_print_run": row(NURSE, PALS, post_only=True),
    "proof_print_run": row(NURSE, PALS, post_only=True),
    "count_sheet": row(NURSE, PALS, pk="print_run"),
    "address_labels": row(NURSE, PALS, pk="print_run", fixed={"sheet": "L7160"}),
    "print_run_packs": row(NURSE, PALS, pk="print_run"),
    "print_one_pack": row(NURSE, PALS, pk="print_run", fixed={"message": "1"}),
    "print_run": row(NURSE, PALS, pk="print_run"),
    "download_print_run": row(NURSE, PALS, pk="print_run"),
    "print_run_posted": row(NURSE, PALS, pk="print_run"),
    "hand_over_print_run": row(NURSE, PALS, pk="print_run"),
    "put_back_print_run": row(NURSE, PALS, pk="print_run"),
    "copy_requests": row(NURSE),
    "ask_for_copy": row(NURSE, pk="person"),
    "copy_request": row(NURSE, pk="copy_request"),
    "copy_file": row(NURSE, pk="copy_request"),
    "copy_paper": row(NURSE, pk="copy_request"),
    "copy_of_pals": row(PALS, pk="copy_request"),
    "check_identity": row(NURSE, pk="copy_request"),
    "stop_clock": row(NURSE, pk="copy_request"),
    "go_on": row(NURSE, pk="copy_request", post_only=True),
    "take_longer": row(NURSE, pk="copy_request"),
    "hand_over": row(NURSE, pk="copy_request"),
    "refuse_copy": row(NURSE, pk="copy_request"),
    "withdraw_request": row(NURSE, pk="copy_request", post_only=True),
    "erase_person": row(NURSE, pk="person"),
    "complaints": row(PALS),
    "record_complaint": row(PALS),
    "complaint": row(PALS, pk="complaint"),
    "link_complaint": row(PALS, pk="complaint", post_only=True),
    "acknowledge_complaint": row(PALS, pk="complaint"),
    "follow_complaint": row(PALS, pk="complaint", post_only=True),
    "close_complaint": row(PALS, pk="complaint"),
    "records": row(NURSE, ADMINISTRATOR),
    "records_of_a_kind": row(NURSE, ADMINISTRATOR, fixed=MAILING_FILES),
    "set_period": row(NURSE, ADMINISTRATOR, fixed=MAILING_FILES),
    "keep_for_now": row(NURSE, ADMINISTRATOR, fixed=MAILING_FILES, item="mailing_file"),
    "lift_hold": row(NURSE, ADMINISTRATOR, pk="hold", post_only=True),
    "destroy_records": row(NURSE, ADMINISTRATOR, fixed=MAILING_FILES, post_only=True),
    "destructions": row(NURSE, ADMINISTRATOR),
    "destruction": row(NURSE, ADMINISTRATOR, pk="destruction"),
    "destruction_certificate": row(NURSE, ADMINISTRATOR, pk="destruction"),
    "people": row(NURSE, PALS),
    "person": row(NURSE, PALS, pk="person"),
    "add_person": row(NURSE, PALS),
    "edit_person": row(NURSE, PALS, pk="person"),
    "edit_outline": row(NURSE, pk="person"),
    "consent_list": row(NURSE, PALS),
    "export_consent": row(NURSE, PALS),
    "consent_wording": row(NURSE, ADMINISTRATOR),
    "edit_wording": row(NURSE, ADMINISTRATOR),
    "blank_consent_form": row(NURSE, PALS),
    "person_consent": row(NURSE, PALS, pk="person"),
    "record_consent": row(NURSE, PALS, pk="person", sheet="sheet"),
    "correct_withdrawal": row(NURSE, PALS, pk="person", answer="answer"),
    "note_consent_paper": row(NURSE, PALS, pk="person", answer="answer"),
    "note_consent_asked": row(NURSE, PALS, pk="person", sheet="sheet", post_only=True),
    "members": row(NURSE, PALS, COMMITTEE),
    "follow_ups": row(NURSE, PALS),
    "close_follow_up": row(NURSE, PALS, pk="follow_up", post_only=True),
    "open_follow_up_again": row(NURSE, PALS, pk="follow_up", post_only=True),
    "contact_log": row(NURSE, PALS, pk="person"),
    "log_contact": row(NURSE, PALS, pk="person"),
    "change_contact": row(NURSE, PALS, pk="person", entry="entry"),
    "add_helper": row(NURSE, PALS, pk="person"),
    "edit_helper": row(NURSE, PALS, pk="person", helper="helper"),
    "end_helper": row(NURSE, PALS, pk="person", helper="helper", post_only=True),
    "take_out_people": row(NURSE, PALS),
    "possible_duplicates": row(NURSE),
    "merge_people": row(NURSE, pk="person", other="person_too"),
    "tell_people_apart": row(NURSE, pk="person", other="person_too", post_only=True),
    "keep_filter": row(NURSE, PALS),
    "rename_filter": row(NURSE, PALS, pk="kept_filter"),
    "import_people": row(NURSE),
    "import_template": row(NURSE),
    "import_progress": row(NURSE, pk="imported"),
    "cancel_import": row(NURSE, pk="imported", post_only=True),
    "preview_import": row(NURSE, pk="imported"),
    "match_columns": row(NURSE, pk="imported"),
    "choose_sheet": row(NURSE, pk="imported"),
    "answer_import": row(NURSE, pk="imported", post_only=True),
    "refused_rows": row(NURSE, pk="imported"),
    "trace_lists": row(NURSE, PALS),
    "make_trace_list": row(NURSE, PALS, post_only=True),
    "trace_list": row(NURSE, PALS, pk="trace_list"),
    "download_trace_list": row(NURSE, PALS, pk="trace_list"),
    "trace_result": row(NURSE, PALS, pk="trace_list"),
    "forget_trace_result": row(NURSE, PALS, pk="trace_list", post_only=True),
    "look_at_traced": row(NURSE, PALS, pk="trace_list", number="traced", post_only=True),
    "decide_traced": row(NURSE, PALS, pk="trace_list", number="traced", post_only=True),
    "survey": row(NURSE, PALS, pk="open"),
    "mailings": row(NURSE, PALS, pk="open"),
    "move_mailing": row(NURSE, PALS, pk="open", fixed={"number": "2"}),
    "choose_people": row(NURSE, PALS, pk="unsent"),
    "left_out": row(NURSE, PALS, pk="unsent"),
    "preview_mailing": row(NURSE, PALS, pk="unsent"),
    "preview_mailing_email": row(NURSE, PALS, pk="unsent"),
    "preview_mailing_letter": row(NURSE, PALS, pk="unsent"),
    "check_mailing": row(NURSE, PALS, pk="unsent"),
    "record_deceased_check": row(NURSE, PALS, pk="open"),
    "make_check_list": row(NURSE, PALS, pk="open", post_only=True),
    "not_reminded": row(PALS, pk="open"),
    "who_replied": row(PALS, pk="open"),
    "asked": row(PALS, pk="open", invitee="invitee"),
    "volunteers": row(PALS, pk="open"),
    "add_volunteer": row(PALS, pk="open"),
    "print_volunteers": row(PALS, pk="open"),
    "export_volunteers": row(PALS, pk="open"),
    "edit_volunteer": row(PALS, pk="open", slip="yellow_slip"),
    "change_mind": row(PALS, pk="open", slip="yellow_slip", post_only=True),
    "delete_volunteer": row(PALS, pk="open", slip="yellow_slip"),
    "record_slip": row(PALS, pk="open"),
    "returned_letters_report": row(PALS, pk="open"),
    "mark_returned_letters": row(PALS, pk="open", post_only=True),
    "take_back_returned_letters": row(PALS, pk="open", post_only=True),
    "take_back_slip": row(PALS, pk="open", post_only=True),
    "meet_wish": row(PALS, pk="open", invitee="invitee", post_only=True),
    "send_new_code": row(PALS, pk="open", invitee="invitee", post_only=True),
    "forms": row(NURSE, PALS, pk="open"),
    "key_form": row(PALS, pk="keyed"),
    "close_survey": row(NURSE, pk="open"),
    "results": row(NURSE, PALS, COMMITTEE, pk="closed"),
    "result": row(NURSE, PALS, COMMITTEE, pk="closed", number="first_result"),
    "results_words": row(PALS, pk="closed", key="words"),
}

PUBLIC = {
    "front_door", "accessibility", "privacy", "contact", "privacy_of_all", "contact_of_all",
    "answer", "answer_link", "answer_start", "answer_begin", "answer_question", "answer_check", "answer_send",
    "answer_done", "answer_no_thanks",
    "accept_invitation", "invitation_accepted",
    "complain", "complaint_sent", "yellow_slip", "yellow_slip_sent",
    "own_sign_in", "own_code", "own_birthday", "own_sign_out",
    "trust_sign_in", "trust_sign_in_back", "emailed_step", "emailed_step_again", "time_left", "stay_signed_in",
    "caught_mail", "caught_message",
}  # fmt: skip
"""Addresses without an account; each view says why in `@public(because=…)`."""

OWN = {"my_choices", "my_page", "my_sheet"}
"""Addresses of a person's own session."""

SIGNED_IN = {"my_sign_in", "end_session", "end_every_session"}
"""Addresses for every signed-in user, above all groups."""

THIRD_PARTY = {
    "account_": "allauth's own pages: it marks its public views itself; sign-up is closed by our adapter",
    "mfa_": "allauth's own pages of the second step: for the signed-in, and for who has just given their password",
    "accent_stylesheet": "a stylesheet, made from one setting",
}
"""Names, or beginnings of names, of addresses that are not ours, with the reason."""
