"""Addresses of this room, under a group's people."""

from django.urls import path

from .views import correcting, group, person, wording

urlpatterns = [
    path("consent/", group.consent_list, name="consent_list"),
    path("consent/export/", group.export_consent, name="export_consent"),
    path("consent/wording/", wording.consent_wording, name="consent_wording"),
    path("consent/wording/edit/", wording.edit_wording, name="edit_wording"),
    path("consent/form.pdf", group.blank_form, name="blank_consent_form"),
    path("<int:pk>/consent/", person.person_consent, name="person_consent"),
    path("<int:pk>/consent/put-right/<int:answer>/", correcting.correct_withdrawal, name="correct_withdrawal"),
    path("<int:pk>/consent/paper/<int:answer>/", correcting.note_paper, name="note_consent_paper"),
    path("<int:pk>/consent/<slug:sheet>/", person.record_consent, name="record_consent"),
    path("<int:pk>/consent/<slug:sheet>/asked/", person.note_asked, name="note_consent_asked"),
]
