"""A small mailbox of our own that speaks as much IMAP as is asked of it, on a real socket."""

import re
import socketserver
import threading


class ImapMailbox:
    """The mails of one mailbox by UID, served on a port of its own. flags: those that a client set, by UID."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.flags: dict[int, set[str]] = {}
        self.validity, self.next_uid, self.password = "77", 1, "quiet otter"
        self.fetched: list[int] = []
        mailbox = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"* OK ready\r\n")
                for line in self.rfile:
                    tag, _, rest = line.decode().strip().partition(" ")
                    for answer in mailbox.answer(rest):
                        self.wfile.write(answer if isinstance(answer, bytes) else answer.encode())
                    done = "NO" if rest.startswith("LOGIN") and mailbox.password not in rest else "OK"
                    self.wfile.write(f"{tag} {done} done\r\n".encode())
                    if rest == "LOGOUT":
                        return

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"imap://bounces%40hospital.example:quiet%20otter@127.0.0.1:{self._server.server_address[1]}/INBOX"

    def receive(self, raw: bytes) -> int:
        self.mails[self.next_uid] = raw
        self.next_uid += 1
        return self.next_uid - 1

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: str):
        """Yield the lines before the tagged one."""
        if asked == "CAPABILITY":
            yield "* CAPABILITY IMAP4rev1\r\n"
        elif asked.startswith("SELECT"):
            yield f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] valid\r\n"
        elif found := re.match(r"UID SEARCH UID (\d+):\*", asked):
            first = int(found[1])
            # As the protocol has it: "*" is the last mail, so the last one always answers.
            uids = [uid for uid in self.mails if uid >= first] or list(self.mails)[-1:]
            yield f"* SEARCH {' '.join(map(str, uids))}\r\n"
        elif found := re.match(r"UID FETCH (\d+) ", asked):
            uid, raw = int(found[1]), self.mails[int(found[1])]
            self.fetched.append(uid)
            yield f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}\r\n"
            yield raw
            yield ")\r\n"
        elif found := re.match(r"UID STORE (\d+) \+FLAGS.SILENT \((.*)\)", asked):
            self.flags.setdefault(int(found[1]), set()).add(found[2])
        elif asked == "LOGOUT":
            yield "* BYE\r\n"


def notice(
    mail_id,
    *,
    status="5.1.1",
    action="failed",
    recipient="ada@example.org",
    returned="message/rfc822",
    domain="hospital.example",
) -> bytes:
    """Return a delivery status notification for a mail of ours, as a mail server writes it."""
    headers = f"From: patient.survey@{domain}\r\nMessage-ID: <{mail_id}@{domain}>\r\nSubject: Your views\r\n"
    original = {
        "message/rfc822": f"--b\r\nContent-Type: message/rfc822\r\n\r\n{headers}\r\nDear Ada\r\n",
        "text/rfc822-headers": f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{headers}\r\n",
        "": "",
    }[returned]
    return (
        "From: MAILER-DAEMON@relay.example\r\nTo: patient.survey@hospital.example\r\n"
        f"In-Reply-To: <{mail_id}@{domain}>\r\n"
        "Subject: Undelivered\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} <{recipient}>: no such user\r\n\r\n"
        f"{original}--b--\r\n"
    ).encode()


OUT_OF_OFFICE = (
    "From: ada@example.org\r\nTo: patient.survey@hospital.example\r\nSubject: Away until Monday\r\n"
    "In-Reply-To: <{}@hospital.example>\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n"
)
