"""The live card: one ask of ``%gift4code`` in any front end that shows widgets, drawn by the panel's components.

The steps of the ask are messages of the panel's protocol, which no notebook keeps. What a notebook keeps is the card's
state: a summary without any value of the data, and the whole answer only where the person asked for that.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from gift4code_ext.assistant.follow import joined
from gift4code_ext.kernel.asked import Asked, Stated
from gift4code_ext.kernel.comm import ending, sender
from gift4code_ext.kernel.desk import Desk
from gift4code_ext.kernel.ends import Answered, End, Job
from gift4code_ext.kernel.post import Post
from gift4code_ext.report import summary

if TYPE_CHECKING:
    from gift4code_ext.kernel.wire import JSON

STATIC = Path(__file__).with_name("static")
_NUMBERS = count(1)
_TURNS = 4  # asks whose steps are kept


def is_built() -> bool:
    """Whether the files that draw the card are there; an editable install without Node has none."""
    return (STATIC / "card.js").is_file()


class LiveCard(anywidget.AnyWidget):
    """One ask and those that refine it.

    Args:
        desk: where asks are refined and stopped.
        words: the request.
        keep_values: whether the answer is kept with the notebook.
        locale: the language of the card; empty for that of the front end.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Dict().tag(sync=True)
    kept = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    locale = traitlets.Unicode().tag(sync=True)

    def __init__(self, desk: Desk, words: str, *, keep_values: bool = False, locale: str = "") -> None:
        style = STATIC / "card.css"
        self._origin: Mapping[str, Any] | None = None
        super().__init__(
            _esm=(STATIC / "card.js").read_text(encoding="utf-8"),
            _css=style.read_text(encoding="utf-8") if style.is_file() else "",
            summary={"words": words},
            locale=locale,
        )
        self.identity = ""
        self._desk = desk
        self._words = words
        self._keep_values = keep_values
        self._asked: Asked | None = None
        self._answered = ""
        self._said: deque[list[JSON]] = deque(maxlen=_TURNS)
        self._saying = threading.Lock()
        self._settled: Callable[[End, Mapping[str, Any]], None] = lambda *_: None
        if self.comm is not None:
            self.comm.handle_msg = self._take  # without the events that IPython fires around comm messages: see comm.py
            # ipykernel would hold what the front end says back until the cell that opened the comm has ended, so that
            # nothing could be stopped: it is to go where the front end sends it
            self.comm._reply_subshell_for = None

    @property
    def view(self) -> JSON:
        """The MIME type and data by which a front end draws the card."""
        data = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {"application/vnd.jupyter.widget-view+json": data}

    def ask(
        self, asked: Asked, of: str | None, origin: Mapping[str, Any], settled: Callable[[End, Mapping[str, Any]], None]
    ) -> Job:
        """Ask, and draw what becomes of it.

        Args:
            asked: the request; changes of an earlier one where ``of`` names that.
            of: the ask whose answer is refined.
            origin: the message that the ask belongs to.
            settled: called with every end, those of asks that the card refines too, and with what each belongs to.
        """
        self._asked, self._settled = asked, settled
        return self._begin(asked, of, asked.intent, self._words, origin)

    def forget(self) -> None:
        """Keep the steps no longer; a view that is opened later shows the summary."""
        with self._saying:
            self._said.clear()

    def _begin(self, asked: Asked, of: str | None, words: str, whole: str, origin: Mapping[str, Any]) -> Job:
        """Ask, or refine with ``words``; ``whole`` are the words of the request so far."""
        identity = f"card-{self.model_id}-{next(_NUMBERS)}"
        said: list[JSON] = []
        with self._saying:
            before, self.identity, self._origin = self.identity, identity, origin
            self._said.append(said)
        self._desk.stop(before)
        post = Post(identity, partial(self._say, said))
        tell_end = ending(post)

        def end(found: End) -> None:
            tell_end(found)
            if isinstance(found, Answered):
                self._answered, self._words = identity, whole
                self.summary = summary(found.answer, whole)
                if self._keep_values:
                    self.kept = said[-1]
            self._settled(found, origin)

        if of is None:
            return self._desk.ask(identity, asked, post.event, end)
        return self._desk.refine(identity, of, words, asked, post.event, end)

    def _say(self, said: list[JSON], message: JSON) -> None:
        with self._saying:
            said.append(message)
            self._send({"method": "custom", "content": message})

    def _send(self, msg: JSON, buffers: Any = None) -> None:
        """Send as belonging to the message that asked, from whatever thread."""
        if self._origin is None or buffers or self.comm is None:
            super()._send(msg, buffers)
        else:
            sender(self.comm, self._origin)(msg)

    def _take(self, message: Mapping[str, Any]) -> None:
        """Take a message of the front end."""
        data = message["content"]["data"]
        content = data.get("content") if data.get("method") == "custom" else None
        if not isinstance(content, dict):
            self._handle_msg(message)
            return
        match content.get("type"):
            case "hello":
                with self._saying:
                    for said in chain.from_iterable(self._said):
                        self._send({"method": "custom", "content": said})
            case "stop":
                self._desk.stop(self.identity)
            case "refine":
                self._refine(str(content.get("words", "")), message)

    def _refine(self, words: str, message: Mapping[str, Any]) -> None:
        asked = self._asked
        if asked is not None and words.strip():
            changes = replace(asked, frames=(), context=None, output=Stated(""))
            self._begin(changes, self._answered, words, joined(self._words, words), message)
