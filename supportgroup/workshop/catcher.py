"""The mail catcher: an SMTP server on loopback that writes each message to a file and sends none on."""

import argparse
import asyncio
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"


class Folder:
    """Keeps each message as one .eml file whose name sorts by time. A file appears whole or not at all."""

    def __init__(self, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's
        """Write the message, with whom it was handed over for, and accept it."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        recipients = ", ".join(envelope.rcpt_tos).encode()
        half = self.path / f".{name}.half"
        half.write_bytes(b"X-Caught-For: " + recipients + b"\r\n" + (envelope.original_content or b""))
        os.replace(half, self.path / f"{name}.eml")
        return "250 Caught"


async def serve(port: int, folder: Path) -> None:
    """Take mail until the process is ended."""
    handler = Folder(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, enable_SMTPUTF8=True, hostname="localhost"), LOOPBACK, port)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--into", type=Path, required=True)
    asked = parser.parse_args()
    asyncio.run(serve(asked.port, asked.into))
