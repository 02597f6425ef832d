"""A tiny random Llama with a tokenizer of its own, exported both ways, and hosts that are gone after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gift4code_training.bundled.export import export

from gift4code_ext.host import launch
from gift4code_ext.host.runtime import Address, places

TEXT = ["average fare by class result = df.groupby('class', as_index=False)['fare'].mean() café"] * 20


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LlamaForCausalLM directory: tied embeddings, hidden 64, two layers, weights large enough for peaked logits."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    directory = tmp_path_factory.mktemp("checkpoint") / "tiny"
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300,
        special_tokens=["<pad>", "<end>", "<c0>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXT, trainer)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<end>").save_pretrained(directory)
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=64,
        intermediate_size=160,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=512,
        tie_word_embeddings=True,
        initializer_range=0.2,
        bos_token_id=None,
        eos_token_id=1,
        pad_token_id=0,
    )
    LlamaForCausalLM(config).save_pretrained(directory)
    return directory


@pytest.fixture(scope="session")
def exported(checkpoint: Path) -> Path:
    """The checkpoint as a float graph."""
    return export(checkpoint, checkpoint.parent / "exported", name="tiny", precision="fp32")


@pytest.fixture(scope="session")
def quantised(checkpoint: Path) -> Path:
    """The checkpoint in 8-bit blocks."""
    return export(checkpoint, checkpoint.parent / "quantised", name="tiny-int8")


@pytest.fixture(scope="session")
def adapter(checkpoint: Path) -> Path:
    """A LoRA adapter for the checkpoint whose weights are not zero."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    torch.manual_seed(3)
    config = LoraConfig(r=4, lora_alpha=16, target_modules=["q_proj", "v_proj"], init_lora_weights=False)
    directory = checkpoint.parent / "adapter"
    get_peft_model(AutoModelForCausalLM.from_pretrained(checkpoint), config).save_pretrained(directory)
    (directory / "gift4code.json").write_text('{"id": "tiny-tuned", "template": "gift4code/1"}')
    return directory


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty runtime directory; whatever host is started in it is stopped."""
    directory = tmp_path / "runtime"
    monkeypatch.setenv("GIFT4CODE_RUNTIME_DIR", str(directory))
    yield directory
    launch.stop()
    assert places() == []


@pytest.fixture(scope="session")
def address(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A running host of the float graph, shared by the tests that only ask."""
    directory = str(tmp_path_factory.mktemp("shared") / "runtime")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIFT4CODE_RUNTIME_DIR", directory)
        address = launch.ensure(exported)
    yield address
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIFT4CODE_RUNTIME_DIR", directory)
        assert launch.stop(address) == 1


@pytest.fixture
def client(address: Address) -> Iterator[httpx.Client]:
    """A client of the shared host."""
    headers = {"Authorization": f"Bearer {address.token}"}
    with httpx.Client(base_url=address.base_url, headers=headers, timeout=60, trust_env=False) as client:
        yield client
