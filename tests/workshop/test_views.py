import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

NAME = "20261123T054548528977-b10d9267"
MESSAGE = b"""X-Caught-For: jo@example.com\r
From: Clinic <clinic@hospital.example>\r
Subject: Your view of our clinic\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary="b"\r
\r
--b\r
Content-Type: text/plain; charset="utf-8"\r
\r
Open http://127.0.0.1:8000/answer/k/Ab1/ please. <script>alert(1)</script>\r
--b\r
Content-Type: text/html; charset="utf-8"\r
\r
<p onclick="alert(2)">Open</p>\r
--b--\r
"""


@pytest.fixture
def mail(settings, tmp_path):
    settings.MAIL_CATCHER_DIR = str(tmp_path)
    (tmp_path / f"{NAME}.eml").write_bytes(MESSAGE)
    return tmp_path


def test_the_list_names_subject_recipient_and_link(client, mail):
    page = client.get(reverse("caught_mail")).content.decode()

    assert "1 caught message" in page
    assert "Your view of our clinic" in page
    assert "jo@example.com" in page
    assert '<a href="http://127.0.0.1:8000/answer/k/Ab1/">' in page


def test_an_empty_list_says_what_to_do(client, settings, tmp_path):
    settings.MAIL_CATCHER_DIR = str(tmp_path / "none")

    assert "Nothing has been caught yet" in client.get(reverse("caught_mail")).content.decode()


def test_the_link_in_a_message_can_be_followed_and_nothing_in_it_runs(client, mail):
    page = client.get(reverse("caught_message", args=[NAME])).content.decode()

    assert 'href="http://127.0.0.1:8000/answer/k/Ab1/"' in page
    assert "<script>alert" not in page
    assert '<p onclick="' not in page
    assert "&lt;p onclick=" in page


@pytest.mark.parametrize("name", ["20261123T054548528977-00000000", "settings"])
def test_a_message_that_was_never_caught_is_not_found(client, mail, name):
    (mail.parent / "settings.eml").write_text("Subject: secret")

    assert client.get(reverse("caught_message", args=[name])).status_code == 404
