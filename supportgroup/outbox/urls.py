"""Addresses of this room."""

from django.urls import path

from .together import ACTS
from .views import approving, deciding, formats, handing_over, messages, packing, previewing, printing

urlpatterns = [
    path("", messages.messages, name="messages"),
    path("try-again/", deciding.try_messages_again, name="try_messages_again"),
    *(
        path(f"together/{act.replace('_', '-')}/", deciding.decide_together, {"act": act}, name=f"{act}_messages")
        for act in ACTS
    ),
    path("batches/<int:pk>/", approving.batch, name="batch"),
    path("batches/<int:pk>/approve/", approving.approve_batch, name="approve_batch"),
    path("batches/<int:pk>/refuse/", approving.refuse_batch, name="refuse_batch"),
    path("people/<int:pk>/address-works/", deciding.address_works, name="address_works"),
    path("letters/", printing.letters_waiting, name="letters_waiting"),
    path("letters/print/", printing.make_print_run, name="make_print_run"),
    path("print-runs/<int:pk>/", printing.print_run, name="print_run"),
    path("print-runs/<int:pk>/letters/", printing.download_print_run, name="download_print_run"),
    path("letters/proof/", packing.proof_print_run, name="proof_print_run"),
    path("print-runs/<int:pk>/count-sheet/", packing.count_sheet, name="count_sheet"),
    path("print-runs/<int:pk>/labels/<slug:sheet>/", packing.address_labels, name="address_labels"),
    path("print-runs/<int:pk>/packs/", packing.print_run_packs, name="print_run_packs"),
    path("print-runs/<int:pk>/packs/<int:message>/", packing.print_one_pack, name="print_one_pack"),
    path("print-runs/<int:pk>/posted/", printing.print_run_posted, name="print_run_posted"),
    path("print-runs/<int:pk>/hand-over/", handing_over.hand_over_print_run, name="hand_over_print_run"),
    path("print-runs/<int:pk>/put-back/", printing.put_back_print_run, name="put_back_print_run"),
    path("<int:pk>/", messages.message, name="message"),
    path("<int:pk>/format/", formats.choose_format, name="choose_format"),
    path("<int:pk>/try-again/", deciding.try_message_again, name="try_message_again"),
    path("<int:pk>/hold/", deciding.hold_message, name="hold_message"),
    path("<int:pk>/leave/", deciding.leave_message, name="leave_message"),
    path("<int:pk>/cancel/", deciding.cancel_message, name="cancel_message"),
    path("<int:pk>/preview/", previewing.preview_message, name="preview_message"),
    path("<int:pk>/preview/email/", previewing.preview_email, name="preview_email"),
    path("<int:pk>/preview/letter/", previewing.preview_letter, name="preview_letter"),
    path("<int:pk>/arrived/", deciding.message_arrived, name="message_arrived"),
    path("<int:pk>/send-again/", deciding.send_message_again, name="send_message_again"),
]
