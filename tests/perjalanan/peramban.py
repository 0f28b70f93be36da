"""One person's browser. Every page it shows is checked: the browser complains about nothing (which proves the strict
content policy), axe finds nothing of WCAG 2.2 AA, and the page never scrolls sideways.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

# axe-core on the whole page: the rules of WCAG 2.2 AA, or only those that colours and widths decide.
BAR = "(place) => document.querySelectorAll('.atap, .bawah, .tur').forEach((bar) => { bar.style.position = place; })"
AXE = """rules => axe.run(document, {resultTypes: ["violations"], preload: false, ...rules}).then(found =>
    found.violations.map(v => [v.id, v.nodes.slice(0, 5).map(n => n.html.slice(0, 200) + " | "
        + n.any.concat(n.all, n.none).map(c => c.message).join("; "))]))"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
ALL_RULES = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
LOOK_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}}
# One look at the page, in one question: what is still coming, how many headings, how wide, and its outline: the kinds
# of elements with their marks, without words and numbers, in the present width and colours.
LOOK = """() => {
    const line = e => [e.tagName, e.getAttribute("class"), e.getAttributeNames().filter(n => n !== "aria-current").join(),
        e.childElementCount === 0 && e.textContent.trim() === ""].join("|");
    const outline = place => [...new Set([...document.querySelectorAll(place)].map(line))].join(" ");
    const look = innerWidth + (matchMedia("(prefers-color-scheme: dark)").matches ? " gelap " : " terang ");
    const wide = document.documentElement.scrollWidth;
    return {
        coming: document.querySelector("[hx-trigger=load], .htmx-request") !== null,
        headings: document.querySelectorAll("h1").length, wide, room: innerWidth,
        culprits: wide <= innerWidth ? [] : [...document.querySelectorAll("main *, header *")].filter(
            e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120)),
        outlines: [look + location.pathname.replace(/[0-9a-f-]{36}/g, "id") + outline("main, main *"),
            look + outline("header, header *, nav:not(main *) *")],
    };
}"""
# Axe judges outlines, not words: what this worker has seen once it knows.
looked_at: set[str] = set()
SHOTS = os.environ.get("ASN_GAMBAR", "")


class Peramban:
    """A browser profile with one page, and everything the browser had to say about it."""

    def __init__(self, context: BrowserContext, url: str, nama: str = "tamu", *, script: bool = True) -> None:
        self.context, self.url, self.nama, self.script = context, url, nama, script
        self.complaints: list[str] = []
        self.status = 0
        self.fresh = False
        self.visited: list[str] = []
        self.page = context.new_page()
        self.listen(self.page)

    def listen(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self._note_status)

    def _hear(self, message: ConsoleMessage) -> None:
        # That a document answered 403, 404 or 422 is a line of the console too; the status is checked by itself.
        refused = message.text.startswith("Failed to load resource") and "/static/" not in message.location["url"]
        if message.type in {"error", "warning"} and not refused:
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _note_status(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        elif response.status >= 400:
            self.complaints.append(f"{response.status}: {response.request.method} {response.url}")

    # -- going and doing ---------------------------------------------------------------------------------------

    def visit(self, path: str, *, status: int = 200) -> Page:
        """Open an address and check the page it ends on."""
        self.page.goto(path if path.startswith("http") else self.url + path)
        return self.check(status=status)

    def click(self, name: str, *, status: int = 200, inside: Locator | None = None) -> Page:
        """Press the button or follow the link of this name, and check the page that comes."""
        place = inside or self.page.locator("body")
        pattern = re.compile(rf"^\s*{re.escape(name)}", re.IGNORECASE)
        target = place.get_by_role("button", name=pattern).or_(place.get_by_role("link", name=pattern))
        self.press(target.first)
        return self.check(status=status)

    def press(self, target: Locator) -> None:
        """Click and wait until another document stands there."""
        with self.page.expect_event("domcontentloaded"):
            target.click()

    def fill(self, values: dict[str, str], *, inside: Locator | None = None) -> None:
        """Fill fields by their labels; a choice by its text."""
        place = inside or self.page.locator("main")
        for label, value in values.items():
            field = place.get_by_label(label).and_(self.page.locator("input, select, textarea")).first
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def login(self, login: str, password: str, *, shared: bool = False, status: int = 200) -> Page:
        """Through the login form, as a person would."""
        self.visit("/masuk/")
        self.fill({"NRK, NIP": login, "Kata sandi": password})
        if shared:
            self.page.get_by_label("Ini perangkat bersama").check()
        return self.click("Masuk", inside=self.page.locator("main"), status=status)

    # -- looking -----------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What stands in the content of the page, on one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    def check(self, *, status: int = 200) -> Page:
        """The page that stands there now: status, one heading, and a look at it."""
        self.page.wait_for_load_state("load")
        assert self.status == status, f"{self.page.url}: {self.status}, expected {status}\n{self.text[:400]}"
        self.visited.append(self.path)
        self.look()
        return self.page

    def look(self, *, only_colours: bool = False) -> None:
        """The page in its present width and colours."""
        self.shoot()
        where = f"{self.path} ({self.nama}, {self.page.viewport_size})"
        seen = self.assert_fits()
        assert seen["headings"] == 1, f"{where}: {seen['headings']} h1"
        self.fresh = self.script and not set(seen["outlines"]) <= looked_at
        looked_at.update(seen["outlines"])
        found = self.run_axe(LOOK_RULES if only_colours else ALL_RULES) if self.fresh else []
        assert not found, f"{where}: axe\n" + "\n".join(f"{rule}: {nodes}" for rule, nodes in found)
        assert self.complaints == [], f"{where}: {self.complaints}"

    def assert_fits(self) -> dict[str, Any]:
        """The page is no wider than its window, also when its last part has come."""
        seen = self.page.evaluate(LOOK)
        if seen["coming"] and self.script:
            self.page.wait_for_function("() => !document.querySelector('[hx-trigger=load], .htmx-request')")
            seen = self.page.evaluate(LOOK)
        assert seen["wide"] <= seen["room"], f"{self.path} ({self.nama}) scrolls sideways: {seen['culprits']}"
        return seen

    def run_axe(self, rules: dict[str, Any]) -> list[Any]:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        # What the head, the bar at the foot or an open guide covers at this moment, scrolling uncovers: it does not count as a small target.
        self.page.evaluate(BAR, "static")
        found: list[Any] = self.page.evaluate(AXE, rules)
        self.page.evaluate(BAR, "")
        return found

    def shoot(self, folder: str = SHOTS) -> None:
        """With ASN_GAMBAR=<folder> every page is also kept as a picture."""
        if not folder:
            return
        size = self.page.viewport_size or {"width": 0}
        dark = "-gelap" if self.page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches") else ""
        slug = (
            re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", self.path.split("?")[0]).strip("/").replace("/", "_")
            or "beranda"
        )
        state = "" if self.status == 200 else f"-{self.status}"
        Path(folder).mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=f"{folder}/{slug}{state}-{self.nama}-{size['width']}{dark}.png", full_page=True)

    def links(self) -> Iterable[str]:
        """Every address of the portal that this page leads to."""
        found = self.page.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => a.href)")
        return [link.removeprefix(self.url).split("#")[0] for link in found if link.startswith(self.url)]


def visit(browser: Peramban, path: str, *, status: int = 200) -> Page:
    """Open an address in somebody's browser and check everything about the page."""
    return browser.visit(path, status=status)
