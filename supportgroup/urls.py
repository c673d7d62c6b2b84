"""Every address of the service. Nouns, then the thing, then what is done to it."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("sign-in/", include("supportgroup.signin.sign_in_urls")),
    path("sign-in/", include("supportgroup.signin.account_urls")),
    path("sign-in/invited/", include("supportgroup.signin.invitations.urls")),
    path("ui/", include("supportgroup.ui.urls")),
    path("answer/", include("surveys.replying.answer_urls")),
    path("<slug:group>/people/deceased-checks/", include("supportgroup.tracing.urls")),
    path("<slug:group>/people/", include("supportgroup.consent.urls")),
    path("<slug:group>/people/", include("supportgroup.contactlog.urls")),
    path("<slug:group>/people/", include("supportgroup.people.urls")),
    path("<slug:group>/people/<int:pk>/trail/", include("supportgroup.administration.trail.person_urls")),
    path("<slug:group>/members/", include("supportgroup.consent.members_urls")),
    path("<slug:group>/people/", include("supportgroup.rights.erasing.urls")),
    path("<slug:group>/copies/", include("supportgroup.rights.copies.urls")),
    path("<slug:group>/complaints/", include("supportgroup.rights.complaints.urls")),
    path("<slug:group>/records/", include("supportgroup.rights.keeping.urls")),
    path("complaint/", include("supportgroup.rights.complaints.public_urls")),
    path("discussion/", include("surveys.mailing.discussion_urls")),
    path("<slug:group>/messages/", include("supportgroup.outbox.urls")),
    path("<slug:group>/surveys/", include("surveys.questionnaire.urls")),
    path("<slug:group>/surveys/", include("surveys.mailing.urls")),
    path("<slug:group>/surveys/", include("surveys.keying.urls")),
    path("<slug:group>/surveys/", include("surveys.replying.urls")),
    path("<slug:group>/surveys/", include("surveys.screening.urls")),
    path("<slug:group>/surveys/", include("surveys.themes.urls")),
    path("<slug:group>/surveys/", include("surveys.results.urls")),
    path("<slug:group>/settings/", include("supportgroup.administration.urls")),
    path("me/", include("supportgroup.consent.own_urls")),
    path("me/", include("supportgroup.signin.urls")),
]
if apps.is_installed("supportgroup.workshop") and find_spec("supportgroup.workshop.urls"):
    urlpatterns.append(path("dev/", include("supportgroup.workshop.urls")))
urlpatterns.append(path("", include("supportgroup.home.urls")))
