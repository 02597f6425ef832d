from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from gift4code_training.bundled.tokenizer import save_tokenizer, train_tokenizer
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from gift4code_ext.generation.slots import SPECIAL_TOKENS
from training import toy


@cache
def tokenizer() -> Tokenizer:
    rng = random.Random(1)
    return train_tokenizer((text for _ in range(2000) for text in toy.record(rng).values()), 1024)


def pieces(text: str) -> list[str]:
    return [tokenizer().decode([token], skip_special_tokens=False) for token in tokenizer().encode(text).ids]


@settings(max_examples=200, deadline=None)
@given(st.text() | st.lists(st.sampled_from([*SPECIAL_TOKENS, " ", "\n", "é", "10", ".mean()", "🙂"])).map("".join))
def test_decoding_gives_the_text_back(text: str) -> None:
    assert tokenizer().decode(tokenizer().encode(text).ids, skip_special_tokens=False) == text


def test_special_tokens_come_first_and_are_one_token_each() -> None:
    assert [tokenizer().encode(token).ids for token in SPECIAL_TOKENS] == [[n] for n in range(len(SPECIAL_TOKENS))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<d0>.sort_values(<c1>, ascending=False)", ["<d0>", ".sort_values(", "<c1>", ", ascending=False)"]),
        ("<c0>, as_index=False)[<c1>].mean()", ["<c0>", ", as_index=False)[", "<c1>", "].mean()"]),
        ("result = <d0>[<d0>[<c0>] > <v0>]", ["result = ", "<d0>", "[", "<d0>", "[", "<c0>", "] > ", "<v0>", "]"]),
        ("\nresult = result[<c0>]", ["\n", "result = result", "[", "<c0>", "]"]),
        ("<ask> average <c1> by <c0>\n", ["<ask>", " average", " ", "<c1>", " by ", "<c0>", "\n"]),
        ("<c0> str few null |", ["<c0>", " str", " few", " null", " |"]),
    ],
)
def test_common_code_is_one_token_and_words_stay_whole(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_digits_stand_alone() -> None:
    assert pieces("2024") == ["2", "0", "2", "4"]


def test_a_saved_tokenizer_opens_in_both_libraries(tmp_path: Path) -> None:
    text = "<d0>\n<c0> float | fare usd\n<ask> total <c0>\n<code>\n"
    save_tokenizer(tokenizer(), tmp_path)

    opened, wrapped = Tokenizer.from_file(str(tmp_path / "tokenizer.json")), AutoTokenizer.from_pretrained(tmp_path)

    assert opened.encode(text).ids == wrapped(text)["input_ids"] == tokenizer().encode(text).ids
    assert wrapped.decode(opened.encode(text + "<end>").ids, skip_special_tokens=True) == text
    assert (wrapped.eos_token, wrapped.pad_token) == ("<end>", "<pad>")
