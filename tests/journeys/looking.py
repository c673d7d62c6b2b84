"""Looking at a page as a test can: axe at both widths, nothing off the side, nothing loaded from elsewhere."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "docs" / "pictures"
ALL_PICTURES = ROOT / "var" / "pictures"
"""Where a run with SUPPORTGROUP_PICTURES=1 leaves a picture of every state at both widths, for us to look at."""
AXE = (Path(__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = f"""async () => {{
  const found = await axe.run(document, {{runOnly: {{type: 'tag', values: {TAGS}}}, resultTypes: ['violations']}});
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | '));
}}"""
OFF_THE_SIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > wide + 0.5)
    .map(e => e.outerHTML.slice(0, 120));
}"""
WIDTHS = (320, 1280)
LONGEST_PICTURE = 1700
FIRST_SERVER_ERROR, FIRST_ERROR = 500, 400


def pictures_of_the_docs() -> dict[str, set[str]]:
    """Return the pictures that README and the guide show: name -> the documents that show it."""
    shown: dict[str, set[str]] = {}
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for name in re.findall(r"""[("][./a-z]*pictures/([a-z0-9-]+)\.png[)"]""", document.read_text()):
            shown.setdefault(name, set()).add(document.name)
    return shown


@dataclass
class Watch:
    """Notes everything that must not happen while somebody visits."""

    page: Page
    home: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # What could not be loaded is judged by its answer, below: a page may rightly be a 404.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.troubles.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        refused = response.status >= FIRST_ERROR and response.request.resource_type != "document"
        if refused or response.status >= FIRST_SERVER_ERROR:
            self.troubles.append(f"{response.status}: {response.url}")


class Look:
    """Call it with a page and a name for its state. Each name is looked at once."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __call__(self, page: Page, name: str) -> None:
        assert name not in self.seen, f"{name} has been looked at: give this state a name of its own"
        self.seen.add(name)
        page.wait_for_load_state()
        came_with = page.viewport_size or {"width": WIDTHS[1], "height": 800}
        page.evaluate(AXE)
        found = []
        for width in (came_with["width"], *(w for w in WIDTHS if w != came_with["width"])):
            page.set_viewport_size({"width": width, "height": came_with["height"]})
            found += [f"{width} px: {violation}" for violation in page.evaluate(RUN_AXE)]
            found += [f"{width} px, off the side: {what}" for what in page.evaluate(OFF_THE_SIDE)]
            _take(page, name, kept=width == came_with["width"])
        page.set_viewport_size(came_with)
        assert found == [], f"{name}, {page.url}"


def _take(page: Page, name: str, *, kept: bool) -> None:
    """Take the picture if pictures are wanted; the docs keep those they show, at the width the visitor came with."""
    if os.environ.get("SUPPORTGROUP_PICTURES") != "1":
        return
    ALL_PICTURES.mkdir(parents=True, exist_ok=True)
    width = (page.viewport_size or {})["width"]
    page.screenshot(path=ALL_PICTURES / f"{name}-{width}.png", full_page=True)
    if kept and name in pictures_of_the_docs():
        PICTURES.mkdir(exist_ok=True)
        height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST_PICTURE)
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)
