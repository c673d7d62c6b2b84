"""Addresses of this room."""

from django.urls import path

from .views import asked, calls, choosing, previewing, returned_letters, slips, survey, volunteers

urlpatterns = [
    path("<int:pk>/", survey.survey, name="survey"),
    path("<int:pk>/mailings/", survey.mailings, name="mailings"),
    path("<int:pk>/mailings/<int:number>/day/", survey.move_mailing, name="move_mailing"),
    path("<int:pk>/people/", choosing.choose_people, name="choose_people"),
    path("<int:pk>/people/left-out/", choosing.left_out, name="left_out"),
    path("<int:pk>/send/", choosing.check_mailing, name="check_mailing"),
    path("<int:pk>/send/preview/", previewing.preview_mailing, name="preview_mailing"),
    path("<int:pk>/send/preview/email/", previewing.preview_mailing_email, name="preview_mailing_email"),
    path("<int:pk>/send/preview/letter/", previewing.preview_mailing_letter, name="preview_mailing_letter"),
    path("<int:pk>/deceased-check/list/", choosing.make_check_list, name="make_check_list"),
    path("<int:pk>/deceased-check/", choosing.record_deceased_check, name="record_deceased_check"),
    path("<int:pk>/who-replied/", asked.who_replied, name="who_replied"),
    path("<int:pk>/not-reminded/", asked.not_reminded, name="not_reminded"),
    path("<int:pk>/asked/<int:invitee>/", asked.asked, name="asked"),
    path("<int:pk>/asked/<int:invitee>/new-code/", asked.send_new_code, name="send_new_code"),
    path("<int:pk>/asked/<int:invitee>/done/", asked.meet_wish, name="meet_wish"),
    path("<int:pk>/discussion/", volunteers.volunteers, name="volunteers"),
    path("<int:pk>/discussion/add/", volunteers.add_volunteer, name="add_volunteer"),
    path("<int:pk>/discussion/print/", volunteers.print_volunteers, name="print_volunteers"),
    path("<int:pk>/discussion/file/", volunteers.export_volunteers, name="export_volunteers"),
    path("<int:pk>/discussion/<uuid:slip>/", volunteers.edit_volunteer, name="edit_volunteer"),
    path("<int:pk>/discussion/<uuid:slip>/mind/", volunteers.change_mind, name="change_mind"),
    path("<int:pk>/discussion/<uuid:slip>/delete/", volunteers.delete_volunteer, name="delete_volunteer"),
    path("<int:pk>/returned-letters/", returned_letters.returned_letters_report, name="returned_letters_report"),
    path("<int:pk>/returned-letters/mark/", returned_letters.mark_returned_letters, name="mark_returned_letters"),
    path(
        "<int:pk>/returned-letters/take-back/",
        returned_letters.take_back_returned_letters,
        name="take_back_returned_letters",
    ),
    path("<int:pk>/asked/<int:invitee>/call/", calls.log_call_with, name="log_call_with"),
    path("<int:pk>/to-phone/", calls.to_phone, name="to_phone"),
    path("<int:pk>/calls/", slips.log_call, name="log_call"),
    path("<int:pk>/slips/", slips.record_slip, name="record_slip"),
    path("<int:pk>/slips/take-back/", slips.take_back_slip, name="take_back_slip"),
]
