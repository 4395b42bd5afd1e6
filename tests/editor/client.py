"""A client of rust-analyzer: starts it on a crate, tells it what is typed, and asks what an editor would ask."""

import json
import os
import queue
import subprocess
import threading
import time

# What an editor sets by itself, apart from less work at the start; proc macros are on by default, too.
SETTINGS = {
    "cachePriming": {"enable": False},
    "cargo": {"buildScripts": {"enable": True}, "extraArgs": ["--offline"]},
    "checkOnSave": False,
    "procMacro": {"enable": True, "attributes": {"enable": True}},
}
# The text changed while the server was thinking: to be asked again.
CONTENT_MODIFIED, CANCELLED = -32801, -32802


class Failed(Exception):
    """The server refused, died or took too long."""


class Client:
    def __init__(self, command, folder, environment, log):
        self.log = open(log, "w")
        self.process = subprocess.Popen(
            [command], cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log
        )
        self.folder = folder
        self.answers = queue.Queue()
        self.ready = threading.Event()
        self.health = None
        self.number = 0
        self.version = 0
        self.uri = None
        threading.Thread(target=self._read, daemon=True).start()

    # Messages.

    def _read(self):
        stream = self.process.stdout
        while True:
            length = None
            while (line := stream.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                self.answers.put(None)
                return
            self._take(json.loads(stream.read(length)))

    def _take(self, message):
        if "method" not in message:
            self.answers.put(message)
        elif "id" in message:
            result = None
            if message["method"] == "workspace/configuration":
                result = [SETTINGS for _ in message["params"]["items"]]
            self._send({"id": message["id"], "result": result})
        elif message["method"] == "experimental/serverStatus":
            self.health = message["params"]
            if message["params"]["quiescent"]:
                self.ready.set()
            else:
                self.ready.clear()

    def _send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def request(self, method, params, seconds=300):
        for _ in range(20):
            self.number += 1
            self._send({"id": self.number, "method": method, "params": params})
            until = time.monotonic() + seconds
            while True:
                try:
                    answer = self.answers.get(timeout=max(0.1, until - time.monotonic()))
                except queue.Empty:
                    raise Failed(f"no answer to {method} in {seconds} s") from None
                if answer is None:
                    raise Failed(f"rust-analyzer ended: see {self.log.name}")
                if answer.get("id") == self.number:
                    break
            error = answer.get("error")
            if error is None:
                return answer.get("result")
            if error["code"] not in (CONTENT_MODIFIED, CANCELLED):
                raise Failed(f"{method}: {error['message']}")
            time.sleep(0.5)
        raise Failed(f"{method} was put off again and again")

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    # An editor's life.

    def start(self, file, text, seconds=900):
        root = "file://" + self.folder
        hover = {"contentFormat": ["markdown"]}
        self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": "editor"}],
                "initializationOptions": SETTINGS,
                "capabilities": {
                    "experimental": {"serverStatusNotification": True},
                    "textDocument": {"hover": hover, "definition": {"linkSupport": True}},
                    "workspace": {"configuration": True},
                },
            },
        )
        self.notify("initialized", {})
        self.uri = "file://" + file
        document = {"uri": self.uri, "languageId": "rust", "version": self.version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        # It may rest for a moment between reading the crate and building its macros.
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self.ready.wait(timeout=seconds):
                break
            time.sleep(3)
            if self.ready.is_set():
                return
        raise Failed(f"rust-analyzer was not ready in {seconds} s: {self.health}")

    def type(self, text):
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def _at(self, position):
        line, character = position
        return {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}}

    def completions(self, position):
        """The names that are offered, without what stands behind them."""
        result = self.request("textDocument/completion", self._at(position)) or []
        items = result["items"] if isinstance(result, dict) else result
        return {item["label"].split("(")[0] for item in items}

    def hover(self, position):
        result = self.request("textDocument/hover", self._at(position))
        return result["contents"]["value"] if result else ""

    def definitions(self, position):
        """Pairs of a file and the position of the name there."""
        result = self.request("textDocument/definition", self._at(position)) or []
        places = []
        for link in result if isinstance(result, list) else [result]:
            uri, span = link.get("targetUri", link.get("uri")), link.get("targetSelectionRange", link.get("range"))
            places.append((uri.removeprefix("file://"), (span["start"]["line"], span["start"]["character"])))
        return places

    def stop(self):
        try:
            self.request("shutdown", None, seconds=20)
            self.notify("exit", None)
            self.process.wait(timeout=20)
        except (Failed, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.log.close()
