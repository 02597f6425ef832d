"""An endpoint in a process of its own that does what the request's model is called: slow, endless, talkative, ...

``with odd.endpoint() as server:`` starts it; ``server.notes()`` are its notes: who came, and who left.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import select
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
class Odd:
    """The running endpoint."""

    base_url: str
    log: Path

    def notes(self) -> list[dict[str, Any]]:
        """What it noted so far."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def wait(self, **entry: str | None) -> None:
        """Until it has noted this: ``came`` or ``left`` is the request's ``user``."""
        deadline = time.monotonic() + 20
        while entry not in self.notes():
            assert time.monotonic() < deadline, f"{entry} is not among {self.notes()}"
            time.sleep(0.01)


@contextlib.contextmanager
def endpoint() -> Iterator[Odd]:
    """Run it until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log.jsonl")
        log.touch()
        process = subprocess.Popen([sys.executable, __file__, str(log)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            yield Odd(f"http://127.0.0.1:{int(process.stdout.readline())}/v1", log)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    log: Path
    user: str | None = None
    lock = threading.Lock()

    def note(self, **entry: Any) -> None:
        with self.lock, self.log.open("a") as file:
            file.write(json.dumps(entry) + "\n")

    def do_GET(self) -> None:
        self.reply(200, {"data": [{"id": "odd", "address": "http://127.0.0.1:1/v1"}, {"id": "even"}]})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(raw)
        self.user = body.get("user")
        self.note(came=self.user)
        getattr(self, f"be_{body['model']}")(raw)

    def be_plain(self, raw: bytes) -> None:
        heads = {name.lower(): value for name, value in self.headers.items()}
        self.reply(200, {"choices": [{"text": "x"}], "raw": raw.decode(), "heads": heads})

    def be_silent(self, _: bytes) -> None:
        """Answers nothing until whoever asked is gone."""
        select.select([self.connection], [], [], 60)
        self.note(left=self.user)
        self.close_connection = True

    def be_endless(self, _: bytes) -> None:
        """Streams until whoever asked is gone."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Set-Cookie", "taste=1")
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):
            while not select.select([self.connection], [], [], 0.02)[0]:
                self.wfile.write(b'data: {"choices": [{"text": "a"}]}\n\n')
        self.note(left=self.user)

    def be_torn(self, _: bytes) -> None:
        """Breaks off in the middle of a stream."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"6\r\ndata: \r\n")
        self.wfile.flush()
        self.close_connection = True

    def be_huge(self, _: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):
            for _ in range(20):
                self.wfile.write(b" " * (1 << 20))

    def be_talkative(self, _: bytes) -> None:
        key = self.headers["Authorization"]
        self.reply(400, {"error": {"message": f"{'no ' * 80}not with {key} {key}", "param": "seed"}})

    def be_strict(self, _: bytes) -> None:
        self.reply(401, {"error": {"message": f"{self.headers['Authorization']} is wrong"}})

    def be_elsewhere(self, _: bytes) -> None:
        self.send_response(307)
        self.send_header("Location", f"http://localhost:{self.server.server_address[1]}/v1/completions")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def be_packed(self, _: bytes) -> None:
        """A small answer that is a large one once it is unpacked."""
        text = gzip.compress(b'{"choices": []}' + b" " * (8 << 20))
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def be_html(self, _: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"<html>")

    def be_busy(self, _: bytes) -> None:
        self.send_response(429)
        self.send_header("Retry-After", "7")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def reply(self, status: int, data: dict[str, Any]) -> None:
        text = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Set-Cookie", "taste=1")
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Standard error stays quiet."""


def main() -> None:
    _Handler.log = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
