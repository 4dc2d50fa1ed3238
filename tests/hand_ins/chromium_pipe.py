"""Headless Chromium driven as a person would: real clicks and keys, over its own pipe, without another library."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from forms.browser import CHROMIUM

_TO_BROWSER, _FROM_BROWSER = 3, 4


class Browser:
    """A running Chromium: commands of the DevTools protocol, one by one."""

    def __init__(self, written: int, read: int) -> None:
        self._written, self._read = written, read
        self._number = 0
        self._left = b""

    def send(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """The result of a command; events that come meanwhile are passed over."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        os.write(self._written, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            piece = os.read(self._read, 1 << 16)
            assert piece, "Chromium has ended"
            self._left += piece
        message, _, self._left = self._left.partition(b"\0")
        read: dict[str, Any] = json.loads(message)
        return read

    def open(self, page: Path) -> Tab:
        """A tab with the page, once it has loaded."""
        target = self.send("Target.createTarget", url="about:blank", newWindow=True)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, target, session)
        tab.send("Page.enable")
        tab.send("Page.navigate", url=page.as_uri())
        tab.wait("document.readyState === 'complete' && location.href !== 'about:blank'")
        return tab


class Tab:
    """A page that is looked at, clicked and typed into."""

    def __init__(self, browser: Browser, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.send(method, self._session, **parameters)

    def show(self) -> None:
        """Bring the tab to the front: only there has a page the clipboard."""
        self._browser.send("Target.activateTarget", targetId=self._target)
        self.send("Page.bringToFront")

    def ask(self, expression: str) -> Any:
        """What an expression of the page comes to."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str, tries: int = 400) -> None:
        """Until an expression is true; each try waits a frame or so."""
        for _ in range(tries):
            if self.ask(f"new Promise(done => setTimeout(() => done(!!({expression})), 10))"):
                return
        raise AssertionError(f"never true: {expression}")

    def click(self, selector: str) -> None:
        """Click into the middle of an element, with the mouse."""
        place = self.ask(
            f"(() => {{ const it = document.querySelector({json.dumps(selector)}); it.scrollIntoView({{block: 'center'}});"
            " const box = it.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def paste(self) -> None:
        """Ctrl+V."""
        key = {"key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86, "modifiers": 2}
        self.send("Input.dispatchKeyEvent", type="rawKeyDown", commands=["paste"], **key)
        self.send("Input.dispatchKeyEvent", type="keyUp", **key)


@contextmanager
def start_browser(profile: Path) -> Iterator[Browser]:
    """Chromium with a profile of its own, ended at the end."""
    assert CHROMIUM is not None, "Chromium is not installed"
    commands_read, commands_written = os.pipe()
    answers_read, answers_written = os.pipe()
    # Chromium refuses its sandbox to root, which is who runs the checks in a container.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    fixed = ["--headless=new", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}", "--remote-debugging-pipe"]
    # The pipe's ends must have these two numbers, which the shell gives them.
    shell = f'exec {_TO_BROWSER}<&{commands_read} {_FROM_BROWSER}>&{answers_written} "$@"'
    started = subprocess.Popen(
        ["bash", "-c", f"{shell}", "bash", CHROMIUM, *fixed, *sandbox, "about:blank"],
        pass_fds=(commands_read, answers_written),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(commands_read)
    os.close(answers_written)
    browser = Browser(commands_written, answers_read)
    try:
        yield browser
    finally:
        try:
            browser.send("Browser.close")
        finally:
            os.close(commands_written)
            os.close(answers_read)
            started.wait(timeout=60)
