"""``%gift4code`` and ``%%gift4code``: the request, the card, the cell below."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand
from IPython.core.magic_arguments import argument, magic_arguments

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel.frames import choose_frames, without_signs
from gift4code_ext.kernel.line import read_line
from gift4code_ext.kernel.questions import keep_words
from gift4code_ext.labels import labels

if TYPE_CHECKING:
    import argparse

    from IPython.core.interactiveshell import InteractiveShell

    from gift4code_ext.assistant import Answer
    from gift4code_ext.spec.model import Output

_FLAGS = ("again", "partial", "insert", "no-insert")
_VALUED = ("columns", "index", "type", "example", "rows", "summary", "n", "seconds", "level", "share", "note", "sample")


@dataclass(frozen=True)
class _Turn:
    """What was asked last and what came of it."""

    intent: str
    frames: tuple[str, ...]
    expected: Output
    code: str | None


@magics_class
class Gift4CodeMagics(Magics):  # type: ignore[misc]
    """The magics of one shell; remembers the last request, and the names its answers bound: they are no inputs."""

    def __init__(self, shell: InteractiveShell) -> None:
        super().__init__(shell)
        self._bound: set[str] = set()
        self._last: _Turn | None = None

    @magic_arguments()
    @argument("intent", nargs="*", help="what you want, in words; @df names an input, -> name at the end the output")
    @argument("--again", action="store_true", help="change the last request: the words follow those asked before")
    @argument("--columns", help="columns of the expected result, separated by commas")
    @argument("--index", help="columns of the example that are its index, separated by commas")
    @argument("--type", help="type of the expected result: DataFrame, Series, float, list, ...")
    @argument("--example", help="name of a variable that holds the expected result or a part of it (... for any cell)")
    @argument("--partial", action="store_true", default=None, help="the example is only a part of the result")
    @argument("--rows", type=int, help="number of rows of the expected result")
    @argument("--summary", help="a sentence about the expected result")
    @argument("--n", type=int, default=16, help="candidates to ask for (default 16)")
    @argument("--seconds", type=float, default=10.0, help="time to spend (default 10)")
    @argument("--level", default="schema", help="what may leave the kernel: anonymous, names, schema, shape, ...")
    @argument("--share", action="append", default=[], help="level of one frame or column: df.salary=anonymous")
    @argument("--note", action="append", default=[], help="a note on a column: 'cadence: steps a minute'")
    @argument("--sample", type=int, default=3, help="rows that leave at the levels masked and rows (default 3)")
    @argument("--insert", action="store_true", default=True, help="put the cell below (the default)")
    @argument("--no-insert", dest="insert", action="store_false", help="show the card only")
    @line_cell_magic
    @no_var_expand
    def gift4code(self, line: str, cell: str | None = None) -> None:
        """Ask for a pandas cell over live dataframes; candidates run beside the kernel and are checked.

        ``%gift4code average fare by class --columns class,fare``, then ``%gift4code --again only 2024``, or::

            %%gift4code df -> result --rows 3
            average fare by class, highest first
        """
        try:
            self._request(line, cell)
        except Gift4CodeError as error:
            problem = str(error)
        except KeyboardInterrupt:
            problem = "Stopped; nothing was inserted."
        else:
            return
        raise UsageError(problem)  # out here it carries no traceback, which would keep the ask's values alive

    def _request(self, line: str, cell: str | None) -> None:
        read = read_line(line, flags=_FLAGS, valued=_VALUED, is_head=cell is not None)
        options = self.gift4code.parser.parse_args(list(read.options))
        words = read.words if cell is None else cell.strip()
        if not words:
            raise Gift4CodeError("Say what you want after %gift4code, such as: %gift4code average fare by class.")
        live = self.shell.user_ns
        if options.again:
            intent, names, expected, context = self._again(words, options)
            frames = {name: live[name] for name in names}
        else:
            frames = choose_frames(live, words, named=read.frames, set_aside={*self._bound, options.example})
            intent, expected, context = without_signs(words, frames), _expected(read.name, options, live), ""
        answer = self._ask(intent, frames, expected, options, context)
        self._last = _Turn(intent, tuple(frames), expected, answer.code)
        if answer.code is not None:
            self._bound.add(expected.name)
            if options.insert:
                self.shell.set_next_input(answer.code, replace=False)

    def _again(self, words: str, options: argparse.Namespace) -> tuple[str, tuple[str, ...], Output, str]:
        """The last request with more words: its intent, inputs, expected output, and the cell so far as context."""
        from gift4code_ext.assistant.follow import joined

        last, live = self._last, self.shell.user_ns
        if last is None:
            raise Gift4CodeError("There is no request to change yet; ask with %gift4code and your words first.")
        gone = next((name for name in last.frames if name not in live), None)
        if gone is not None:
            raise Gift4CodeError(f"{gone} is not there any more; ask anew and name the frame you mean.")
        expected = _expected(last.expected.name, options, live)
        if not expected.given and last.code is None:
            expected = last.expected
        return joined(last.intent, words), last.frames, expected, last.code or ""

    def _ask(
        self, intent: str, frames: dict[str, Any], expected: Output, options: argparse.Namespace, context: str
    ) -> Answer:
        from gift4code_ext.assistant import Assistant
        from gift4code_ext.kernel.card import Card, Line, Progress
        from gift4code_ext.spec.sharing import Sharing

        sharing = Sharing.typed(options.level, rows=options.sample, overrides=options.share, notes=options.note)
        progress = Progress(live=hasattr(self.shell, "kernel"))
        shown: Card | Line = Line("")
        stop = threading.Event()
        try:
            with Assistant() as assistant:
                answer = assistant.ask(
                    intent,
                    frames=frames,
                    context=context,
                    output=expected,
                    n=options.n,
                    seconds=options.seconds,
                    level=sharing,
                    on_event=progress.show,
                    stop=stop,
                )
            shown = Card(answer, expected)
            return answer
        finally:
            stop.set()
            progress.finish(shown)


def _expected(name: str, options: argparse.Namespace, live: dict[str, Any]) -> Output:
    from gift4code_ext.spec.parse import output

    return output(
        name=name,
        type=options.type,
        columns=None if options.columns is None else labels(options.columns),
        index=None if options.index is None else labels(options.index),
        rows=options.rows,
        example=options.example,
        summary=options.summary,
        partial=options.partial,
        frames=live,
    )


def register(shell: InteractiveShell) -> None:
    """Add the magics to a shell."""
    shell.register_magics(Gift4CodeMagics(shell))
    if keep_words not in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.append(keep_words)


def unregister(shell: InteractiveShell) -> None:
    """Take the magics from a shell."""
    for kind in ("line", "cell"):
        shell.magics_manager.magics[kind].pop("gift4code", None)
    if keep_words in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.remove(keep_words)
