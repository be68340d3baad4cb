"""A real browser, and a tab in it on a site that is served from memory."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    ViewportSize,
    sync_playwright,
)

from tests.site.reading import Site

HOST = "https://site.test"
BASE = f"{HOST}/some/folder/"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
NARROWEST = ViewportSize(width=320, height=640)
TYPES = {"html": "text/html", "css": "text/css", "svg": "image/svg+xml", "js": "text/javascript"}


@contextmanager
def launched(root: Path, folder: Path) -> Iterator[Browser]:
    """Chromium with the repository's fonts; without it these tests fail."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    assert program is not None, "no Chromium on this machine: apt-get install chromium"
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(fonts=root / ".fonts", cache=folder / "cache"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            # Files are saved under Chinese names.
            env={"FONTCONFIG_FILE": str(config), "HOME": str(folder), "LC_ALL": "C.UTF-8"},
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


class Visit:
    """A browser tab on a site served from memory below a folder of a host."""

    def __init__(self, browser: Browser | BrowserContext, site: Site) -> None:
        self.page: Page = browser.new_page()
        self.foreign: list[str] = []
        self.missing: list[str] = []
        self.errors: list[str] = []
        self._site = site
        self.page.route("**/*", self._answer)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)

    def open(self, path: str) -> Page:
        self.page.goto(BASE + path)
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        path = url.removeprefix(BASE).partition("?")[0]
        if not url.startswith(HOST):
            self.foreign.append(url)
            route.abort()
        elif path not in self._site.files:
            self.missing.append(url)
            route.fulfill(status=404)
        else:
            kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            route.fulfill(body=self._site.files[path], content_type=kind)


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert isinstance(width, int)
    return width
