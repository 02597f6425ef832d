"""Who answers, as the command line says it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

from gift4code_ext import Assistant
from gift4code_ext.generation.client import template_of
from gift4code_ext.generation.endpoint import Endpoint, from_environment, known
from gift4code_ext.host.launch import ensure
from gift4code_ext.host.models import ModelFiles, resolve
from gift4code_training.evaluation.models.asking import Asked
from gift4code_training.evaluation.models.files import identity_of
from gift4code_training.evaluation.models.fixed import UNCHANGED, Constant, References, predictions
from gift4code_training.evaluation.models.model import Model
from gift4code_training.evaluation.models.prompting import Posing, Style
from gift4code_training.evaluation.models.whole import Whole
from gift4code_training.evaluation.problem import EvaluationError, Suite

_AT_ONCE = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say who answers."""
    group = parser.add_argument_group("who answers")
    who = group.add_mutually_exclusive_group(required=True)
    who.add_argument("--model", help="'bundled', a model's or adapter's directory, or an id at --base-url")
    who.add_argument(
        "--predictions",
        type=Path,
        metavar="FILE",
        help="JSONL made elsewhere: id, code or completions; or ARCADE's form",
    )
    who.add_argument("--constant", nargs="?", const=UNCHANGED, metavar="CELL", help=f"one cell (default {UNCHANGED!r})")
    who.add_argument("--references", action="store_true", help="the reference solutions")
    group.add_argument("--base-url", help="an OpenAI-compatible endpoint (default GIFT4CODE_BASE_URL)")
    group.add_argument("--adapter", type=Path, help="an adapter on a local --model")
    group.add_argument("--assistant", action="store_true", help="the whole assistant on top of the model")
    group.add_argument("--candidates", type=int, default=16, help="samples the assistant draws for an ask (default 16)")
    group.add_argument("--template", help="prompt template, if the endpoint does not say")
    group.add_argument("--prompt", choices=get_args(Style), default="auto", help="whose prompt (default auto)")
    group.add_argument("--rows", type=int, default=3, help="rows that a prompt of the product's shows (default 3)")
    group.add_argument("--at-once", type=int, help=f"problems asked at a time (default {_AT_ONCE}, of local models 1)")
    group.add_argument("--name", default="", help="what the tables call it")


@contextmanager
def opened(options: argparse.Namespace, suite: Suite) -> Iterator[Model]:
    """Whoever the options say; closed at the end.

    Raises:
        EvaluationError: the options do not go together.
        Gift4CodeError: there is no such model, or its endpoint does not say what it is.
    """
    name: str = options.name
    if options.model is None:
        if options.assistant or options.adapter:
            raise EvaluationError("--assistant and --adapter go with --model.")
        if options.predictions is not None:
            yield predictions(options.predictions, name)
        elif options.references:
            yield References(name or "references")
        else:
            yield Constant(options.constant, name or "constant")
        return
    asked = _asked(options, suite)
    if not options.assistant:
        yield asked
        return
    is_local = "address" not in asked.identity
    if options.adapter is not None:
        raise EvaluationError("the assistant takes an adapter's directory as --model; leave --adapter out.")
    if is_local and from_environment() is not None:
        raise EvaluationError(
            "GIFT4CODE_BASE_URL is set, so the assistant would ask there: unset it, or name --base-url."
        )
    model = None if is_local and options.model == "bundled" else options.model
    with Assistant(model, options.base_url, template=options.template) as assistant:
        identity = {**asked.identity, "candidates": options.candidates}
        yield Whole(name or f"assistant with {asked.name}", identity, assistant, options.candidates)


def _asked(options: argparse.Namespace, suite: Suite) -> Asked:
    posing = Posing(options.template or "chat/1", options.prompt, suite.stop, options.rows)
    is_local = options.base_url is None and (options.model == "bundled" or Path(options.model).is_dir())
    remote = None if is_local else from_environment(options.model, options.base_url)
    if remote is None:
        files = resolve(options.model, options.adapter)
        posing = replace(posing, template=options.template or files.template or "chat/1")
        connect = partial(_local, files, options.template)
        return Asked(options.name or files.id, identity_of(files), posing, connect, options.at_once or 1)
    if options.adapter is not None:
        raise EvaluationError("--adapter goes with a local --model: an endpoint has its own.")
    endpoint = replace(remote, template=options.template)
    posing = replace(posing, template=template_of(endpoint))
    model = endpoint.model or known(endpoint).model
    identity = {"model": model, "address": endpoint.shown}
    return Asked(options.name or str(model), identity, posing, lambda: endpoint, options.at_once or _AT_ONCE)


def _local(files: ModelFiles, template: str | None) -> Endpoint:
    address = ensure(files.directory, adapter=files.adapter)
    return Endpoint(address.base_url, address.model, address.token, template)
