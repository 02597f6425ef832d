"""``gift4code-train``: synthetic data, fine-tuning and evaluation after GIFT4Code (arXiv 2402.08073).

A command is a module with ``add_arguments(parser)`` and ``run(options) -> int``; it is imported when it is called, so
that ``--help`` needs neither torch nor pandas.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from gift4code_ext.errors import Gift4CodeError

COMMANDS = {
    "tables": ("stages.tables", "CSV and Parquet files -> contexts"),
    "intents": ("stages.intents", "contexts -> tasks in words"),
    "programs": ("stages.programs", "intents -> programs"),
    "run": ("stages.run", "programs -> those that run and make something"),
    "specs": ("stages.specs", "runs -> specifications: type, examples, summary"),
    "filter": ("stages.filter", "diversity, near-duplicates, benchmarks kept out"),
    "dataset": ("stages.dataset", "specified runs -> prompts and completions"),
    "finetune": ("tuning.finetune", "LoRA or full fine-tuning of a local model"),
    "merge": ("tuning.merge", "an adapter merged into its base"),
    "export": ("tuning.export", "safetensors, ONNX or GGUF of a tuned model"),
    "evaluate": ("evaluation.command", "suites scored by execution"),
    "demo": ("experiment.demo", "all of it, small: tables to adapter to evaluation"),
    "experiment": ("experiment.command", "an adapter a kind of specification, and the table"),
}


def main(argv: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="gift4code-train", description=__doc__.split("\n")[0])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="command")
    asked = next((word for word in arguments if not word.startswith("-")), None)
    for name, (module, told) in COMMANDS.items():
        sub = subparsers.add_parser(name, help=told)
        if name == asked:
            command = import_module(f"gift4code_training.{module}")
            sub.description = command.__doc__
            sub.formatter_class = argparse.RawDescriptionHelpFormatter
            command.add_arguments(sub)
            sub.set_defaults(run=command.run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("Stopped; what was finished is kept, and the same command goes on from there.", file=sys.stderr)
        return 130
    except Gift4CodeError as fault:
        print(f"gift4code-train {options.command}: {fault}", file=sys.stderr)
        return 2
