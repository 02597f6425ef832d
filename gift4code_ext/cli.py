"""``gift4code ask | spec | serve | models | doctor``: the assistant from a shell."""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gift4code_ext import __version__
from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.labels import labels

if TYPE_CHECKING:
    from gift4code_ext.assistant import Event
    from gift4code_ext.spec.model import Output
    from gift4code_ext.spec.sharing import Sharing

OFFERED, NOTHING, BAD_INPUT, STOPPED = 0, 1, 2, 130


class UsageError(Gift4CodeError):
    """A command line that lacks something."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 if it did what was asked, 1 if nothing could be offered, 2 for bad input, 130 when stopped by Ctrl-C.
    """
    parser = _parser()
    options, more = parser.parse_known_args(arguments)
    unknown = [word for word in more if word.startswith("-") and " " not in word]
    if unknown or (more and "words" not in options):
        parser.error(f"unrecognized arguments: {' '.join(unknown or more)}")
    if more:
        options.words += more  # what stands behind an option: `ask data.csv --rows 3 "fare by class"`
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except Gift4CodeError as error:
        print(f"gift4code: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("gift4code: stopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader has seen enough, as in `gift4code spec ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OFFERED
    return status


def ask(options: argparse.Namespace) -> int:
    """Answer one request over CSV files."""
    frames, intent = _inputs(options)
    if not intent:
        raise UsageError('Say what you want after the files, such as: gift4code ask data.csv "average fare by class".')
    expected = _expected(options, frames)
    from gift4code_ext.assistant import Assistant
    from gift4code_ext.report import as_json, as_text

    sharing = _sharing(options)
    status, stop = _StatusLine(), threading.Event()
    try:
        with Assistant() as assistant:
            answer = assistant.ask(
                intent,
                frames=frames,
                context=options.context,
                output=expected,
                n=options.n,
                seconds=options.seconds,
                level=sharing,
                on_event=status.show,
                stop=stop,
            )
    finally:
        stop.set()
        status.clear()
    if options.json:
        print(json.dumps(as_json(answer), indent=2, ensure_ascii=False))
    elif not options.code_only:
        print(as_text(answer, expected))
    elif answer.code is not None:
        print(answer.code)
    else:
        print(f"gift4code: {answer.reason}", file=sys.stderr)
    return NOTHING if answer.code is None else OFFERED


def spec(options: argparse.Namespace) -> int:
    """Print the specification in every kind, and what would be sent at every sharing level. Asks no model."""
    frames, intent = _inputs(options)
    expected = _expected(options, frames)
    from gift4code_ext.generation.inputs import check_inputs
    from gift4code_ext.generation.prompt import build
    from gift4code_ext.spec.infer import facts
    from gift4code_ext.spec.model import Spec, SpecKind
    from gift4code_ext.spec.read import Caps, read
    from gift4code_ext.spec.render import render, schema_text
    from gift4code_ext.spec.sharing import Level

    words = intent or "(your request)"
    inputs = check_inputs(words, frames, expected)
    sharing = _sharing(options)
    caps = Caps(sample=max(Caps().sample, sharing.rows))
    variables = tuple(read(value, name, caps=caps) for name, value in inputs.items())
    whole = Spec(words, variables, expected, "", facts(expected, inputs))
    print(f"Inputs\n{_indented(schema_text(variables))}")
    for kind in SpecKind:
        print(f"\nSpecification: {kind.value}\n{_indented(render(whole, kind))}")
    template = options.template or ("chat/1" if os.environ.get("GIFT4CODE_BASE_URL") else "slots/1")
    sent: dict[str, list[str]] = {}
    kind = SpecKind.SUMMARY if expected.given else SpecKind.NONE
    for level in Level:
        stated = replace(sharing, level=level)
        sent.setdefault(build(template, whole, kind, stated).text, []).append(str(stated))
    for text, levels in sent.items():
        print(f"\nSent with template {template} at level {' or '.join(levels)}\n{_indented(text)}")
    return OFFERED


def serve(options: argparse.Namespace) -> int:
    """Host a model in the foreground until Ctrl-C or until it is idle."""
    from gift4code_ext.host.models import resolve
    from gift4code_ext.host.serve import idle_seconds
    from gift4code_ext.host.serve import serve as host

    idle = idle_seconds() if options.idle_seconds is None else options.idle_seconds

    def ready(address: Any, place: Any) -> None:
        until = f"stops after {idle:g} s without a request" if idle > 0 else "runs until it is stopped"
        print(f"Serving {address.model} at {address.base_url}; it {until}.", flush=True)
        print(f"Requests carry the token in {place.entry} as a bearer token. Ctrl-C stops the host.", flush=True)

    host(resolve(options.model, options.adapter), port=options.port, idle=idle, ready=ready)
    return OFFERED


def models(options: argparse.Namespace) -> int:
    """List the models that need no path, the hosts that run, and the endpoint that the environment names."""
    from gift4code_ext.doctor import as_text, model_findings

    print(as_text("Models", model_findings()))
    return OFFERED


def doctor(options: argparse.Namespace) -> int:
    """Say which model, runtime and protections are active."""
    from gift4code_ext import doctor as report

    found = report.model_findings()
    print(report.as_text("Model", found))
    print("\n" + report.as_text("Protections while a candidate runs", report.protection_findings()))
    print("\n" + report.as_text("In the browser", report.browser_findings()))
    print("\n" + report.as_text("Versions", report.version_findings()))
    return OFFERED if found[0].is_well else NOTHING


def _inputs(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    from gift4code_ext.files import files_and_words, read_frames

    files, intent = files_and_words(options.words)
    if not files:
        raise UsageError(
            f'Name a CSV file first, such as: gift4code {options.command} data.csv "average fare by class".'
        )
    return read_frames(files), intent


def _expected(options: argparse.Namespace, frames: dict[str, Any]) -> Output:
    from gift4code_ext.files import example_text
    from gift4code_ext.spec.parse import output

    return output(
        name=options.name,
        type=options.type,
        columns=None if options.columns is None else labels(options.columns),
        index=None if options.index is None else labels(options.index),
        rows=options.rows,
        example=None if options.example is None else example_text(options.example),
        summary=options.summary,
        partial=options.partial,
        frames=frames,
    )


def _sharing(options: argparse.Namespace) -> Sharing:
    from gift4code_ext.spec.sharing import Sharing

    return Sharing.typed(options.level, rows=options.sample, overrides=options.share, notes=options.note)


class _StatusLine:
    """The current step on stderr, where a person looks at it; it leaves no trace."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()

    def show(self, event: Event) -> None:
        from gift4code_ext.report import step

        text = step(event)
        if self._shows and text:
            print(f"\r\x1b[Kgift4code: {text}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shows:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gift4code", description="Say what must come out, get a pandas cell that was run and checked."
    )
    parser.add_argument("--version", action="version", version=f"gift4code {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    asking = _command(commands, "ask", ask, "answer a request over CSV files")
    _add_request(asking)
    asking.add_argument("--n", type=int, default=16, help="candidates to ask for (default 16)")
    asking.add_argument("--seconds", type=float, default=10.0, help="time to spend (default 10)")
    asking.add_argument("--context", default="", help="code of earlier cells; told to the model, never run")
    form = asking.add_mutually_exclusive_group()
    form.add_argument("--code-only", action="store_true", help="print the cell and nothing else")
    form.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    stating = _command(commands, "spec", spec, "print the specification, and what would be sent; asks no model")
    _add_request(stating)
    stating.add_argument("--template", help="prompt template: slots/1 (the bundled model's), gift4code/1 or chat/1")
    serving = _command(commands, "serve", serve, "host a model for OpenAI-compatible clients on 127.0.0.1")
    serving.add_argument("--model", help="model or adapter directory (default: the bundled model)")
    serving.add_argument("--adapter", help="PEFT adapter directory to put on the model")
    serving.add_argument("--port", type=int, default=0, help="port (default: a free one)")
    serving.add_argument("--idle-seconds", type=float, help="stop when idle that long, 0 for never (default 900)")
    _command(commands, "models", models, "list models, running hosts and the endpoint in use")
    _command(commands, "doctor", doctor, "say which model, runtime and protections are active")
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + "."
    )
    command.set_defaults(run=run)
    return command


def _add_request(command: argparse.ArgumentParser) -> None:
    command.add_argument("words", nargs="*", metavar="file ... request", help="CSV files, then the request")
    command.add_argument("--name", default="result", help="variable that the cell binds (default result)")
    command.add_argument("--columns", help="columns of the expected result, separated by commas")
    command.add_argument("--index", help="columns of the example that are its index, separated by commas")
    command.add_argument("--type", help="type of the expected result: DataFrame, Series, float, list, ...")
    command.add_argument("--example", help="the expected result or a part of it: a .csv, .md or .html file, or a value")
    command.add_argument(
        "--partial", action="store_true", default=None, help="the example is only a part of the result"
    )
    command.add_argument("--rows", type=int, help="number of rows of the expected result")
    command.add_argument("--summary", help="a sentence about the expected result")
    command.add_argument(
        "--level", default="schema", help="what may leave: anonymous, names, schema (default), shape, masked or rows"
    )
    command.add_argument(
        "--share", action="append", default=[], help="the level of one frame or column, such as df.salary=anonymous"
    )
    command.add_argument(
        "--note", action="append", default=[], help="a note on a column, such as 'cadence: steps a minute'"
    )
    command.add_argument("--sample", type=int, default=3, help="rows that leave at masked and rows (default 3)")


if __name__ == "__main__":
    sys.exit(main())
