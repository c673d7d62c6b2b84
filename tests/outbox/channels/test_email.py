"""The mail server's side of the talk, on real sockets."""

import socket
import threading

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from supportgroup.outbox.channels.answers import Answer, Result
from supportgroup.outbox.channels.email import MailServer
from supportgroup.outbox.compose import Envelope
from tests.outbox.sink import free_port

ID = "6f1d2c9e-0000-4000-8000-000000000001"


def _envelope(recipient="ada@example.org", body=b"Hello\r\n"):
    content = f"Message-ID: <{ID}@hospital.example>\r\nSubject: x\r\n\r\n".encode() + body
    return Envelope(
        "patient.survey@hospital.example", recipient, content, EmailMultiAlternatives("x", "y", to=["a@b.c"])
    )


def test_a_message_is_handed_over_over_one_kept_connection(sink):
    with MailServer() as server:
        answers = [server.send(_envelope()).result for _ in range(3)]

    assert answers == [Result.ACCEPTED] * 3
    assert len({mail.peer for mail in sink.mails}) == 1


def test_lines_that_begin_with_a_dot_arrive_as_they_were(sink):
    with MailServer() as server:
        server.send(_envelope(body=b".\r\n..two\r\n.\r\nlast without end"))

    assert sink.mails[0].raw.endswith(b"\r\n\r\n.\r\n..two\r\n.\r\nlast without end\r\n")


def test_a_refused_address_is_told_in_words_that_do_not_hold_it(sink):
    with MailServer() as server:
        assert server.send(_envelope("refused.ada@example.org")) == Answer(
            Result.REFUSED, "There is no mailbox with this address (550)."
        )
        assert server.send(_envelope("full.ada@example.org")) == Answer(Result.REFUSED, "The mailbox is full (552).")
        assert server.send(_envelope("spam.ada@example.org")) == Answer(
            Result.REFUSED, "Their mail server does not take mail from us (554)."
        )
        assert server.send(_envelope()).result == Result.ACCEPTED


def test_a_server_that_says_later_before_or_after_the_message_has_not_taken_it(sink):
    with MailServer() as server:
        before = server.send(_envelope("later.ada@example.org"))
        after = server.send(_envelope("wait.ada@example.org"))

    assert (before.result, after.result) == (Result.LATER, Result.LATER)
    assert sink.mails == []


def test_a_connection_lost_before_the_message_was_asked_for_has_lost_nothing(sink):
    with MailServer() as server:
        lost = server.send(_envelope("hangup.ada@example.org"))
        next_one = server.send(_envelope())

    assert lost == Answer(Result.LATER, "The mail server broke off before it took the message.")
    assert next_one.result == Result.ACCEPTED


def test_an_answer_lost_after_the_message_is_unsure(sink):
    with MailServer() as server:
        lost = server.send(_envelope("drop.ada@example.org"))

    assert lost.result == Result.UNSURE
    assert len(sink.mails) == 1


def test_a_server_that_is_away_is_told_apart(sink):
    sink.stop()

    with MailServer() as server:
        assert not server.is_there()
        assert server.send(_envelope()).result == Result.AWAY


def test_a_kept_connection_that_the_server_closed_is_opened_again(sink):
    with MailServer() as server:
        first = server.send(_envelope())
        sink.stop()
        sink.start()
        second = server.send(_envelope())

    assert (first.result, second.result) == (Result.ACCEPTED, Result.ACCEPTED)
    assert len(sink.mails) == 2


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ([b"554 go away\r\n"], Result.AWAY),
        ([b"220 hello\r\n", b"250 ok\r\n", b"550 not you\r\n"], Result.AWAY),
        ([b"220 hello\r\n", b"250 ok\r\n", b"421 closing\r\n"], Result.AWAY),
        ([b"220 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"421 closing\r\n"], Result.LATER),
        ([b"220 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"451 later\r\n"], Result.LATER),
        (
            [b"220 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"nonsense\r\n"],
            Result.UNSURE,
        ),
        ([b"220 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"421 bye\r\n"], Result.LATER),
    ],
)
def test_what_an_answer_means_depends_on_the_step(settings, said, result):
    """A server that answers each line, and the message as a whole, with the next of these, then hangs up."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
    listening = socket.create_server(("127.0.0.1", settings.EMAIL_PORT))

    def serve():
        connection, _ = listening.accept()
        listening.close()
        with connection, connection.makefile("rb") as lines:
            for answer in said:
                if answer.startswith((b"220", b"554")):
                    connection.sendall(answer)
                    continue
                lines.readline()
                if said[said.index(answer) - 1].startswith(b"354"):
                    while lines.readline() not in (b".\r\n", b""):
                        pass
                connection.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    with MailServer() as server:
        assert server.send(_envelope()).result == result
    thread.join()


def test_another_backend_is_used_as_it_is(settings):
    with MailServer() as server:
        assert server.send(_envelope()) == Answer(Result.ACCEPTED)

    assert len(mail.outbox) == 1
