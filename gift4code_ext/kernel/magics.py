"""``%gift4code`` and ``%%gift4code``: the request, the card, the cell below."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand
from IPython.core.magic_arguments import argument, magic_arguments

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel import comm
from gift4code_ext.kernel.line import read_line
from gift4code_ext.kernel.questions import keep_words
from gift4code_ext.kernel.settings import forget_settings, settings_of
from gift4code_ext.labels import labels

if TYPE_CHECKING:
    import argparse

    from IPython.core.interactiveshell import InteractiveShell

    from gift4code_ext.kernel.asked import Asked, Stated

_FLAGS = ("again", "partial", "insert", "no-insert", "keep-values")
_VALUED = ("columns", "index", "type", "example", "rows", "summary", "n", "seconds", "level", "share", "note", "sample")
_NUMBERS = itertools.count(1)


@magics_class
class Gift4CodeMagics(Magics):  # type: ignore[misc]
    """The magics of one shell; remembers the last request, so that ``--again`` can change it."""

    def __init__(self, shell: InteractiveShell) -> None:
        super().__init__(shell)
        self._last: str | None = None

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
    @argument("--n", type=int, help="candidates to ask for (default: %%config Gift4Code.n)")
    @argument("--seconds", type=float, help="time to spend (default: %%config Gift4Code.seconds)")
    @argument("--level", help="what may leave the kernel: anonymous, names, schema, shape, ...")
    @argument("--share", action="append", default=[], help="level of one frame or column: df.salary=anonymous")
    @argument("--note", action="append", default=[], help="a note on a column: 'cadence: steps a minute'")
    @argument("--sample", type=int, default=3, help="rows that leave at the levels masked and rows (default 3)")
    @argument("--insert", action="store_true", default=None, help="put the cell below (the default)")
    @argument("--no-insert", dest="insert", action="store_false", help="show the card only")
    @argument("--keep-values", action="store_true", default=None, help="keep values in the notebook with the card")
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
        from gift4code_ext.kernel.show import ask

        read = read_line(line, flags=_FLAGS, valued=_VALUED, is_head=cell is not None)
        options = self.gift4code.parser.parse_args(list(read.options))
        words = read.words if cell is None else cell.strip()
        if not words:
            raise Gift4CodeError("Say what you want after %gift4code, such as: %gift4code average fare by class.")
        if options.again and self._last is None:
            raise Gift4CodeError("There is no request to change yet; ask with %gift4code and your words first.")
        settings, of = settings_of(self.shell), self._last if options.again else None
        asked = self._asked(words, read.frames, _stated("" if options.again else read.name, options), options)
        keep = settings.keep_values if options.keep_values is None else options.keep_values
        identity, answered = ask(self.shell, f"magic-{next(_NUMBERS)}", asked, of=of, keep_values=keep)
        if answered is None:
            return
        self._last = identity
        insert = settings.insert if options.insert is None else options.insert
        if answered.answer.code is not None and insert:
            self.shell.set_next_input(answered.answer.code, replace=False)

    def _asked(self, words: str, frames: tuple[str, ...], output: Stated, options: argparse.Namespace) -> Asked:
        from gift4code_ext.kernel.asked import Asked
        from gift4code_ext.spec.sharing import Sharing

        settings = settings_of(self.shell)
        level = settings.level if options.level is None else options.level
        return Asked(
            intent=words,
            frames=frames,
            output=output,
            n=settings.n if options.n is None else options.n,
            seconds=settings.seconds if options.seconds is None else options.seconds,
            sharing=Sharing.typed(level, rows=options.sample, overrides=options.share, notes=options.note),
        )


def _stated(name: str, options: argparse.Namespace) -> Stated:
    from gift4code_ext.kernel.asked import Pasted, Stated

    return Stated(
        name=name,
        type=options.type,
        columns=None if options.columns is None else tuple(labels(options.columns)),
        index=None if options.index is None else tuple(labels(options.index)),
        rows=options.rows,
        example=None if options.example is None else Pasted(options.example),
        summary=options.summary,
        partial=options.partial,
    )


def register(shell: InteractiveShell) -> None:
    """Add the magics, their settings and the comm target to a shell."""
    settings_of(shell)
    comm.register(shell)
    shell.register_magics(Gift4CodeMagics(shell))
    if keep_words not in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.append(keep_words)


def unregister(shell: InteractiveShell) -> None:
    """Take all of it from a shell."""
    forget_settings(shell)
    comm.unregister(shell)
    for kind in ("line", "cell"):
        shell.magics_manager.magics[kind].pop("gift4code", None)
    if keep_words in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.remove(keep_words)
