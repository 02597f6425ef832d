"""A byte-level BPE for ``slots/1``: slots are single tokens, common pieces of pandas code become single tokens.

Text is first cut into pieces that merges never cross. In code a piece is a whole call head, keyword argument or run
of brackets (``.sort_values(``, ``, ascending=False)``), so that the usual spelling of an operation costs one token. In
intents a piece is one word with its leading space. Digits stand alone, and so do newlines. Bytes make decoding exact.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from gift4code_ext.generation.slots import SPECIAL_TOKENS
from gift4code_training.bundled.config import SETUPS
from gift4code_training.bundled.data import END, read_records, splits

PAD = "<pad>"

# The pre-tokenizer sees the text between two slots at a time, so `$` below means "right before a slot".
_JOINED = "by|per|of|in|the|and|for|each|with|where|on|to|from|is|between|or|than|as|not|into|above|inside|level"
_NAME = r"[A-Za-z_]+"
_PIECES = (
    r"\n",
    r"\d",
    r"result = result\b|result = ",
    rf"[)\]}}]*(?:\.{_NAME})+(?:[(\[{{*)\]}}]+(?:[a-z_]+=)?[(\[{{*]*)?",  # ].mean()   .agg(**{   .pivot_table(index=
    rf"[)\]}}]*, [a-z_]+=(?:'?{_NAME}'?|[(\[{{*]+)?[)\]}}(\[]*",  # , as_index=False)[   , how='left')   , columns=
    r"(?:, |: |\(|\[)?'[a-z_]+'[)\]}]*(?:, $)?",  # , 'mean')   ['sum', 'max']
    rf" ?(?:{_JOINED}) $",
    r" ?\p{L}+",
    r" ?[^\s\p{L}\d]+(?: [^\s\p{L}\d]+)*(?: $)?",  # ] >   )] & (   ;
    r" +",
)


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """Learn a vocabulary of at most `size` entries from prompts and completions given as separate texts.

    Identifiers 0.. are `SPECIAL_TOKENS` in their order. Only `<pad>` and `<end>` are "special" in the sense that
    `decode(..., skip_special_tokens=True)` drops them: slots are part of the text.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex("|".join(_PIECES)), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        min_frequency=3,
        max_token_length=32,
        special_tokens=[AddedToken(token, normalized=False) for token in SPECIAL_TOKENS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    # the trainer, unlike the finished tokenizer, does not set slots apart by itself
    between = re.compile("|".join(map(re.escape, SPECIAL_TOKENS)))
    tokenizer.train_from_iterator((piece for text in texts for piece in between.split(text) if piece), trainer)
    description = json.loads(tokenizer.to_str())  # the trainer marks every added token as special
    for token in description["added_tokens"]:
        token["special"] = token["content"] in (END, PAD)
    return Tokenizer.from_str(json.dumps(description))


def save_tokenizer(tokenizer: Tokenizer, directory: Path) -> None:
    """Write tokenizer.json and the files `transformers` wants beside it."""
    directory.mkdir(parents=True, exist_ok=True)
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=END, pad_token=PAD, model_max_length=1024)
    wrapped.save_pretrained(directory)


def training_texts(directory: Path, records: int, *others: Path) -> Iterator[str]:
    """Prompts and completions of the first `records` training records of each folder."""
    for folder in (directory, *others):
        for prompt, completion in islice(read_records(splits(folder)["train"]), records):
            yield prompt
            yield completion


def main(arguments: list[str] | None = None) -> None:
    """Command line: learn a tokenizer from a folder of shards."""
    parser = argparse.ArgumentParser(prog="python -m gift4code_training.bundled.tokenizer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the JSONL shards")
    parser.add_argument("--out", type=Path, required=True, help="folder for tokenizer.json")
    parser.add_argument("--vocabulary", type=int, default=SETUPS["cpu"].vocabulary)
    parser.add_argument("--records", type=int, default=100_000, help="how many records to learn from")
    options = parser.parse_args(arguments)
    tokenizer = train_tokenizer(training_texts(options.data, options.records), options.vocabulary)
    save_tokenizer(tokenizer, options.out)
    print(f"{tokenizer.get_vocab_size()} entries in {options.out / 'tokenizer.json'}")


if __name__ == "__main__":
    main()
