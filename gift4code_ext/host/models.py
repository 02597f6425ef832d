"""Which models this machine can host, and the files each is made of.

A model is a directory: the bundled kind holds ``model.onnx``, ``tokenizer.json`` and ``gift4code.json``; a checkpoint
is what transformers saves; an adapter is what PEFT saves, and names its base. ``gift4code.json`` beside any of them
states the prompt template the model was trained on. This module only reads small files; weights are opened by the host.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from gift4code_ext.host.errors import ModelFilesError

Engine: TypeAlias = Literal["onnx", "transformers"]
_AGAIN = "install gift4code again or export the model again"
BUNDLED = Path(__file__).resolve().parent.parent / "bundled"


@dataclass(frozen=True)
class ModelFiles:
    """A model the host can open. ``template`` is the prompt template it was trained on (None: a general model)."""

    id: str
    engine: Engine
    directory: Path
    adapter: Path | None = None
    template: str | None = None
    manifest: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def context(self) -> int:
        """Most positions of prompt and completion together."""
        return int(self.manifest["context"])

    @property
    def ends(self) -> tuple[int, ...]:
        """Tokens that end a completion."""
        return tuple(int(token) for token in self.manifest["ends"])

    @property
    def head_dim(self) -> int:
        """Width of one attention head's keys and values."""
        return int(self.manifest["head_dim"])

    @property
    def key(self) -> str:
        """Names a host of these very files: paths, and sizes and times of what is in them."""
        parts = [str(self.directory), str(self.adapter or "")]
        for directory in (self.directory, self.adapter):
            for path in sorted(directory.iterdir()) if directory else ():
                if path.is_file():
                    status = path.stat()
                    parts.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def verify(self) -> None:
        """Compare the manifest's files with their checksums; raises ModelFilesError naming the first bad one."""
        for name, digest in self.manifest.get("files", {}).items():
            path = self.directory / name
            if not path.is_file():
                raise ModelFilesError(f"The model file {path} is missing; {_AGAIN}.")
            with path.open("rb") as stream:
                found = _sha256(stream)
            if found != digest:
                raise ModelFilesError(f"The model file {path} is damaged; {_AGAIN}.")


def bundled() -> ModelFiles:
    """The model that comes with gift4code; raises ModelFilesError when a file is missing or unreadable."""
    return resolve(BUNDLED)


def list_models() -> list[ModelFiles]:
    """Models that need no path: the bundled one, if its files are all there."""
    return [bundled()] if (BUNDLED / "gift4code.json").is_file() else []


def resolve(model: str | Path | None = None, adapter: str | Path | None = None) -> ModelFiles:
    """The files behind what a person named.

    Args:
        model: Directory of an exported model, a transformers checkpoint or a PEFT adapter; None or ``"bundled"`` is
            the bundled model.
        adapter: PEFT adapter directory to put on the checkpoint ``model`` (None: the base that the adapter names).

    Raises:
        ModelFilesError: A directory or file is missing, unreadable or of an unknown kind; the sentence names it.
    """
    if model is None and adapter is not None:
        return _adapter(_directory(adapter), None)
    directory = BUNDLED if model is None or str(model) == "bundled" else _directory(model)
    if adapter is not None:
        return _adapter(_directory(adapter), directory)
    if (directory / "adapter_config.json").is_file():
        return _adapter(directory, None)
    if (directory / "config.json").is_file() and not (directory / "model.onnx").is_file():
        manifest = _json(directory / "gift4code.json") if (directory / "gift4code.json").is_file() else {}
        return _named("transformers", directory, None, manifest)
    return _onnx(directory)


def _onnx(directory: Path) -> ModelFiles:
    for name in ("model.onnx", "tokenizer.json", "gift4code.json"):
        if not (directory / name).is_file():
            raise ModelFilesError(f"The model file {directory / name} is missing; {_AGAIN}.")
    manifest = _json(directory / "gift4code.json")
    for entry in ("context", "ends", "head_dim"):
        if entry not in manifest:
            raise ModelFilesError(f'The model file {directory / "gift4code.json"} has no "{entry}"; {_AGAIN}.')
    return _named("onnx", directory, None, manifest)


def _adapter(adapter: Path, base: Path | None) -> ModelFiles:
    config = adapter / "adapter_config.json"
    if not config.is_file():
        raise ModelFilesError(f"{adapter} is no PEFT adapter: it has no adapter_config.json.")
    if base is None:
        name = str(_json(config).get("base_model_name_or_path") or "")
        base = next((path for path in (Path(name).expanduser(), adapter / name) if name and path.is_dir()), None)
        if base is None:
            raise ModelFilesError(
                f"The base model {name or '(none named)'} of {config} is no local directory; name it with --model."
            )
    manifest = _json(adapter / "gift4code.json") if (adapter / "gift4code.json").is_file() else {}
    return _named("transformers", base.resolve(), adapter, manifest)


def _named(engine: Engine, directory: Path, adapter: Path | None, manifest: Mapping[str, Any]) -> ModelFiles:
    template = manifest.get("template")
    return ModelFiles(
        id=str(manifest.get("id") or (adapter or directory).name),
        engine=engine,
        directory=directory,
        adapter=adapter,
        template=None if template is None else str(template),
        manifest=manifest,
    )


def _directory(name: str | Path) -> Path:
    path = Path(name).expanduser().resolve()
    if not path.is_dir():
        raise ModelFilesError(f"There is no model directory {path}.")
    return path


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelFilesError(f"The model file {path} cannot be read: {error}.") from error
    if not isinstance(value, dict):
        raise ModelFilesError(f"The model file {path} does not hold a JSON object.")
    return value


def _sha256(stream: Any) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()
