"""A Chromium without a window, driven over its DevTools protocol on loopback, and a record of what it asked for."""

import base64
import io
import json
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 90  # seconds
# What a page or a terminal must show, and never obey: each part would set the title of the window.
HOSTILE = (
    '<script>document.title = "obeyed"</script><img src=x onerror="document.title=\'obeyed\'">'
    '<a href="javascript:document.title=\'obeyed\'">x</a></style></div></body>&lt;script&gt; \x1b]0;obeyed\x07'
)
HERE = ("127.0.0.1", "localhost", None)
# What Chromium asks for itself at its start, whatever the page; here it gets no answer.
ITS_OWN = {
    "accounts.google.com", "clients2.google.com", "www.google.com", "redirector.gvt1.com", "update.googleapis.com",
    "optimizationguide-pa.googleapis.com", "safebrowsingohttpgateway.googleapis.com", "android.clients.google.com",
}  # fmt: skip
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--remote-debugging-port=0",
    "--disable-features=AutofillServerCommunication",
)  # fmt: skip


class Chromium:
    """One page of a browser with a new profile in `folder`."""

    def __init__(self, folder: Path) -> None:
        import websocket

        self._log = folder / "net.json"
        self._process = subprocess.Popen(
            [PROGRAM, *SWITCHES, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={self._log}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        told = folder / "profile" / "DevToolsActivePort"
        wait(lambda: told.is_file() and told.read_text().count("\n"), "Chromium did not start")
        port = told.read_text().split("\n")[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=PATIENCE) as answer:
            (page,) = [target for target in json.load(answer) if target["type"] == "page"]
        self._socket = websocket.create_connection(
            page["webSocketDebuggerUrl"], timeout=PATIENCE, suppress_origin=True
        )
        self._number = 0
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def send(self, method: str, **values: object) -> dict:
        """Call a method of the protocol; its result."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": values}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]

    def size(self, width: int, height: int) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def scripts(self, run: bool) -> None:
        self.send("Emulation.setScriptExecutionDisabled", value=not run)

    def open(self, address: str) -> None:
        self.send("Page.navigate", url=address)
        # A page stays "complete" until the next one has begun: ask for the address too.
        wanted = json.dumps(address.split("?")[0])
        wait(
            lambda: self.ask(f"location.href.startsWith({wanted}) && document.readyState == 'complete'"),
            f"{address} did not load",
        )

    def ask(self, expression: str) -> object:
        """The value of a JavaScript expression in the page; a promise is awaited."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, (expression, found["exceptionDetails"])
        return found["result"].get("value")

    def hover(self, element: str) -> str:
        """Move the mouse onto an element (an expression); what the browser tells there."""

        def told() -> str:
            self.ask(f"({element}).scrollIntoView({{block: 'center'}})")
            x, y = self.ask(f"(r => [r.x + r.width / 2, r.y + r.height / 2])(({element}).getClientRects()[0])")
            self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
            return self.ask(f"(e => e.matches(':hover') && e.title)({element})")

        return wait(told, "nothing is told there")  # a page may still be moving

    def press(self, key: str, code: int, text: str = "") -> None:
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text)

    def look(self, file: Path, whole: bool = True):
        """Keep a screenshot in `file`; its pixels."""
        import numpy
        from PIL import Image

        taken = self.send("Page.captureScreenshot", captureBeyondViewport=whole, **self._clip(whole))
        file.write_bytes(base64.b64decode(taken["data"]))
        return numpy.asarray(Image.open(io.BytesIO(file.read_bytes())).convert("RGB"))

    def _clip(self, whole: bool) -> dict:
        if not whole:
            return {}
        box = self.send("Page.getLayoutMetrics")["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": box["width"], "height": min(box["height"], 12_000), "scale": 1}}

    def close(self) -> set[str]:
        """End the browser; the hosts beyond this machine that anything in it asked for."""
        try:
            self.send("Browser.close")
        finally:
            self._socket.close()
            self._process.wait(PATIENCE)
        told = json.loads(self._log.read_text(encoding="utf-8"))
        asked = {event["params"]["url"] for event in told["events"] if "url" in event.get("params", {})}
        hosts = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
        return hosts - ITS_OWN - set(HERE)

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(PATIENCE)


def wait(done, complaint: str):
    """What `done()` returns, once it is true; fails with the complaint after `PATIENCE` seconds."""
    end = time.monotonic() + PATIENCE
    while not (found := done()):
        assert time.monotonic() < end, complaint
        time.sleep(0.1)
    return found


def pixels(seen, colour: str) -> int:
    """How many pixels have exactly this colour."""
    return int((seen == [int(colour[i : i + 2], 16) for i in (1, 3, 5)]).all(axis=2).sum())
