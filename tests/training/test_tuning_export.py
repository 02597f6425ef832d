"""Adapters into their bases, and models into other forms."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import torch
from gift4code_training.cli import main
from gift4code_training.tuning.errors import TuningError
from gift4code_training.tuning.export import export
from gift4code_training.tuning.finetune import finetune
from gift4code_training.tuning.merge import merge
from transformers import AutoModelForCausalLM

from gift4code_ext.host.load import load
from gift4code_ext.host.models import resolve
from training import families, tuning

PROMPT = "# mean of fare of df\n"


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bases")
    for name in ("llama", "starcoder2"):
        families.save(name, folder / name)
    return folder


@pytest.fixture(scope="module")
def adapter(bases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adapter")
    data = families.write(folder / "data.jsonl", families.records())
    finetune(tuning.run(data, bases / "llama", folder / "tuned", steps=3))
    return folder / "tuned"


def first_logits(folder: Path) -> np.ndarray:
    """What the model host's engine gives for the token after the prompt."""
    model = load(resolve(folder))
    return model.begin(model.encode(PROMPT), 1, Event())[1][0]


def test_a_merged_model_is_a_checkpoint_with_a_manifest(adapter: Path, tmp_path: Path) -> None:
    assert main(["merge", "--adapter", str(adapter), "--out", str(tmp_path / "merged")]) == 0
    files = resolve(tmp_path / "merged")

    assert (files.id, files.template, files.engine, files.adapter) == ("merged", "gift4code/1", "transformers", None)
    assert files.manifest["merged"] == "tuned"
    np.testing.assert_allclose(first_logits(tmp_path / "merged"), first_logits(adapter), atol=1e-3)


def test_a_merged_model_keeps_the_dtype_of_its_base(adapter: Path, bases: Path, tmp_path: Path) -> None:
    half = tmp_path / "half"
    shutil.copytree(bases / "llama", half)
    AutoModelForCausalLM.from_pretrained(bases / "llama", dtype=torch.bfloat16).save_pretrained(half)
    bare = shutil.copytree(adapter, tmp_path / "bare")  # an adapter that does not say which weights it belongs to
    (bare / "gift4code.json").unlink()
    out = merge(bare, tmp_path / "out", str(half))

    assert {weight.dtype for weight in tuning.weights(out, "model.safetensors").values()} == {torch.bfloat16}
    assert AutoModelForCausalLM.from_pretrained(out).dtype == torch.bfloat16


def test_an_adapter_for_another_base_is_refused_by_its_weights(adapter: Path, bases: Path, tmp_path: Path) -> None:
    other = shutil.copytree(bases / "llama", tmp_path / "other")
    model = AutoModelForCausalLM.from_pretrained(other)
    with torch.no_grad():
        model.model.norm.weight[0] += 0.5
    model.save_pretrained(other)

    with pytest.raises(TuningError, match=r"was tuned on another base than .*other \(sha256:\w+ and not sha256:"):
        merge(adapter, tmp_path / "out", str(other))


def test_an_adapter_that_does_not_fit_is_refused(adapter: Path, bases: Path, tmp_path: Path) -> None:
    bare = shutil.copytree(adapter, tmp_path / "bare")
    (bare / "gift4code.json").unlink()

    with pytest.raises(TuningError, match=r"does not fit .*starcoder2, so that is not its base"):
        merge(bare, tmp_path / "out", str(bases / "starcoder2"))


def test_what_is_no_adapter_is_refused(bases: Path, tmp_path: Path) -> None:
    for model in (None, str(bases / "llama")):
        with pytest.raises(TuningError, match=r"llama is no adapter: it has no adapter_config\.json"):
            merge(bases / "llama", tmp_path / "out", model)


def test_a_model_is_not_written_over(adapter: Path) -> None:
    with pytest.raises(TuningError, match="is the adapter itself: choose another folder"):
        merge(adapter, adapter)
    with pytest.raises(TuningError, match="is the model itself: choose another folder"):
        export(adapter, adapter, "safetensors")


def test_a_merged_model_needs_its_adapter_merged_first(adapter: Path, tmp_path: Path) -> None:
    data = families.write(tmp_path / "data.jsonl", families.records())

    with pytest.raises(TuningError, match="It is an adapter: merge it first"):
        finetune(tuning.run(data, adapter, tmp_path / "out", steps=1))


def test_safetensors_of_an_adapter_are_a_checkpoint(adapter: Path, tmp_path: Path) -> None:
    out = export(adapter, tmp_path / "plain", "safetensors")

    assert (out / "model.safetensors").is_file()
    assert not (out / "adapter_config.json").exists()
    assert resolve(out).id == "plain"
    np.testing.assert_allclose(first_logits(out), first_logits(adapter), atol=1e-3)


def test_what_is_exported_may_stand_inside_the_model(bases: Path, tmp_path: Path) -> None:
    model = shutil.copytree(bases / "llama", tmp_path / "llama")
    for _ in range(2):
        out = export(model, model / "plain", "safetensors")

    assert sorted(path.name for path in out.iterdir()) == sorted(
        ["gift4code.json", *(path.name for path in (bases / "llama").iterdir())]
    )


def test_onnx_of_an_adapter_is_what_the_host_opens(adapter: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    command = ["export", "--model", str(adapter), "--out", str(out), "--format", "onnx", "--precision", "fp32"]
    assert main(command) == 0
    files = resolve(out)

    assert (files.engine, files.template, files.ends) == ("onnx", "gift4code/1", (4,))
    assert files.manifest["data"] == json.loads((adapter / "gift4code.json").read_text())["data"]
    np.testing.assert_allclose(first_logits(out), first_logits(adapter), atol=2e-3)


def test_a_family_that_has_no_onnx_gets_a_sentence(bases: Path, tmp_path: Path) -> None:
    with pytest.raises(
        TuningError, match=r"onnxruntime-genai cannot write ONNX of this model .*export it as safetensors"
    ):
        export(bases / "starcoder2", tmp_path / "out", "onnx")


def test_gguf_without_llama_cpp_says_what_to_install(adapter: Path, tmp_path: Path) -> None:
    with pytest.raises(TuningError, match=r"git clone .*pip install gguf sentencepiece, and name the folder with"):
        export(adapter, tmp_path / "out", "gguf")
    with pytest.raises(TuningError, match="has none"):
        export(adapter, tmp_path / "out", "gguf", llama_cpp=tmp_path)


@pytest.mark.parametrize("fails", [False, True])
def test_gguf_is_written_by_the_converter_of_llama_cpp(adapter: Path, tmp_path: Path, fails: bool) -> None:
    """The converter is llama.cpp's; here a program of three lines takes its arguments."""
    (tmp_path / "convert_hf_to_gguf.py").write_text(
        "import pathlib, sys\n"
        + ("sys.exit('ERROR: the tokenizer is not known')\n" if fails else "")
        + "weights = pathlib.Path(sys.argv[1], 'model.safetensors').read_bytes()\n"
        "pathlib.Path(sys.argv[sys.argv.index('--outfile') + 1]).write_bytes(b'GGUF' + weights)\n"
    )
    if fails:
        with pytest.raises(TuningError, match=r"llama\.cpp could not convert out: ERROR: the tokenizer is not known"):
            export(adapter, tmp_path / "out", "gguf", llama_cpp=tmp_path)
    else:
        assert export(adapter, tmp_path / "out", "gguf", llama_cpp=tmp_path).read_bytes().startswith(b"GGUF")
