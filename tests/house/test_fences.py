"""Every answer of every address: the headers that protect, the three links of the footer, no form without its mark."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from supportgroup.access.choices import Role
from supportgroup.access.gate import public
from supportgroup.people.middleware import SESSION_KEY
from tests.factories import PASSWORD
from tests.house.addresses import every_address, path_of
from tests.house.conftest import client_of
from tests.house.matrix import ROWS

pytestmark = pytest.mark.django_db
ADDRESSES = every_address()
NAMES = [address.name for address in ADDRESSES]
WITHOUT_CSRF = {
    "yellow_slip": "nobody is signed in there and no cookie is read or given, so that nothing ties it to the answers; "
    "what another site sends is refused by what the browser says of it",
}
"""Addresses that take a form without its mark, with what guards them instead."""
NOT_PERSONAL = {"accent_stylesheet"}
"""What may be kept by a browser."""
CSP = (
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
)  # fmt: skip
FRAMED = {"preview_email"}
"""An email in a frame of our own page: it may stand there and nowhere else, and is locked in a sandbox."""
FRAME = ("default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'self'", "sandbox")
IN_OUR_FRAME = {"preview_question", "preview_done"}
"""Pages of ours, with all of our policy, that may stand in a frame of our own preview and nowhere else."""
LINKS = (">Privacy</a>", ">Accessibility</a>", ">Contact</a>")


def headers_missing(answer, *, personal=True, framed=False, ancestors="'none'"):
    """Return which of the headers that every answer must carry this one does not."""
    policy = answer.get("Content-Security-Policy", "")
    ours = [part.replace("ancestors 'none'", f"ancestors {ancestors}") for part in CSP]
    in_frame = framed and all(part in policy for part in FRAME) and "script-src" not in policy
    right = {
        "Content-Security-Policy": (in_frame or all(part in policy for part in ours)) and "unsafe" not in policy,
        "X-Content-Type-Options": answer.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": answer.get("Referrer-Policy") in {"same-origin", "no-referrer"},
        "Permissions-Policy": "camera=()" in answer.get("Permissions-Policy", ""),
        "Cross-Origin-Opener-Policy": answer.get("Cross-Origin-Opener-Policy") == "same-origin",
        "Cache-Control": not personal or "no-store" in answer.get("Cache-Control", ""),
    }
    return [name for name, is_right in right.items() if not is_right]


def is_page(answer):
    return answer.get("Content-Type", "").startswith("text/html") and b"</html>" in getattr(answer, "content", b"")


def visitors(world, name):
    """Return everybody who may meet this address: signed out, a member, and one user who may open it or may not."""
    member = Client(raise_request_exception=False)
    session = member.session
    session[SESSION_KEY] = world["things"]["person"]
    session.save()
    may = ROWS[name].may if name in ROWS else {Role.NURSE}
    roles = [next(iter(may)), *[role for role in Role if role not in may][:1]]
    return [Client(raise_request_exception=False), member, *[world["clients"][role] for role in roles]]


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_every_answer_carries_the_headers_and_every_page_the_three_links(world, address):
    there = path_of(address, group=world["group"], things=world["things"])
    for client in visitors(world, address.name):
        answer = client.get(there)

        framed = address.name in FRAMED
        ancestors = "'self'" if address.name in IN_OUR_FRAME and answer.status_code == 200 else "'none'"
        personal = address.name not in NOT_PERSONAL
        missing = headers_missing(answer, personal=personal, framed=framed, ancestors=ancestors)
        assert missing == [], (there, answer.status_code)
        if is_page(answer) and not framed:
            html = answer.content.decode()
            assert [link for link in LINKS if link not in html] == [], (there, answer.status_code)


@pytest.fixture(scope="module")
def wary(world):
    """Return for each role a client that is asked for the mark of a form, and has a mark of its own."""
    clients = {}

    def client_for(role):
        if role not in clients:
            clients[role] = client_of(world["users"][role], enforce_csrf_checks=True, raise_request_exception=False)
            clients[role].get(reverse("account_change_password"))
        return clients[role]

    return client_for


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_no_form_is_taken_without_its_mark_or_with_somebody_elses(world, wary, address):
    there = path_of(address, group=world["group"], things=world["things"])
    may = ROWS[address.name].may if address.name in ROWS else {Role.NURSE}
    client = wary(next(iter(may)))
    foreign = {"csrfmiddlewaretoken": "a" * 64}

    answers = [client.post(there), client.post(there, foreign), client.post(there, headers={"X-CSRFToken": "b" * 64})]

    if address.name in WITHOUT_CSRF:
        return
    assert {answer.status_code for answer in answers} <= {403, 405}
    assert [headers_missing(answer) for answer in answers] == [[]] * 3


@public(because="a test wants to see what is said when everything fails")
def breaks(request):
    raise ZeroDivisionError("Mary Lane has no template")


@public(because="a test wants a file to be handed out")
def hands_out(request):
    return HttpResponse(
        b"1,2", content_type="text/csv", headers={"Content-Disposition": 'attachment; filename="a.csv"'}
    )


urlpatterns = [path("breaks/", breaks), path("hands-out/", hands_out), path("", include("supportgroup.urls"))]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("there", "status"), [("/breaks/", 500), ("/hands-out/", 200), ("/no/such/page/here/", 404), ("/answer", 301)]
)
def test_a_page_that_is_not_there_or_breaks_a_redirect_and_a_file_carry_them_too(there, status):
    answer = Client(raise_request_exception=False).get(there)

    assert answer.status_code == status
    assert headers_missing(answer) == []
    if is_page(answer):
        assert [link for link in LINKS if link not in answer.content.decode()] == []
    assert b"Mary" not in answer.content


def test_an_answer_to_a_wrong_host_or_a_broken_request_carries_them(settings):
    settings.ALLOWED_HOSTS = ["survey.hospital.example"]
    client = Client(raise_request_exception=False)

    for answer in (client.get("/", headers={"host": "evil.example"}), client.post("/answer/", "%", content_type="a/b")):
        assert answer.status_code == 400
        assert headers_missing(answer) == []
        assert b"evil.example" not in answer.content


def test_a_static_file_carries_them_and_may_be_kept():
    answer = Client().get("/static/ui/boot.js")

    assert answer.status_code == 200
    assert headers_missing(answer, personal=False) == []


@pytest.mark.parametrize("there", ["/", "/no/such/page/here/", "/static/ui/boot.js", "/accessibility/"])
def test_in_production_a_browser_comes_back_by_https_only(settings, there):
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    answer = Client(raise_request_exception=False).get(there, secure=True)

    assert answer["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")


HOSTILE = [
    "https://evil.example", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example",
    "/%2f%2fevil.example", "https:evil.example", "https:/evil.example", "http:///evil.example", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "\thttps://evil.example", "\nhttps://evil.example",
    " //evil.example", "/\t/evil.example", "/\n/evil.example", "\x00//evil.example", "//evil.example\\@testserver",
    "https://testserver@evil.example", "https://testserver:pw@evil.example", "//testserver@evil.example",
    "https://evil.example#testserver", "https://evil.example?testserver", "https://evil.example/testserver",
    "https://testserver.evil.example", "//testserver.evil.example", "ftp://evil.example", "//evil%2eexample",
    "//evil\u3002example", "https://evil\uff0eexample", "//\u0065vil.example", "http://2130706433", "//0x7f000001",
    "//[::1]", "https://[::ffff:1.2.3.4]", "//evil.example:443", "//evil.example%00.testserver", "/..//evil.example",
    "/.//evil.example", "./\\evil.example", "//google%00.com", "//;@evil.example", "/;@evil.example//", "https://",
    "//", "///", "\\/\\/evil.example", "/\u2028/evil.example", "%09//evil.example",
]  # fmt: skip


def host_of(address):
    """Return the host to which a browser at our sign-in page goes: backslashes are slashes there, controls nothing."""
    as_read = "".join(c for c in address.replace("\\", "/") if c not in "\t\r\n").strip()
    return urlsplit(urljoin("http://testserver/sign-in/login/", as_read)).netloc


@pytest.mark.parametrize("payload", HOSTILE)
def test_signing_in_leads_to_no_other_site(client, nurse, payload):
    cache.clear()
    for door in ("account_login", "account_logout", "own_sign_in"):
        typed = {"login": nurse.email, "password": PASSWORD, "email": nurse.email, "next": payload}
        answer = client.post(reverse(door), typed)

        assert answer.status_code == 302
        assert host_of(answer.url) in {"testserver", ""}


def test_the_payloads_would_lead_to_another_site_if_they_were_followed():
    assert sum(host_of(payload) not in {"testserver", ""} for payload in HOSTILE if "[" not in payload) >= 25


HOSTS = ["evil.example", "survey.hospital.example.evil.example", "survey.hospital.example:80@evil.example", "localhost",
         "127.0.0.1", "", "survey.hospital.example\tevil", "[::1]"]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_ours_is_refused_and_never_written_into_a_mail(settings, nurse, host):
    settings.ALLOWED_HOSTS = ["survey.hospital.example"]
    settings.SITE_URL = "https://survey.hospital.example"
    client = Client(raise_request_exception=False)

    asked = client.post(reverse("account_reset_password"), {"email": nurse.email}, headers={"host": host})
    forwarded = client.get("/", headers={"host": "survey.hospital.example", "x-forwarded-host": host or "evil.example"})

    assert asked.status_code == 400
    assert forwarded.status_code == 200
    assert b"evil" not in forwarded.content
