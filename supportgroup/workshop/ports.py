"""Ports on loopback: which are free, and who answers."""

import errno
import socket

from .troubles import Trouble

LOOPBACK = "127.0.0.1"


def free() -> int:
    """Return a port that is free at this moment; another program may take it the next, so callers try again."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return int(listener.getsockname()[1])


def why_not(port: int) -> str | None:
    """Return why we cannot listen on this port, or None if we can."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return (
                    f"Port {port} is in use: stop the program that uses it, "
                    f"or choose another port with `python3 dev.py --port {port + 1}`."
                )
            return f"Port {port} is not for this user: choose one above 1023 with `python3 dev.py --port 8000`."
    return None


def demand(port: int) -> None:
    """Stop with a sentence where we cannot listen on this port."""
    if reason := why_not(port):
        raise Trouble(reason)


def answers(port: int, *, question: bytes = b"", answer: bytes = b"") -> bool:
    """Tell whether something listens on this port and, asked the question, begins with the answer."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            if question:
                connection.sendall(question)
            return not answer or connection.recv(len(answer)) == answer
    except OSError:
        return False
