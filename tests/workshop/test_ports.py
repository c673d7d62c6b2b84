import os
import socket

import pytest

from supportgroup.workshop import ports
from supportgroup.workshop.troubles import Trouble


def test_a_free_port_is_no_trouble():
    ports.demand(ports.free())


def test_a_port_in_use_is_named_with_another_to_choose():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(Trouble) as trouble:
            ports.demand(port)

    assert str(trouble.value) == (
        f"Port {port} is in use: stop the program that uses it, "
        f"or choose another port with `python3 dev.py --port {port + 1}`."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may listen on every port")
def test_a_port_for_root_alone_is_told_so():
    assert ports.why_not(80) == (
        "Port 80 is not for this user: choose one above 1023 with `python3 dev.py --port 8000`."
    )


def test_nobody_answers_on_a_free_port():
    assert not ports.answers(ports.free())
