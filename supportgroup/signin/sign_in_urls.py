"""Our own addresses under /sign-in/: a user's own sign-in, the Trust's, the emailed second step, the time left."""

from django.urls import path

from .views import mine, steps, trust

urlpatterns = [
    path("", mine.my_sign_in, name="my_sign_in"),
    path("sessions/<int:pk>/end/", mine.end_session, name="end_session"),
    path("sessions/end/", mine.end_every_session, name="end_every_session"),
    path("trust/", trust.trust_sign_in, name="trust_sign_in"),
    path("trust/back/", trust.trust_sign_in_back, name="trust_sign_in_back"),
    path("code/", steps.emailed_step, name="emailed_step"),
    path("code/again/", steps.emailed_step_again, name="emailed_step_again"),
    path("time-left/", steps.time_left, name="time_left"),
    path("stay/", steps.stay_signed_in, name="stay_signed_in"),
]
