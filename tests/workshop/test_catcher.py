"""The catcher and the mailbox, over a real SMTP connection."""

import smtplib
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from supportgroup.workshop import ports
from supportgroup.workshop.caught import Mailbox
from supportgroup.workshop.processes import Children, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def catcher(tmp_path):
    """A catcher that runs: its port and its folder."""
    port, folder, children = ports.free(), tmp_path / "mail", Children()
    child = children.start(
        "catcher",
        [sys.executable, "-m", "supportgroup.workshop.catcher", "--port", str(port), "--into", folder],
        cwd=ROOT,
    )
    assert wait_for(lambda: ports.answers(port, answer=b"220"), child=child, seconds=30)
    yield port, folder
    children.dismiss(child)


def letter(subject, text, html=""):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Clinic <clinic@hospital.example>", "jo@example.com", subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_what_was_sent_is_read_back_newest_first(catcher):
    port, folder = catcher
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(letter("First – with a dash", "Hello Zoë"))
        server.send_message(letter("Second", "Open https://a.example/k/Ab1 now.", "<p>Open</p>"))

    mailbox = Mailbox(folder)

    assert [message.subject for message in mailbox[:50]] == ["Second", "First – with a dash"]
    assert mailbox[0].links == ["https://a.example/k/Ab1"]
    assert mailbox[0].html.strip() == "<p>Open</p>"
    assert mailbox[1].text.strip() == "Hello Zoë"
    assert mailbox[1].sender == "Clinic <clinic@hospital.example>"


def test_a_blind_copy_shows_for_whom_it_was(catcher):
    port, folder = catcher
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(letter("Quiet", "Hello"), to_addrs=["hidden@example.com"])

    assert Mailbox(folder)[0].recipient == "hidden@example.com"


def test_a_mailbox_without_a_folder_is_empty(tmp_path):
    assert len(Mailbox(tmp_path / "none")) == 0


def test_a_half_written_message_is_not_there_yet(tmp_path):
    (tmp_path / ".20261123T054548528977-b10d9267.half").write_text("Subject: x")

    assert Mailbox(tmp_path).names == []
