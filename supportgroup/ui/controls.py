"""A Django field, bound to its form, as one NHS.UK component."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from .components import component
from .fields import DateParts

# What Django writes on a textarea whose author said nothing; too tall for ours.
DJANGOS_ROWS = "10"
# What a person can see of an attribute; Django's own validation hints stay out, the form says what is wrong itself.
KEPT_ATTRIBUTES = (
    "rows",
    "width",
    "prefix",
    "suffix",
    "class",
    "autocomplete",
    "inputmode",
    "spellcheck",
    "type",
    "code",
)


def control(field: BoundField) -> SafeString:
    """Return the field with its label, hint and error, as the component its widget asks for."""
    if field.is_hidden:
        return conditional_escape(field.as_hidden())
    name, params = _component_of(field)
    return component(name, params)


def first_control_id(field: BoundField) -> str:
    """Return the id that an error about this field links to."""
    if isinstance(field.field.widget, DateParts):
        return f"{field.auto_id}_{field.field.widget.parts[0]}"
    return str(field.auto_id)


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return the lines of the error summary; each links to the control that is to be mended."""
    lines = [{"text": str(error)} for error in form.non_field_errors()]
    for field in form:
        if field.errors:
            link = {} if field.is_hidden else {"href": f"#{first_control_id(field)}"}
            lines.append(as_said(field.errors[0]) | link)
    return lines


def as_said(error: Any) -> dict[str, str]:
    """Return an error as a component takes it; one that is markup already, such as words in another language, stays."""
    return {"html": error} if isinstance(error, SafeString) else {"text": str(error)}


def label_text(field: BoundField) -> str:
    """Return the label, marked where the field may be left empty."""
    marked = getattr(field.form, "mark_optional", True) and not _is_single_box(field)
    return f"{field.label} (optional)" if marked and not field.field.required else str(field.label)


def _component_of(field: BoundField) -> tuple[str, dict[str, Any]]:
    """Return the component's name and parameters; the first kind of widget that fits decides."""
    for kind, name, params in COMPONENTS:
        if isinstance(field.field.widget, kind):
            return name(field) if callable(name) else name, params(field)
    return "input", _input(field)


