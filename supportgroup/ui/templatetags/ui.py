"""What templates of every room may use: components, a form's field, tags, words for dates and numbers."""

import json
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from supportgroup.ui import charts, rows, wording
from supportgroup.ui.components import component
from supportgroup.ui.controls import control, error_list
from supportgroup.ui.forms import NhsForm

register = template.Library()

# A table of more columns than this becomes cards on a phone.
FITS_A_PHONE = 3

FROM_WORDING = (
    *("day", "full_day", "short_day", "month"),
    *("number", "percentage", "pounds", "nhs_number", "dial", "listed", "on_one_line"),
)
for name in FROM_WORDING:
    register.filter(name, getattr(wording, name))


@register.filter
def counted(count: int, words: str) -> str:
    """`{{ n|counted:"claim" }}`, `{{ n|counted:"person,people" }}`: the number with its noun."""
    return wording.counted(count, *words.split(","))


@register.filter
def clock_time(value: Any) -> str:
    """Return a time, or the local time of a moment, as "5.30pm"."""
    return wording.clock_time(
        timezone.localtime(value).time() if hasattr(value, "utcoffset") and value.tzinfo else value
    )


@register.simple_tag
def nhsuk(name: str, params: dict[str, Any]) -> SafeString:
    """`{% nhsuk "summaryList" params %}`: any component of the NHS service manual."""
    return component(name, params)


@register.simple_tag
def nhsuk_field(field: BoundField) -> SafeString:
    """`{% nhsuk_field form.name %}`: one field with label, hint and error, outside `{% crispy %}`."""
    return control(field)


@register.simple_tag
def error_summary(form: Any) -> str | SafeString:
    """`{% error_summary form %}`: the list of what is to be mended, or nothing."""
    if not getattr(form, "errors", None):
        return ""
    heading = getattr(form, "problem_words", NhsForm.problem_words)
    return component("errorSummary", {"heading": heading, "errorList": error_list(form)})


@register.simple_tag(name="tag")
@lru_cache(maxsize=256)
def state_tag(words: str, colour: str = "") -> SafeString:
    """`{% tag "Member" "green" %}`: a state in words and colour. Colours: those of the NHS tag; none is outlined."""
    if colour in ("", "white"):
        return format_html('<strong class="nhsuk-tag nhsuk-tag--white">{}</strong>', words)
    return format_html('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>', colour, words)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "tick" "Done" %}`: a drawing from ui/icons; the label is read out, none hides it from readers."""
    return render_to_string(f"ui/icons/{name}.svg", {"label": label})


@register.simple_tag
@lru_cache(maxsize=256)
def need(name: str, words: str) -> SafeString:
    """`{% need "large-print" "Large print" %}`: an access need, outlined, with its icon; `stop` is the red one."""
    classes = "sg-need sg-need--stop" if name == "stop" else "sg-need"
    return format_html('<span class="{}">{}{}</span>', classes, icon(name), words)


@register.simple_tag(name="rows")
def drawn_rows(template: str, **given: Any) -> SafeString:
    """`{% rows "people/parts/table.jinja" list=list %}`: many rows, by a template that is compiled."""
    return rows.drawn(template, given)


@register.simple_tag(takes_context=True)
def pager(context: template.Context, page: Page[Any], name: str = "page") -> str | SafeString:
    """`{% pager page %}`: NHS pagination; filters in the address are kept."""
    if not page.has_other_pages():
        return ""
    query = context["request"].GET.copy()

    def link(number: int) -> str:
        query[name] = str(number)
        return f"?{query.urlencode()}"

    items = [{"ellipsis": True} if str(number) == str(page.paginator.ELLIPSIS) else
             {"number": number, "href": link(int(number)), "current": number == page.number}
             for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)]  # fmt: skip
    params: dict[str, Any] = {"items": items, "ariaLabel": "Pages"}
    if page.has_previous():
        params["previous"] = {"href": link(page.previous_page_number())}
    if page.has_next():
        params["next"] = {"href": link(page.next_page_number())}
    return _pagination(json.dumps(params))


@lru_cache(maxsize=256)
def _pagination(params: str) -> SafeString:
    """Return the component, drawn once for the same links: it takes as long as the rest of the page's frame."""
    return component("pagination", json.loads(params))


@register.simple_tag(name="table")
def table(content: dict[str, Any], *, cards: bool | None = None) -> SafeString:
    """`{% table rates %}`: a compact table; on a phone each row of more than 3 cells becomes a card that names them."""
    columns = content["columns"]

    def labelled(row: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"label": column["text"]} | cell for column, cell in zip(columns, row, strict=True)]

    as_cards = len(columns) > FITS_A_PHONE if cards is None else cards
    shown = content | {
        "rows": [labelled(row) for row in content["rows"]],
        "foot": labelled(content["foot"]) if content.get("foot") else [],
    }
    return rows.drawn("ui/components/table.jinja", {"table": shown, "cards": as_cards})


@register.simple_block_tag
def panel(content: SafeString, heading: str = "", kind: str = "") -> SafeString:
    """`{% panel "Agenda" %}…{% endpanel %}`: a white box; kinds: none, "accent" (thick edge), "quiet" (grey)."""
    return render_to_string("ui/components/panel.html", {"content": content, "heading": heading, "kind": kind})


@register.simple_block_tag
def figure_block(content: SafeString, finding: str, unit: str = "", source: str = "") -> SafeString:
    """`{% figure_block finding=… unit=… source=… %}…{% endfigure_block %}`: picture and table under what they show."""
    return render_to_string("ui/components/figure_block.html",
                            {"content": content, "finding": finding, "unit": unit, "source": source})  # fmt: skip


@register.simple_block_tag
def folded(content: SafeString, summary: str, *, is_open: bool = False) -> SafeString:
    """`{% folded "Who did what (17 entries)" %}…{% endfolded %}`: details that open without JavaScript."""
    return render_to_string("ui/components/folded.html", {"content": content, "summary": summary, "is_open": is_open})


@register.simple_tag
def chart(picture: charts.Chart) -> SafeString:
    """`{% chart bars %}`: a picture from `supportgroup.ui.charts`."""
    return charts.on_page(picture)


@register.simple_tag
def chart_table(picture: charts.Chart) -> SafeString:
    """`{% chart_table bars %}`: the picture's numbers as a table."""
    return table(picture.table())


@register.simple_tag
def step_bar(done: float, steps: int) -> SafeString:
    """`{% step_bar 5.7 6 %}`: so many of so many steps as small blocks; the words beside it say it."""
    blocks = [{"x": i * 25, "full": round(21 * min(max(done - i, 0), 1), 1)} for i in range(steps)]
    return render_to_string("ui/charts/steps.svg", {"blocks": blocks, "width": steps * 25 - 4})
