"""What one ``%gift4code`` shows while it goes on and when it has ended: one output, replaced in place.

Where a front end can show widgets that is the live card, whose fallbacks hold no values; else a line that becomes a
card of HTML, which holds them where the person chose that card or chose to keep them. In a terminal, which keeps
nothing, only the answer appears, as text.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel.card import Card, Line
from gift4code_ext.kernel.desk import desk_of
from gift4code_ext.kernel.ends import Answered, End, Failed, Halted, Job, Previewed
from gift4code_ext.kernel.settings import settings_of
from gift4code_ext.report import step

if TYPE_CHECKING:
    from gift4code_ext.assistant import Event
    from gift4code_ext.kernel.asked import Asked
    from gift4code_ext.kernel.widget import LiveCard

_News: TypeAlias = "queue.SimpleQueue[Event | End]"
_POLL = 0.1  # seconds: on Windows a wait without an end cannot be interrupted
_STOPPING = 2.0
_CARDS = 16  # live cards whose steps are kept
_READING = Line("gift4code: reading ...")
_STOPPED = Line("gift4code: stopped")
NOT_BUILT = "The live card is not built here: run npm ci and npm run build in labextension, and restart the kernel."
_shown: deque[LiveCard] = deque()


def ask(shell: Any, identity: str, asked: Asked, *, of: str | None, keep_values: bool) -> tuple[str, Answered | None]:
    """Ask a request, show what becomes of it, and wait for its end.

    Args:
        identity: a name for it; the live card gives its own.
        of: the ask whose answer this one refines.
        keep_values: whether a notebook may keep values with the live card.

    Returns:
        The name by which the answer can be refined, and the answer; ``None`` if the person stopped it in the card.

    Raises:
        Gift4CodeError: it could not be asked, and why.
        KeyboardInterrupt: it was interrupted; nothing of it runs any more.
    """
    if not hasattr(shell, "kernel"):
        return identity, _in_terminal(shell, identity, asked, of)
    settings = settings_of(shell)
    if not settings.live_card:
        return identity, _in_html(shell, identity, asked, of, values=True)
    from gift4code_ext.kernel.widget import LiveCard, is_built

    if not is_built():
        return identity, _in_html(shell, identity, asked, of, values=keep_values, note=NOT_BUILT)
    card = LiveCard(desk_of(shell), asked.intent, keep_values=keep_values, locale=settings.locale)
    return _in_card(shell, card, asked, of, keep_values=keep_values)


def _in_terminal(shell: Any, identity: str, asked: Asked, of: str | None) -> Answered | None:
    from IPython.display import display

    end = _followed(shell, identity, asked, of, lambda _: None)
    if isinstance(end, Answered):
        display(Card(end.answer, end.output))
    return _answered(end)


def _in_html(
    shell: Any, identity: str, asked: Asked, of: str | None, *, values: bool, note: str = ""
) -> Answered | None:
    from IPython.display import display

    handle = display(_READING, display_id=True)
    last: Card | Line = Line("")

    def on_event(event: Event) -> None:
        text = step(event)
        if text:
            handle.update(Line(f"gift4code: {text}"))

    try:
        end = _followed(shell, identity, asked, of, on_event)
        if isinstance(end, Answered):
            last = Card(end.answer, end.output, values=values, note=note)
        return _answered(end)
    finally:
        handle.update(last)


def _in_card(
    shell: Any, card: LiveCard, asked: Asked, of: str | None, *, keep_values: bool
) -> tuple[str, Answered | None]:
    from IPython.display import display

    handle = display({**card.view, **_READING._repr_mimebundle_()}, raw=True, display_id=True)
    update = _updater(shell, handle.display_id)
    news: _News = queue.SimpleQueue()

    origin = shell.kernel.get_parent("shell")

    def settled(found: End, asked_by: Mapping[str, Any]) -> None:
        if isinstance(found, Answered):
            shown = Card(found.answer, found.output, values=keep_values)
            update({**card.view, **shown._repr_mimebundle_()}, asked_by)
        elif isinstance(found, Halted):
            update({**card.view, **_STOPPED._repr_mimebundle_()}, asked_by)
        if asked_by is origin:  # nobody here waits for asks of the card, and an end may hold live values
            news.put(found)

    job = card.ask(asked, of, origin, settled)
    end: End = Halted()
    try:
        end = _end(job, news, lambda _: None)
        return card.identity, _answered(end)
    finally:
        if isinstance(end, Failed):  # the sentence is raised
            update(Line("")._repr_mimebundle_(), origin)
            card.close()
        else:
            _shown.append(card)
            if len(_shown) > _CARDS:
                _shown.popleft().forget()


def _updater(shell: Any, display_id: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], None]:
    """Replaces an output from any thread, as belonging to a message."""
    kernel, topic = shell.kernel, shell.display_pub.topic

    def update(data: Mapping[str, Any], origin: Mapping[str, Any]) -> None:
        content = {"data": dict(data), "metadata": {}, "transient": {"display_id": display_id}}
        kernel.session.send(kernel.iopub_socket, "update_display_data", content, parent=dict(origin), ident=topic)

    return update


def _followed(shell: Any, identity: str, asked: Asked, of: str | None, on_event: Callable[[Event], None]) -> End:
    """Ask and wait; steps are told in this thread."""
    news: _News = queue.SimpleQueue()
    desk = desk_of(shell)
    if of is None:
        job = desk.ask(identity, asked, news.put, news.put)
    else:
        job = desk.refine(identity, of, asked.intent, asked, news.put, news.put)
    return _end(job, news, on_event)


def _end(job: Job, news: _News, on_event: Callable[[Event], None]) -> End:
    try:
        while True:
            try:
                told = news.get(timeout=_POLL)
            except queue.Empty:
                continue
            if isinstance(told, (Answered, Previewed, Halted, Failed)):
                return told
            on_event(told)
    except KeyboardInterrupt:
        job.stop.set()
        job.ended.wait(_STOPPING)
        raise


def _answered(end: End) -> Answered | None:
    if isinstance(end, Failed):
        raise Gift4CodeError(end.sentence)
    return end if isinstance(end, Answered) else None
