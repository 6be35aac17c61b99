"""A headless Chromium, driven over a pipe by its DevTools protocol: nothing but the standard library.

Source: Chrome DevTools Protocol; `--remote-debugging-pipe` reads from descriptor 3, writes to 4."""
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time

KNOWN = ("chromium", "chromium-browser", "google-chrome")


class Browser:
    """One browser with one page."""

    def __init__(self):
        program = next(filter(None, map(shutil.which, KNOWN)))
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        reads, self.commands = os.pipe()
        self.answers, writes = os.pipe()
        # Out of the way of 3 and 4, so that neither is closed while it takes the other's place.
        reads, writes = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (reads, writes))

        def place_pipes():
            os.dup2(reads, 3)
            os.dup2(writes, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
             "--remote-debugging-pipe", f"--user-data-dir={self.profile.name}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(3, 4),
            preexec_fn=place_pipes)
        os.close(reads)
        os.close(writes)
        self.pending = b""
        self.number = 0
        self.session = None
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "DOM", "Runtime", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        """Calls a method of the protocol; events that arrive before its answer are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                assert "error" not in answer, (method, answer)
                return answer["result"]

    def read(self):
        while b"\0" not in self.pending:
            piece = os.read(self.answers, 1 << 20)
            assert piece, "the browser has ended"
            self.pending += piece
        text, self.pending = self.pending.split(b"\0", 1)
        message = json.loads(text)
        if "method" in message:
            self.events.append(message)
        return message

    def open(self, path):
        """Opens a file, and waits until it is loaded."""
        self.events.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.read()

    def evaluate(self, expression):
        """The value of an expression, awaited."""
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True,
                           returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def choose(self, identifier, *paths):
        """Chooses files in an input as a person would in the dialogue."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=f"#{identifier}")["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(p.resolve()) for p in paths])
        # A folder is listed after the call has returned.
        self.wait(f"document.getElementById('{identifier}').files.length >= {len(paths)}")

    def wait(self, expression, seconds=20):
        """Waits until an expression has a value that isn't false, null or empty."""
        deadline = time.monotonic() + seconds
        while not (value := self.evaluate(expression)):
            assert time.monotonic() < deadline, f"{expression} doesn't come true"
            time.sleep(0.01)
        return value

    def close(self):
        self.session = None
        self.call("Browser.close")
        self.process.wait(20)
        self.profile.cleanup()