def _is_single_box(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


def _shared(field: BoundField) -> dict[str, Any]:
    """Return what every component takes: name, hint, first error."""
    params: dict[str, Any] = {"name": field.html_name, "disabled": field.field.disabled}
    if field.help_text:
        params["hint"] = {"text": field.help_text}
    if field.errors:
        word = getattr(field.form, "error_word", "Error")
        params["errorMessage"] = as_said(field.errors[0]) | {"visuallyHiddenText": word}
    return params


def _heading(field: BoundField) -> dict[str, Any]:
    """Return how large the label is: the page's heading where the form says so, else bold as in the pictures."""
    if getattr(field.form, "page_heading", "") == field.name:
        return {"isPageHeading": True, "size": "l"}
    return {"size": "s"}


def _fieldset(field: BoundField) -> dict[str, Any]:
    return {"legend": {"text": label_text(field)} | _heading(field)}


def _labelled(field: BoundField) -> dict[str, Any]:
    label = {"text": label_text(field), "for": field.auto_id} | _heading(field)
    attrs = {key: field.field.widget.attrs[key] for key in KEPT_ATTRIBUTES if key in field.field.widget.attrs}
    if "class" in attrs:
        attrs["classes"] = attrs.pop("class")
    return _shared(field) | attrs | {"id": field.auto_id, "label": label}


def _input(field: BoundField) -> dict[str, Any]:
    widget = field.field.widget
    params = _labelled(field)
    if isinstance(widget, forms.FileInput):
        accept = {"accept": widget.attrs["accept"]} if "accept" in widget.attrs else {}
        return params | {"type": "file", "classes": "sg-file", "attributes": accept}
    if isinstance(widget, forms.NumberInput):
        params.setdefault("inputmode", "decimal" if isinstance(field.field, forms.DecimalField) else "numeric")
        params.setdefault("width", 5)
    elif (kind := getattr(widget, "input_type", "text")) != "text":
        params.setdefault("type", kind)
    if "list" in widget.attrs:
        params["attributes"] = {"list": widget.attrs["list"]}
    if widget.attrs.get("autofocus"):
        params["attributes"] = params.get("attributes", {}) | {"autofocus": {"value": True, "optional": True}}
    params["value"] = widget.format_value(field.value()) or ""
    return params


def _textarea_name(field: BoundField) -> str:
    return "characterCount" if getattr(field.field, "max_length", None) else "textarea"


def _textarea(field: BoundField) -> dict[str, Any]:
    rows, limit = field.field.widget.attrs.get("rows"), getattr(field.field, "max_length", None)
    rows = 5 if rows == DJANGOS_ROWS else int(rows or 5)
    params = _labelled(field) | {"value": field.value() or "", "rows": rows}
    return params | ({"maxlength": limit, **getattr(field.field, "counter", {})} if limit else {})


def _select(field: BoundField) -> dict[str, Any]:
    chosen = _chosen(field)
    items: list[dict[str, Any]] = []
    for value, text in _flat(field.field.choices):  # type: ignore[attr-defined]
        items.append({"value": value, "text": text, "selected": value in chosen})
    return _labelled(field) | {"items": items}


def _choices(field: BoundField) -> dict[str, Any]:
    widget, chosen = field.field.widget, _chosen(field)
    hints, exclusive = getattr(widget, "hints", {}), getattr(widget, "exclusive", "")
    reveals = getattr(widget, "reveals", {})
    items: list[dict[str, Any]] = []
    for value, text in _flat(field.field.choices):  # type: ignore[attr-defined]
        if value == "":
            continue
        if exclusive and value == exclusive:
            items.append({"divider": widget.divider})
        hint = {"text": hints[value]} if value in hints else {}
        items.append({"value": value, "text": text, "checked": value in chosen, "hint": hint})
        if exclusive and value == exclusive:
            items[-1]["behaviour"] = "exclusive"
        if value in reveals:
            items[-1]["conditional"] = {"html": control(field.form[reveals[value]])}
    shape = {"classes": widget.attrs["class"]} if "class" in widget.attrs else {}
    return _shared(field) | shape | {"idPrefix": field.auto_id, "fieldset": _fieldset(field), "items": items}


def _single_box(field: BoundField) -> dict[str, Any]:
    params = _shared(field)
    hint = params.pop("hint", {})
    item = {"value": "on", "text": str(field.label), "checked": bool(field.value()), "hint": hint}
    return params | {"idPrefix": field.auto_id, "items": [item]}


def _date(field: BoundField) -> dict[str, Any]:
    widget = field.field.widget
    values = field.value()
    parts = values if isinstance(values, list) else widget.decompress(values)
    wrong = _wrong_parts(field)
    labels = getattr(widget, "labels", {})
    items = [{"id": f"{field.auto_id}_{part}", "name": f"{field.html_name}_{part}",
              "label": labels.get(part, part.capitalize()),
              "value": "" if value is None else str(value), "width": {"day": 2, "month": 3, "year": 4}[part],
              "error": bool(field.errors) and part in wrong,
              "inputmode": "text" if part == "month" else "numeric"}
             for part, value in zip(widget.parts, parts, strict=True)]  # fmt: skip
    return _shared(field) | {"id": field.auto_id, "fieldset": _fieldset(field), "items": items}


def _wrong_parts(field: BoundField) -> tuple[str, ...]:
    """Return which of the three boxes get a red border: the one that is missing, or all of them."""
    codes = {error.code for error in field.form.errors.get(field.name, forms.utils.ErrorList()).as_data()}
    single = {"no_day": ("day",), "no_month": ("month",), "no_year": ("year",), "short_year": ("year",)}
    return next((single[code] for code in codes if code in single), ("day", "month", "year"))


def _chosen(field: BoundField) -> set[str]:
    value = field.value()
    values = value if isinstance(value, list | tuple | set) else [value]
    prepared = [field.field.prepare_value(one) for one in values]
    return {"" if one is None else str(getattr(one, "value", one)) for one in prepared}


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    """Yield value and words of each choice; groups are opened."""
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from _flat(text)
        else:
            yield ("" if value is None else str(getattr(value, "value", value)), str(text))


COMPONENTS: tuple[tuple[type[forms.Widget], Any, Any], ...] = (
    (DateParts, "dateInput", _date),
    (forms.PasswordInput, "passwordInput", _labelled),  # what was typed is never sent back
    (forms.CheckboxSelectMultiple, "checkboxes", _choices),
    (forms.RadioSelect, "radios", _choices),
    (forms.CheckboxInput, "checkboxes", _single_box),
    (forms.Select, "select", _select),
    (forms.Textarea, _textarea_name, _textarea),
)
