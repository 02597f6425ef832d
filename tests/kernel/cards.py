"""A front end's side of the live card, at a real kernel."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kernel.live import Kernel
from kernel.panel import Panel

_STATIC = "import gift4code_ext.kernel.widget as _w, pathlib\n_w.STATIC = pathlib.Path({folder!r})\ndel _w, pathlib"


def build(kernel: Kernel, folder: Path) -> None:
    """Have the kernel draw its cards with files that are there, whether the real ones are built or not."""
    (folder / "card.js").write_text("export default { render() {} };\n")
    (folder / "card.css").write_text(".card {}\n")
    kernel.run(_STATIC.format(folder=str(folder)))


def unbuild(kernel: Kernel, folder: Path) -> None:
    """Have the kernel find no files for its cards."""
    kernel.run(_STATIC.format(folder=str(folder / "nothing")))


@dataclass
class View:
    """One view of a card: what its model is, and its messages."""

    panel: Panel

    @classmethod
    def of(cls, kernel: Kernel, bundle: dict[str, Any]) -> View:
        """The view of a card that a cell showed."""
        return cls(Panel(kernel, comm=bundle["application/vnd.jupyter.widget-view+json"]["model_id"]))

    def say(self, **content: Any) -> None:
        data = {"method": "custom", "content": content}
        self.panel._send("comm_msg", {"comm_id": self.panel.comm, "data": data})

    def heard(self, kind: str, *, seconds: float = 30.0) -> list[dict[str, Any]]:
        """Custom messages of the card since the view was made, up to one of the type ``kind``."""
        for _ in range(int(seconds / 0.2)):
            found = [data["content"] for data in self._data() if data.get("method") == "custom"]
            if any(message["type"] == kind for message in found):
                return found
            self.panel.listen(0.2)
        raise AssertionError(f"no {kind} came: {self._data()}")

    def state(self, name: str) -> Any:
        """What the card's model was told last of a trait since the view was made."""
        told = [data["state"][name] for data in self._data() if name in data.get("state", {})]
        return told[-1] if told else None

    def _data(self) -> list[dict[str, Any]]:
        heard = [m["content"] for m in self.panel.heard if m["header"]["msg_type"] == "comm_msg"]
        return [content["data"] for content in heard if content["comm_id"] == self.panel.comm]


def new_id() -> str:
    return uuid.uuid4().hex
