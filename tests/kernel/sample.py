"""A conversation between a front end and a kernel, as it really goes: what tests of front ends read.

``python tests/kernel/sample.py`` writes ``protocol_sample.json`` anew.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import endpoint
from kernel.live import TABLE, started
from kernel.panel import Panel, request

FILE = Path(__file__).with_name("protocol_sample.json")
_MEAN = "```python\nresult = df.groupby('class', as_index=False)['fare'].mean()\n```"
_SUM = "result = df.groupby('class', as_index=False)['fare'].sum()"
_GRID = {
    "kind": "grid",
    "columns": ["class", "fare"],
    "rows": [["a", "2"], ["b", None]],
    "more": "no",
}


def conversation() -> list[dict[str, Any]]:
    """Every message in order, seconds and addresses made the same each time."""
    said: list[dict[str, Any]] = []
    with endpoint.scripted(completions=[_MEAN, _SUM, "import os"]) as model, started(model.base_url) as kernel:
        kernel.run(TABLE)
        panel = Panel(kernel).open()

        def talk(**message: Any) -> None:
            panel.tell(**message)
            said.append(message)
            said.extend(_settled(panel.wait(message["id"])))

        example = request("average fare by class", frames=["df"], output={"example": _GRID})
        talk(type="look", id="look-1")
        talk(type="read", id="read-1", names=["df"])
        talk(type="preview", id="preview-1", request=example)
        talk(type="ask", id="ask-1", request=example)
        talk(type="refine", id="refine-1", of="ask-1", words="highest first", request=request(""))
        two_readings = request("fare by class", frames=["df"], output={"columns": ["class", "fare"]})
        talk(type="ask", id="ask-readings", request=two_readings)
        talk(type="ask", id="ask-2", request=request("average fare of @nothing"))
    with endpoint.scripted(completions=[_MEAN], delay=60) as slow, started(slow.base_url) as kernel:
        kernel.run(TABLE)
        panel = Panel(kernel).open()
        message = {"type": "ask", "id": "ask-3", "request": request("average fare by class", frames=["df"])}
        panel.tell(**message)
        panel.wait("ask-3", until="shared")
        panel.tell(type="stop", id="ask-3")
        said += [message, {"type": "stop", "id": "ask-3"}, *_settled(panel.wait("ask-3"))]
    return said


def _settled(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Messages with candidates that ran side by side in one order, and none that only a slow machine has."""
    told = [message for message in told if message.get("event", {}).get("kind") != "loading"]
    told = [{**message, "seq": place} for place, message in enumerate(told)]
    places = [place for place, message in enumerate(told) if message.get("event", {}).get("kind") == "ran"]
    ran = sorted((told[place]["event"]["candidate"] for place in places), key=lambda candidate: candidate["code"])
    for place, candidate in zip(places, ran, strict=True):
        told[place]["event"]["candidate"] = candidate
    return [_neutral(message) for message in told]


def _neutral(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _neutral(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_neutral(item) for item in value]
    if name == "seconds":
        return 0.25
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", value) if isinstance(value, str) else value


def main() -> None:
    FILE.write_text(json.dumps(conversation(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
