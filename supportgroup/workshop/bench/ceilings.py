"""What this machine does with next to nothing: an empty view, fifty rows through a plain template, one insert.

Used as the address table of the web server that is measured, in front of the real one.
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from supportgroup.access.gate import public

ROWS = [
    {"name": f"Name {n}", "born": f"{n} May 1960", "number": f"999 000 {n:04d}", "way": "Letter"} for n in range(50)
]
PLAIN = Template(
    "<table>{% for row in rows %}<tr><td>{{ row.name }}</td><td>{{ row.born }}</td><td>{{ row.number }}</td>"
    "<td>{{ row.way }}</td></tr>{% endfor %}</table>"
)
TABLE = "CREATE TABLE IF NOT EXISTS bench_ceiling (id bigserial PRIMARY KEY, words text)"


@public(because="the bench alone serves it, on loopback")
def empty(request: HttpRequest) -> HttpResponse:
    """Return next to nothing."""
    return HttpResponse("ok")


@public(because="the bench alone serves it, on loopback")
def rows(request: HttpRequest) -> HttpResponse:
    """Return fifty rows of four cells."""
    return HttpResponse(PLAIN.render(Context({"rows": ROWS})))


@public(because="the bench alone serves it, on loopback")
def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_ceiling (words) VALUES ('one row')")
    return HttpResponse("ok")


urlpatterns = [
    path("bench/empty/", empty, name="bench_empty"),
    path("bench/rows/", rows, name="bench_rows"),
    path("bench/insert/", insert, name="bench_insert"),
    path("", include("supportgroup.urls")),
]
