"""Clients over real sockets: one after the other, or eight at once."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Asked:
    """One request: where, with which cookies, and what is posted."""

    path: str
    cookies: str = ""
    posted: Mapping[str, str | list[str]] | None = None


@dataclass(frozen=True)
class Times:
    """Seconds of each request, the size of the last answer in bytes, and how long all took."""

    each: list[float]
    size: int
    whole: float

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.each) * 1000

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return sorted(self.each)[max(0, round(len(self.each) * 0.95) - 1)] * 1000

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.each) / self.whole


def ask(port: int, asked: Asked, *, expect: Sequence[int] = (200,)) -> tuple[float, int]:
    """Ask once; return seconds and bytes. Another status than expected ends the bench: it would measure nothing."""
    headers = {"Cookie": asked.cookies} if asked.cookies else {}
    body = None
    if asked.posted is not None:
        body, headers["Content-Type"] = urlencode(asked.posted, doseq=True), "application/x-www-form-urlencoded"
    began = time.perf_counter()
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    line.request("GET" if body is None else "POST", asked.path, body=body, headers=headers)
    answer = line.getresponse()
    size = len(answer.read())
    line.close()
    if answer.status not in expect:
        raise SystemExit(f"{asked.path} answered {answer.status}, not {expect}.")
    return time.perf_counter() - began, size


def one_after_the_other(port: int, asked: Asked, *, times: int = 60) -> Times:
    """Ask the same again and again, after a few to warm up."""
    for _ in range(6):
        ask(port, asked)
    began = time.perf_counter()
    answers = [ask(port, asked) for _ in range(times)]
    return Times([seconds for seconds, _ in answers], answers[-1][1], time.perf_counter() - began)


def in_rounds(port: int, pages: Mapping[str, Asked], *, rounds: int = 5) -> dict[str, Times]:
    """Ask all pages in turn, round after round; return for each the times of all its rounds.

    A machine that is shared runs slower for seconds at a time: so no page is measured in one such time alone.
    """
    found: dict[str, list[Times]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, asked in pages.items():
            found[name].append(one_after_the_other(port, asked, times=40))
    return {
        name: Times(
            [one for times in all_times for one in times.each], all_times[-1].size, sum(t.whole for t in all_times)
        )
        for name, all_times in found.items()
    }


def all_at_once(port: int, all_asked: Sequence[Asked], *, clients: int = 8, expect: Sequence[int] = (200,)) -> Times:
    """Share the requests among clients that ask at the same time."""
    waiting, lock = list(all_asked), threading.Lock()
    seconds: list[float] = []
    faults: list[BaseException] = []

    def client() -> None:
        while True:
            with lock:
                if not waiting or faults:
                    return
                asked = waiting.pop()
            try:
                took, _ = ask(port, asked, expect=expect)
            except (SystemExit, OSError) as fault:
                faults.append(fault)
                return
            seconds.append(took)

    return Times(seconds, 0, _whole(client, clients, faults))


def _whole(client: Callable[[], None], clients: int, faults: list[BaseException]) -> float:
    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(f"A client met a fault: {faults[0]}")
    return time.perf_counter() - began
