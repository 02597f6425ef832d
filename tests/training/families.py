"""Small checkpoints of the families that are tuned, as transformers saves them: random weights, a byte-level BPE of
their own, start and end tokens and chat templates as the real ones have them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
    Starcoder2Config,
    Starcoder2ForCausalLM,
)

NAMES = ("qwen2", "qwen3", "llama", "deepseek", "starcoder2")

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_INSTRUCTION = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}{{ message['content'] }}"
    "{% elif message['role'] == 'user' %}### Instruction:\n{{ message['content'] }}\n"
    "{% else %}### Response:\n{{ message['content'] }}\n<|EOT|>\n{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}### Response:\n{% endif %}"
)
_HEADERS = (
    "{{ bos_token }}{% for message in messages %}<|start_header_id|>{{ message['role'] }}<|end_header_id|>\n\n"
    "{{ message['content'] }}<|eot_id|>{% endfor %}"
    "{% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}"
)
_WORDS = r"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"

_FRAMES = ("df", "sales", "trips", "people")
_COLUMNS = ("fare", "price", "age", "city")
_STEPS = (("mean of", ".mean()"), ("largest", ".max()"))


def records(kind: str = "type") -> list[dict[str, str]]:
    """Thirty-two tasks, each with a program of its own; the last four measure."""
    asked = [
        (f"# {words} {column} of {frame}\n", f"result = {frame}['{column}']{code}\n")
        for frame in _FRAMES
        for column in _COLUMNS
        for words, code in _STEPS
    ]
    return [
        {"prompt": prompt, "completion": completion, "kind": kind, "split": "train" if number < 28 else "validation"}
        for number, (prompt, completion) in enumerate(asked)
    ]


def write(path: Path, lines: Sequence[dict[str, Any]]) -> Path:
    """A data file of these records."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def save(name: str, directory: Path) -> Path:
    """The checkpoint of a family, hidden 64 and two layers; returns ``directory``.

    Weights are drawn wide (0.2): the adapter leaves the output matrix as it is, and a narrow one cannot be sure of
    anything.
    """
    tokenizer = _tokenizer(name)
    tokenizer.save_pretrained(directory)
    torch.manual_seed(3)
    kind, config = {
        "qwen2": (Qwen2ForCausalLM, Qwen2Config),
        "qwen3": (Qwen3ForCausalLM, Qwen3Config),
        "llama": (LlamaForCausalLM, LlamaConfig),
        "deepseek": (LlamaForCausalLM, LlamaConfig),
        "starcoder2": (Starcoder2ForCausalLM, Starcoder2Config),
    }[name]
    own: dict[str, Any] = {
        "qwen2": {"tie_word_embeddings": True},
        "qwen3": {"tie_word_embeddings": True, "head_dim": 24},
        "llama": {"tie_word_embeddings": False},
        "deepseek": {"tie_word_embeddings": False, "rope_parameters": {"rope_type": "linear", "factor": 4.0}},
        "starcoder2": {"sliding_window": None, "use_bias": True, "residual_dropout": 0.0, "embedding_dropout": 0.0},
    }[name]
    if name == "deepseek":
        own["rope_parameters"]["rope_theta"] = 100_000.0
    kind(
        config(
            vocab_size=len(tokenizer),
            hidden_size=64,
            intermediate_size=160,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=4 if name == "deepseek" else 2,
            max_position_embeddings=256,
            initializer_range=0.2,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
            **own,
        )
    ).save_pretrained(directory)
    return directory


def _tokenizer(name: str) -> Any:
    tokenizer = Tokenizer(models.BPE())
    isolated = pre_tokenizers.Split(Regex(_WORDS), behavior="isolated")
    plain = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    split: Any = {
        "starcoder2": [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    }.get(name, [isolated, plain])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(split)
    tokenizer.decoder = decoders.ByteLevel()
    if name.startswith("qwen"):
        tokenizer.normalizer = normalizers.NFC()
    marks, options = _MARKS[name]
    trainer = trainers.BpeTrainer(
        vocab_size=500,
        special_tokens=marks,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([line["prompt"] + line["completion"] for line in records()], trainer)
    start = options.get("bos_token")
    if name in ("llama", "deepseek"):  # these put the start token before whatever they are given
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{start} $A", special_tokens=[(start, tokenizer.token_to_id(start))]
        )
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, clean_up_tokenization_spaces=False, **options)


_QWEN = (
    ["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
    {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>", "chat_template": CHATML},
)
_MARKS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "qwen2": _QWEN,
    "qwen3": _QWEN,
    "llama": (
        ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
        {"bos_token": "<|begin_of_text|>", "eos_token": "<|eot_id|>", "chat_template": _HEADERS},
    ),
    "deepseek": (
        ["<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", "<|EOT|>"],
        {
            "bos_token": "<｜begin▁of▁sentence｜>",
            "eos_token": "<|EOT|>",
            "pad_token": "<｜end▁of▁sentence｜>",
            "chat_template": _INSTRUCTION,
        },
    ),
    "starcoder2": (
        ["<|endoftext|>", "<fim_prefix>", "<fim_middle>", "<fim_suffix>"],
        {"bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"},
    ),
}
