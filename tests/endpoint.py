"""A scripted OpenAI-compatible endpoint in a process of its own: it stands in for servers out in the world.

``with endpoint.scripted(completions=[...]) as server:`` starts it; ``server.requests()`` are the bodies it was sent,
``server.heads()`` and ``server.bodies()`` all bytes that reached it.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Server:
    """A running endpoint."""

    base_url: str
    log: Path

    def requests(self) -> list[dict[str, Any]]:
        """What was asked so far: method, path, authorization, body, and whether the client stayed for the answer."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def heads(self) -> bytes:
        """Every byte of request lines and headers that clients sent so far."""
        return self.log.with_suffix(".heads").read_bytes()

    def bodies(self) -> bytes:
        """Every byte of bodies that clients sent so far."""
        return self.log.with_suffix(".bodies").read_bytes()


@contextlib.contextmanager
def scripted(**script: Any) -> Iterator[Server]:
    """Start an endpoint that follows ``script`` until the block ends.

    Args of the script: ``completions`` (texts, given in turn), ``greedy`` (the text at temperature 0), ``logprobs``
    (one number a completion), ``models`` (entries of ``/models``), ``chat_only``, ``one_a_request``, ``refuses``
    (field names answered with 400), ``fails`` (statuses of the first requests), ``delay`` (seconds), ``loads`` (seconds
    before ``/models`` is answered), ``key``.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, log = Path(folder, "script.json"), Path(folder, "log.jsonl")
        path.write_text(json.dumps(script))
        log.touch()
        log.with_suffix(".heads").touch()
        log.with_suffix(".bodies").touch()
        process = subprocess.Popen([sys.executable, __file__, str(path), str(log)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            yield Server(f"http://127.0.0.1:{port}/v1", log)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


class _Script:
    def __init__(self, script: dict[str, Any], log: Path) -> None:
        self.script, self.log = script, log
        self.lock = threading.Lock()
        self.given = 0
        self.failed = 0

    def note(self, **entry: Any) -> None:
        with self.lock, self.log.open("a") as file:
            file.write(json.dumps(entry) + "\n")

    def arrived(self, part: str, data: bytes) -> bytes:
        with self.lock, self.log.with_suffix(part).open("ab") as file:
            file.write(data)
        return data

    def failure(self) -> int | None:
        with self.lock:
            fails = self.script.get("fails", [])
            self.failed += 1
            return fails[self.failed - 1] if self.failed <= len(fails) else None

    def choices(self, body: dict[str, Any], chat: bool) -> list[dict[str, Any]]:
        count = 1 if self.script.get("one_a_request") else body.get("n", 1)
        return [self.choice(index, body, chat) for index in range(count)]

    def choice(self, index: int, body: dict[str, Any], chat: bool) -> dict[str, Any]:
        texts, numbers = self.script.get("completions", [""]), self.script.get("logprobs")
        with self.lock:
            place = self.given % len(texts)
            if body.get("temperature") == 0 and "greedy" in self.script:
                text, number = self.script["greedy"], -0.1
            else:
                text, number = texts[place], numbers[place] if numbers else None
                self.given += 1
        told = None
        if number is not None and body.get("logprobs"):
            told = {"content": [{"logprob": number}]} if chat else {"token_logprobs": [number / 2, number / 2]}
        part = {"message": {"role": "assistant", "content": text}} if chat else {"text": text}
        return {"index": index, **part, "logprobs": told, "finish_reason": "stop"}


class _Recorded:
    """The stream of a connection, of which every byte is kept: heads are read in lines, bodies at once."""

    def __init__(self, source: io.BufferedIOBase, script: _Script) -> None:
        self.source, self.script = source, script

    def readline(self, limit: int = -1) -> bytes:
        return self.script.arrived(".heads", self.source.readline(limit))

    def read(self, size: int = -1) -> bytes:
        return self.script.arrived(".bodies", self.source.read(size))

    def close(self) -> None:
        self.source.close()


class _Handler(BaseHTTPRequestHandler):
    script: _Script
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.rfile = _Recorded(self.rfile, self.script)  # type: ignore[assignment]

    def do_GET(self) -> None:
        self.script.note(method="GET", path=self.path)
        if not self.allowed():
            return self.fail(401, "bad key")
        time.sleep(self.script.script.get("loads", 0))
        return self.reply(200, {"data": self.script.script.get("models", [{"id": "tiny"}])})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        chat = self.path.endswith("/chat/completions")
        failure = self.script.failure()
        self.script.note(method="POST", path=self.path, authorization=self.headers.get("Authorization"), body=body)
        if not self.allowed():
            return self.fail(401, f"the key {self.headers.get('Authorization')} is wrong")
        if failure is not None:
            return self.fail(failure, "not now")
        if self.script.script.get("chat_only") and not chat:
            return self.fail(404, "no such route")
        for name in self.script.script.get("refuses", []):
            if name in body:
                return self.fail(400, f"Unsupported parameter: '{name}'")
        time.sleep(self.script.script.get("delay", 0))
        return self.reply(200, {"choices": self.script.choices(body, chat)})

    def allowed(self) -> bool:
        key = self.script.script.get("key")
        return key is None or self.headers.get("Authorization") == f"Bearer {key}"

    def fail(self, status: int, message: str) -> None:
        self.reply(status, {"error": {"message": message}})

    def reply(self, status: int, data: dict[str, Any]) -> None:
        text = json.dumps(data).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        except (BrokenPipeError, ConnectionResetError):
            self.script.note(left=True)

    def log_message(self, *_: Any) -> None:
        """Standard error stays quiet."""


def main() -> None:
    _Handler.script = _Script(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
