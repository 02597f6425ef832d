"""Export a tuned model: safetensors, ONNX for the model host, or GGUF for llama.cpp.

An adapter is merged first. ONNX is written by onnxruntime-genai's builder, as for the bundled model, and so for the
families which that knows (Llama, Qwen, Mistral, Phi and others; not StarCoder2). GGUF is written by llama.cpp's own
converter, which no package on PyPI carries: name a copy of llama.cpp with --llama-cpp.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from gift4code_training.tuning import base, manifest
from gift4code_training.tuning.errors import TuningError, first_line, saving
from gift4code_training.tuning.merge import merge

FORMATS = ("safetensors", "onnx", "gguf")
_CONVERTER = "convert_hf_to_gguf.py"
_NAMED_ELSEWHERE = ("id", "template", "files")


def export(model: Path, out: Path, form: str, *, precision: str = "int8", llama_cpp: Path | None = None) -> Path:
    """Writes ``model`` in another form; returns what it wrote.

    Args:
        model: an adapter, or a checkpoint.
        out: folder to write.
        form: one of :data:`FORMATS`.
        precision: ``int8`` or ``fp32``, of ONNX.
        llama_cpp: folder of llama.cpp, for GGUF.

    Raises:
        TuningError: the model cannot be used, or its family or the tool for it is not there; the disk is full.
    """
    if out.resolve() == model.resolve():
        raise TuningError(f"{out} is the model itself: choose another folder for what is exported.")
    if form == "gguf":
        _converter(llama_cpp)
    with tempfile.TemporaryDirectory(dir=_parent(out)) as folder:  # weights move from it within one file system
        plain = Path(folder) / out.resolve().name
        if (model / "adapter_config.json").is_file():
            merge(model, plain)
        else:
            base.locate(str(model))
            with saving(out):
                left = ("checkpoints", "tensorboard", "log.*", ".*", Path(folder).name, out.resolve().name)
                shutil.copytree(model, plain, ignore=shutil.ignore_patterns(*left))
        if form == "safetensors":
            return _safetensors(plain, out)
        return _onnx(plain, out, precision) if form == "onnx" else _gguf(plain, out, _converter(llama_cpp))


def _parent(out: Path) -> Path:
    with saving(out):
        out.resolve().parent.mkdir(parents=True, exist_ok=True)
    return out.resolve().parent


def _safetensors(plain: Path, out: Path) -> Path:
    if not any(plain.glob("*.safetensors")):
        model, tokenizer = base.load_model(str(plain), None), base.load_tokenizer(str(plain))
        with saving(out):
            model.save_pretrained(plain)
            tokenizer.save_pretrained(plain)
            for old in plain.glob("pytorch_model*"):
                old.unlink()
    with saving(out):
        out.mkdir(exist_ok=True)
        for path in plain.iterdir():
            if path.is_file():
                path.replace(out / path.name)
    manifest.write(out, {**manifest.read(out), "id": out.resolve().name})
    return out


def _onnx(plain: Path, out: Path, precision: str) -> Path:
    try:
        from gift4code_training.bundled.export import export as write_graph
    except ImportError as error:
        raise TuningError(f"ONNX needs {error.name}: pip install 'gift4code[train]'.") from error
    entries = manifest.read(plain)
    _complete(plain)
    try:
        with saving(out):
            write_graph(
                plain,
                out,
                name=out.resolve().name,
                template=str(entries.get("template", "gift4code/1")),
                precision="fp32" if precision == "fp32" else "int8",
                extra={name: value for name, value in entries.items() if name not in _NAMED_ELSEWHERE},
            )
    except TuningError as error:
        if not isinstance(error.__cause__, NotImplementedError):
            raise
        raise TuningError(
            f"onnxruntime-genai cannot write ONNX of this model ({first_line(error.__cause__)}): export it as "
            "safetensors, and serve that."
        ) from error
    return out


def _complete(plain: Path) -> None:
    """Writes out what transformers leaves to its defaults: the builder reads the file itself."""
    path = plain / "config.json"
    config: dict[str, Any] = base.config(str(plain)).to_dict() | json.loads(path.read_text(encoding="utf-8"))
    if config.get("eos_token_id") is None:
        config["eos_token_id"] = base.load_tokenizer(str(plain)).eos_token_id
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _converter(llama_cpp: Path | None) -> Path:
    if llama_cpp is None or not (llama_cpp / _CONVERTER).is_file():
        missing = "" if llama_cpp is None else f" ({llama_cpp} has none)"
        raise TuningError(
            f"GGUF is written by llama.cpp's {_CONVERTER}, which is in no package{missing}: "
            "git clone https://github.com/ggml-org/llama.cpp, pip install gguf sentencepiece, and name the folder with "
            "--llama-cpp."
        )
    return llama_cpp / _CONVERTER


def _gguf(plain: Path, out: Path, converter: Path) -> Path:
    with saving(out):
        out.mkdir(exist_ok=True)
    target = out / f"{out.resolve().name}.gguf"
    command = [sys.executable, str(converter), str(plain), "--outfile", str(target), "--outtype", "auto"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not target.is_file():
        lines = [line for line in (done.stderr or done.stdout).strip().splitlines() if line]
        raise TuningError(f"llama.cpp could not convert {plain.name}: {lines[-1] if lines else 'it said nothing'}.")
    manifest.write(out, {**manifest.read(plain), "id": out.resolve().name})
    return target


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``gift4code-train export``."""
    parser.add_argument("--model", type=Path, required=True, help="folder of an adapter or a checkpoint")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--format", choices=FORMATS, default="safetensors", help="default: %(default)s")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8", help="of ONNX (default: int8)")
    parser.add_argument("--llama-cpp", type=Path, metavar="FOLDER", help="copy of llama.cpp, for GGUF")


def run(options: argparse.Namespace) -> int:
    """``gift4code-train export``."""
    written = export(
        options.model, options.out, options.format, precision=options.precision, llama_cpp=options.llama_cpp
    )
    print(f"{written}: {options.format}.")
    return 0
