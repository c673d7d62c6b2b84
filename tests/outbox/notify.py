"""A small service of our own that speaks the part of GOV.UK Notify's protocol that we use, on a real socket."""

import base64
import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY = "tests-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


class NotifyService:
    """What was taken stands in `taken`, by reference. The last digit of a number chooses how the service behaves."""

    def __init__(self) -> None:
        self.taken: dict[str, dict] = {}
        self.status = "delivered"
        self.statuses: dict[str, str] = {}  # what is said of one reference, where it is not what is said of all
        self.ways: dict[str, str] = {}  # the digit by which one reference is answered, for what has no number
        self.shown_late = 0  # so many questions are answered before what was taken is shown
        self.asked: Counter = Counter()
        service = self

        class Talk(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked[service.who(asked)] += 1
                self._answer(*service.take(asked, self.headers["Authorization"]))

            def do_GET(self) -> None:
                reference = parse_qs(urlsplit(self.path).query)["reference"][0]
                shown = reference in service.taken and not service.shown_late
                service.shown_late = max(service.shown_late - 1, 0)
                status = service.statuses.get(reference, service.status)
                found = [{"status": status, "reference": reference}] if shown else []
                self._answer(200, {"notifications": found, "links": {}})

            def _answer(self, code: int, body: dict | None) -> None:
                if body is None:
                    self.connection.close()
                    return
                raw = json.dumps(body).encode()
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *words) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Talk)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def take(self, asked: dict, authorization: str) -> tuple[int, dict | None]:
        """Return the answer to one text; 4: later once, 5: refused, 6: broken after it was taken, 7: broken before."""
        way, first = self.who(asked)[-1], self.asked[self.who(asked)] == 1
        trouble = {
            "3": (403, "AuthError"),
            "4": (429, "RateLimitError") if first else None,
            "5": (400, "BadRequestError"),
            "7": (500, "Exception") if first else None,
        }.get(way)
        if trouble or not authorization.startswith("Bearer "):
            code, error = trouble or (403, "AuthError")
            return code, {"errors": [{"error": error, "message": "no"}]}
        self.taken[asked["reference"]] = asked
        if way == "6":
            return 500, {"errors": [{"error": "Exception", "message": "Internal server error"}]}
        return 201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": asked["reference"]}

    def who(self, asked: dict) -> str:
        """Return what the last digit of chooses the answer: a number, the name of an address, or what `ways` says."""
        if "content" in asked:
            assert base64.b64decode(asked["content"]).startswith(b"%PDF-")
            return asked["reference"] + self.ways.get(asked["reference"], "0")
        return asked.get("phone_number") or asked["email_address"].partition("@")[0]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
